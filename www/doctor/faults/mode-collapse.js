// Mode collapse: all samples are nearly the same, or good ones reach few of the modes, or all lie to one side of them.

import { lasting, seriesOf, smooth } from "../evidence.js";
import { ownSettings, remedy, scaled } from "../remedies.js";
import { discriminatorWins } from "./discriminator-wins.js";
import { oscillation } from "./oscillation.js";
import { vanishingGradients } from "./vanishing-gradients.js";

/** @import { Detector } from "../diagnose.js" */

/** A spread of so small a share of the data's. */
const ALIKE = 0.15;
/** Few of the modes: so small a share of them, while so many of the samples are good. */
const [FEW, GOOD] = [0.5, 0.5];
/** Modes lie all around their mean: samples whose mean is so many spreads from it, for so long, miss a side of them. */
const [ASIDE, LONG] = [0.5, 250];
/** A generator begins with samples that are all alike: it is given time to begin with something. */
const BEGINNING = 600;
/** Their geometric mean counts: a collapsed generator is spread for a moment whenever it leaps from mode to mode. */
const MEAN_OF = 200;
const STEPS = 150;

/** @type {Detector} */
export const modeCollapse = {
  fault: "mode_collapse",
  sign(evidence) {
    const { recipe, looks } = evidence;
    // Samples that are alike since nothing reaches the generator are not its choice.
    if (discriminatorWins.sign(evidence) || vanishingGradients.sign(evidence)) return undefined;
    // Without a game there are no modes to lose: a VAE whose samples are all alike has lost its posterior.
    if (recipe.loss === "elbo") return undefined;
    const diversity = seriesOf(looks, ["diversity"]);
    const orders = smooth(seriesOf(looks, ["diversity"], Math.log), MEAN_OF);
    const alike = lasting(orders, (order) => order < Math.log(ALIKE), STEPS);
    const late =
      (diversity.step.at(-1) ?? 0) >= BEGINNING || diversity.value.some((share) => share > 2 * ALIKE);
    if (alike !== undefined && late) return { since: alike, curve: ["diversity"] };
    const few = lasting(
      seriesOf(looks, ["modes", "good"], (modes = NaN, good = NaN) => Number(modes <= FEW && good >= GOOD)),
      Boolean,
      STEPS,
    );
    if (few !== undefined) return { since: few, curve: ["modes"] };
    // A cloud that is chased about is aside as well.
    if (!("modes" in looks.values) || oscillation.sign(evidence)) return undefined;
    const offset = smooth(seriesOf(looks, ["offset"]), MEAN_OF);
    const aside = lasting(offset, (spreads) => spreads > ASIDE, LONG);
    return aside === undefined ? undefined : { since: aside, curve: ["offset"] };
  },
  remedies: (evidence) => [
    ...ownSettings(evidence),
    ...remedy(evidence, "slower_generator", scaled(evidence, "generator_lr", 0.2)),
  ],
};
