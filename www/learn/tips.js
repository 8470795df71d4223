// Training tips as experiments: two runs that differ in one setting. Their words are in www/text/en/learn/tips.js, what
// they measured in measured.js.

/** @import { Recipe } from "../engine/api.js" */

const RING = { variant: "vanilla", data: "ring", seed: 1 };

/** How long both sides train. */
export const STEPS = 1500;

/** A critic without extra steps: as many of each player. */
const CRITIC = { ...RING, variant: "wgan_gp", discriminator_steps: 1, discriminator_lr: 0.001 };

/**
 * What both sides share, the vanilla GAN on the ring unless it says otherwise, and what each has of its own; `theory` says
 * that there is a text on it.
 * @typedef {{ name: string, field: string, values: [Recipe[string], Recipe[string]], game?: Recipe, theory?: boolean }} Tip
 */

export const TIPS = /** @satisfies {Tip[]} */ ([
  { name: "leaky", field: "activation", values: ["leaky_relu", "relu"] },
  { name: "loss", field: "loss", values: ["non_saturating", "minimax"] },
  { name: "smoothing", field: "real_target", values: [0.9, 1] },
  { name: "norm_g", field: "generator_norm", values: ["batch", "none"] },
  { name: "norm_d", field: "discriminator_norm", values: ["batch", "none"] },
  { name: "optimiser", field: "optimiser", values: ["adam", "rmsprop"] },
  { name: "noise", field: "instance_noise", values: [0.1, 0] },
  { name: "prior", field: "prior", values: ["normal", "uniform"] },
  { name: "steps", field: "discriminator_steps", values: [5, 1] },
  { name: "ttur", field: "generator_lr", values: [0.0002, 0.001], game: CRITIC, theory: true },
]);
/** @typedef {(typeof TIPS)[number]["name"]} TipName */

/** @param {Tip} tip @param {0 | 1} side @returns {Recipe} */
export const recipeOf = ({ field, values, game = RING }, side) => ({ ...game, [field]: values[side] });
