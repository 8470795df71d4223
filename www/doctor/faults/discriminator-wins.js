// The discriminator wins outright: it is as sure as its loss allows, step after step, and the generator does not catch up.

import { gameAlone, isTranslation } from "../../core/equilibrium.js";
import { lasting, opinions, seriesOf } from "../evidence.js";
import { ownSettings, remedy, scaled } from "../remedies.js";

/** @import { Recipe } from "../../engine/api.js" */
/** @import { Readings } from "../../protocol/messages.js" */
/** @import { Detector } from "../diagnose.js" */

/** What is left of its loss, between the least there can be (0) and what it is where no one can tell (1). */
const LEFT = 0.05;
/** Many a healthy run begins with a generator that is found out, and has caught up by then. */
const STEPS = 100;

/** @type {Detector} */
export const discriminatorWins = {
  fault: "discriminator_wins",
  sign({ recipe, readings }) {
    const rest = undecided(recipe);
    if (rest === undefined) return undefined;
    const least = surest(recipe);
    const since = lasting(lossAlone(readings), (loss) => loss - least < LEFT * (rest - least), STEPS);
    return since === undefined ? undefined : { since, curve: opinions(readings) ?? ["loss_d"] };
  },
  remedies: (evidence) => [
    ...ownSettings(evidence),
    ...remedy(evidence, "fewer_discriminator_steps", { discriminator_steps: 1 }),
    ...remedy(evidence, "slower_discriminator", scaled(evidence, "discriminator_lr", 0.2)),
    ...remedy(evidence, "instance_noise", { instance_noise: 0.1 }),
  ],
};

/** @param {Readings} readings The discriminator's loss without what is added to it: a sure one may still pay a penalty. */
const lossAlone = ({ step, values }) =>
  seriesOf(
    {
      step,
      values: {
        alone: step.map(
          (_, at) =>
            (values.loss_d?.[at] ?? NaN) - (values.penalty?.[at] || 0) - (values.consistency?.[at] || 0),
        ),
      },
    },
    ["alone"],
  );

/**
 * Its loss where it cannot tell. A critic's has no least: it is meant to be ahead. BEGAN's balance never lets it win. A
 * translator learns on from its targets, or from what returns.
 * @param {Recipe} recipe
 */
function undecided(recipe) {
  if (isTranslation(recipe)) return undefined;
  return recipe.loss === "energy" ? Number(recipe.margin) : gameAlone(recipe).loss_d || undefined;
}

/** @param {Recipe} recipe Its loss where it is sure and right: a smoothed target t leaves -[t ln t + (1 - t) ln(1 - t)]. */
function surest({ loss, real_target }) {
  const target = Number(real_target);
  if (loss === "least_squares" || loss === "hinge" || loss === "energy" || target === 1) return 0;
  return -(target * Math.log(target) + (1 - target) * Math.log(1 - target));
}
