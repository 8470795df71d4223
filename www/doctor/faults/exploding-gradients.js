// Exploding gradients: the discriminator grows so steep that a step of the generator is a leap.

import { lasting, seriesOf, smooth } from "../evidence.js";
import { ownSettings, remedy, scaled } from "../remedies.js";

/** @import { Detector } from "../diagnose.js" */
/** @import { Series } from "../evidence.js" */

/** What a sample's way across the data changes of the generator's loss. */
const STEEP = 300;
/** The slope at a gradient penalty's points, which aims for 1 or 0. */
const SLOPE = 50;
/** A VAE has no slope to look at: its loss, as a multiple of the least it has been. */
const GROWN = 100;
const STEPS = 50;
const MEAN_OF = 10;

/** @type {Detector} */
export const explodingGradients = {
  fault: "exploding_gradients",
  sign({ readings, looks }) {
    const signs = /** @type {[string, Series, number][]} */ ([
      ["pull", seriesOf(looks, ["pull"]), STEEP],
      ["gradient_norm", smooth(seriesOf(readings, ["gradient_norm"]), MEAN_OF), SLOPE],
      ["loss", growth(smooth(seriesOf(readings, ["loss"], Math.abs), MEAN_OF)), GROWN],
    ]);
    for (const [name, series, limit] of signs) {
      const since = lasting(series, (value) => value > limit, STEPS);
      if (since !== undefined) return { since, curve: [name] };
    }
    return undefined;
  },
  remedies: (evidence) => [
    ...ownSettings(evidence),
    ...remedy(evidence, "slower_both", {
      ...scaled(evidence, "generator_lr", 0.1),
      ...scaled(evidence, "discriminator_lr", 0.1),
    }),
    ...remedy(evidence, "clip_gradients", { clip_grad_norm: 1 }),
  ],
};

/** @param {Series} series Over the least so far. @returns {Series} */
function growth({ step, value }) {
  let least = Infinity;
  return { step, value: value.map((now) => now / (least = Math.min(least, now))) };
}
