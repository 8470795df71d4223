// Vanishing gradients: hardly anything comes through the discriminator, so that the generator cannot know where to go.

import { lasting, seriesOf } from "../evidence.js";
import { ownSettings, presetOf, remedy } from "../remedies.js";

/** @import { Detector } from "../diagnose.js" */

/** What a sample's way across the data changes of the generator's loss. */
const FLAT = 0.005;
/** Where samples are good there is nothing left to pull at. */
const GOOD = 0.5;
/** Where no modes can be counted: samples as spread and centred as the data. */
const [SPREAD, CENTRED] = [0.25, 0.2];
const STEPS = 100;

/** @type {Detector} */
export const vanishingGradients = {
  fault: "vanishing_gradients",
  sign({ looks }) {
    const flat = seriesOf(
      looks,
      ["pull", "diversity", "offset"],
      (pull = NaN, diversity = NaN, offset = NaN) =>
        Number(
          pull < FLAT && !(Math.abs(diversity - 1) < SPREAD && offset < CENTRED && !("good" in looks.values)),
        ),
    );
    const good = seriesOf(looks, ["good"]);
    if ((good.value.at(-1) ?? 0) >= GOOD) return undefined;
    const since = lasting(flat, Boolean, STEPS);
    return since === undefined ? undefined : { since, curve: ["pull"] };
  },
  remedies: (evidence) => [
    ...ownSettings(evidence),
    ...(evidence.recipe.loss === "minimax"
      ? remedy(evidence, "non_saturating", { loss: "non_saturating" })
      : []),
    ...(Number(evidence.recipe.weight_clip) > 0
      ? remedy(evidence, "wider_clip", {
          weight_clip: Math.max(
            5 * Number(evidence.recipe.weight_clip),
            Number(presetOf(evidence).weight_clip),
          ),
        })
      : []),
  ],
};
