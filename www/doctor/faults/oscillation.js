// Oscillation: the players chase each other. The discriminator learns where the samples are, they move away to where it
// holds everything to be real, it follows, and so on.

import { lately, lead, mean, opinions, seriesOf, smooth } from "../evidence.js";
import { ownSettings, remedy, scaled } from "../remedies.js";

/** @import { Detector } from "../diagnose.js" */
/** @import { Series } from "../evidence.js" */

/** As far back as turns are looked for. */
const STEPS = 300;
/** So much of that must be there: readings come in parcels. */
const FULL = 0.9;
/** Turns of the lead within that: who meets once and parts again does not oscillate. */
const TURNS = 4;
/**
 * What it falls behind in all, as a share of what it is ahead, or the other way round: a discriminator that is ahead is
 * fooled by a batch now and then, too.
 */
const SHARE = 0.2;
/** Noise of single batches is no turn. */
const MEAN_OF = 10;
/** The samples' mean then lies so far from the data's, in spreads of the data; near equilibrium the lead turns by noise alone. */
const AWAY = 0.3;

/** @type {Detector} */
export const oscillation = {
  fault: "oscillation",
  sign({ recipe, readings, looks }) {
    // BEGAN's balance holds the two energies together: which of them is lower says nothing.
    if (recipe.loss === "began") return undefined;
    const ahead = lately(smooth(lead(readings), MEAN_OF), STEPS);
    const away = lately(seriesOf(looks, ["offset"]), STEPS);
    const [first = Infinity, last = 0] = [ahead.step[0], ahead.step.at(-1)];
    // Every run begins with a chase.
    if (last - first < FULL * STEPS || away.value.length < 3) return undefined;
    if (turns(ahead) < TURNS || evenness(ahead) < SHARE || mean(away.value) < AWAY) return undefined;
    return { since: first, curve: opinions(readings) ?? [] };
  },
  remedies: (evidence) => [
    ...ownSettings(evidence),
    ...remedy(evidence, "slower_both", {
      ...scaled(evidence, "generator_lr", 0.2),
      ...scaled(evidence, "discriminator_lr", 0.2),
    }),
    ...remedy(evidence, "less_momentum", { beta1: 0 }),
  ],
};

/** @param {Series} series How often it changes its sign. */
const turns = ({ value }) => value.filter((now, at) => at > 0 && now * (value[at - 1] ?? 0) < 0).length;

/** @param {Series} series The smaller of what it sums up to above and below zero, as a share of the larger. */
function evenness({ value }) {
  const sum = value.reduce((all, now) => all + now, 0);
  const size = value.reduce((all, now) => all + Math.abs(now), 0);
  return (size - Math.abs(sum)) / (size + Math.abs(sum));
}
