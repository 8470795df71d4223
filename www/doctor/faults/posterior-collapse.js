// A VAE's posterior collapse: the encoder says the same of every sample, and the decoder draws one average of all.

import { lasting, seriesOf, smooth } from "../evidence.js";
import { ownSettings, remedy, scaled } from "../remedies.js";

/** @import { Detector } from "../diagnose.js" */

/** Nats a sample: with a tenth, its latents narrow down which sample it is by a tenth part (exp 0.1 = 1.1). */
const SILENT = 0.1;
const MEAN_OF = 20;
const STEPS = 100;

/** @type {Detector} */
export const posteriorCollapse = {
  fault: "posterior_collapse",
  sign({ readings }) {
    const since = lasting(smooth(seriesOf(readings, ["kl"]), MEAN_OF), (nats) => nats < SILENT, STEPS);
    return since === undefined ? undefined : { since, curve: ["kl"] };
  },
  remedies: (evidence) => [
    ...ownSettings(evidence),
    ...remedy(evidence, "sharper_decoder", scaled(evidence, "decoder_deviation", 0.1)),
  ],
};
