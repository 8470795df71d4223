// What the person points at: a measure or a setting, wherever it stands. Its term in the theory, its curve and its
// control light up together.

import { signal } from "@preact/signals-core";

/**
 * @typedef {{ metric?: string | undefined, setting?: string | undefined }} Pointed
 */

/** The measure that a setting acts on first. */
const ACTS_ON = new Map([
  ["penalty_weight", "penalty"],
  ["consistency", "consistency"],
  ["generated_consistency", "consistency"],
  ["zcr_lambda_dis", "consistency"],
  ["shift", "consistency"],
  ["pull_away", "pull_away"],
  ["lambda_k", "k"],
  ["gamma", "convergence"],
  ["class_loss_real", "class_real"],
  ["class_loss_generator", "class_generated"],
  ["class_loss_generated", "class_generated"],
  ["rotation_loss_real", "rotation_real"],
  ["rotation_loss_generator", "rotation_generated"],
  ["latent_step", "latent_gain"],
  ["latent_damping", "latent_gain"],
  ["latent_share", "latent_gain"],
  ["latent_price", "latent_price"],
  ["real_target", "d_real"],
  ["margin", "energy_generated"],
  ["weight_clip", "distance"],
  ["decoder_deviation", "reconstruction"],
  ["latent", "kl"],
  ["generator_lr", "loss_g"],
  ["discriminator_lr", "loss_d"],
]);
const MOVED_BY = new Map([...ACTS_ON].reverse().map(([setting, metric]) => [metric, setting]));
MOVED_BY.set("gradient_norm", "penalty_weight");

export const pointed = signal(/** @type {Pointed} */ ({}));

/** What the person asks to be taken to: a measure's chart, or a setting's control. */
export const sought = signal(/** @type {Pointed} */ ({}));

/** @param {Pointed} what A measure is pointed at with the setting that moves it, a setting with the measure it moves. */
export function pointAt({ metric, setting }) {
  pointed.value = {
    metric: metric ?? ACTS_ON.get(setting ?? ""),
    setting: setting ?? MOVED_BY.get(metric ?? ""),
  };
}
