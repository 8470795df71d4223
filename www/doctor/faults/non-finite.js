// Non-finite values: a number of the run overflowed, and nothing can be learnt from it any more.

import { ownSettings, remedy, scaled } from "../remedies.js";

/** @import { Detector } from "../diagnose.js" */

/** @type {Detector} */
export const nonFinite = {
  fault: "non_finite",
  sign({ readings, ended }) {
    if (ended?.code !== "diverged") return undefined;
    const curve = ["loss_d", "loss_g", "loss"].filter((name) => name in readings.values);
    return { since: readings.step.at(-1) ?? 0, curve };
  },
  remedies: (evidence) => {
    const slower = {
      ...scaled(evidence, "generator_lr", 0.01),
      ...scaled(evidence, "discriminator_lr", 0.01),
    };
    const all = [
      ...ownSettings(evidence),
      ...remedy(evidence, "clip_gradients", { clip_grad_norm: 1 }),
      ...remedy(evidence, "slower_both", slower),
    ];
    // Its weights are lost: what remains is a fresh start.
    return all.filter(({ name }) => name !== "own_live_settings").map((one) => ({ ...one, live: false }));
  },
};
