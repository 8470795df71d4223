// The runs on which the doctor is tried: healthy ones, which should raise no alarm, and broken ones, which must.

import { CASES } from "../../gallery/cases.js";
import { catalogue } from "./record.js";

/** @import { FaultName } from "../../doctor/diagnose.js" */
/** @import { Recipe } from "../../engine/api.js" */
/** @import { Change } from "./record.js" */
/** @typedef {{ query: string, steps: number, every: number, fault?: FaultName, change?: Change }} Trial */

/** Steps, and steps between two looks: about as many as the page takes while it waits for its next samples. */
const POINTS = { steps: 2000, every: 50 };
const DIGITS = { steps: 200, every: 20 };
const BROKEN = { steps: 800, every: 50 };

/** Every variant as it comes. @type {Trial[]} */
export const HEALTHY = ["ring", "grid", "digits"].flatMap((data) =>
  catalogue.variants.map(({ name }) => ({
    query: `variant=${name}&data=${data}&seed=1`,
    ...(data === "digits" ? DIGITS : POINTS),
  })),
);

/** Broken runs that are not in the gallery. @type {[string, FaultName][]} */
const OTHERS = [
  ["variant=vanilla&data=ring&generator_lr=0.00001&discriminator_lr=0.005", "discriminator_wins"],
  [
    "variant=hinge&data=ring&discriminator_norm=none&generator_lr=0.00001&discriminator_lr=0.005",
    "discriminator_wins",
  ],
  ["variant=lsgan&data=ring&fooled_target=0", "discriminator_wins"],
  [
    "variant=vanilla&data=ring&loss=minimax&discriminator_lr=0.01&generator_lr=0.0001&discriminator_steps=5",
    "vanishing_gradients",
  ],
  ["variant=wgan&data=ring&weight_clip=10", "exploding_gradients"],
  ["variant=hinge&data=ring&discriminator_norm=none&beta1=0.9&generator_lr=0.005", "oscillation"],
  ["variant=vae&data=grid&decoder_deviation=10", "posterior_collapse"],
  ["variant=wgan&data=ring&optimiser=sgd&generator_lr=0.1&discriminator_lr=0.1&weight_clip=10", "non_finite"],
];

/** The gallery's from two seeds, and the others. @type {Trial[]} */
export const BROKEN_RUNS = [
  ...CASES.flatMap(({ query, fault }) => [query, `${query}&seed=2`].map((each) => ({ query: each, fault }))),
  ...OTHERS.map(([query, fault]) => ({ query, fault })),
].map((trial) => ({ ...trial, ...(trial.query.includes("digits") ? DIGITS : BROKEN) }));

/**
 * What the doctor offers each case of the gallery: with a change on the way, or as a fresh start.
 * @type {{ name: string, query: string, steps: number, every: number, change?: Change }[]}
 */
export const REMEDIES = [
  live("one_mode", 500, 1600, { generator_lr: 0.001 }),
  live("one_of_25", 350, 1600, { generator_lr: 0.001, discriminator_lr: 0.001 }),
  live("outclassed", 160, 500, { generator_lr: 0.0002, discriminator_lr: 0.0002 }),
  fresh("flat_critic", "variant=wgan&data=ring&weight_clip=0.05"),
  live("steep_critic", 250, 800, { penalty_weight: 1 }),
  fresh(
    "overflow",
    "variant=vae&data=ring&optimiser=sgd&generator_lr=0.1&discriminator_lr=0.1&clip_grad_norm=1",
  ),
  fresh("overflow", "variant=vae&data=ring"),
  fresh("silent_code", "variant=vae&data=ring"),
  fresh("chase", "variant=vanilla&data=ring"),
  live("chase", 300, 1500, { generator_lr: 0.001, discriminator_lr: 0.001 }),
];

/** @param {string} name @param {number} at @param {number} steps @param {Recipe} fields */
function live(name, at, steps, fields) {
  const query = CASES.find((one) => one.name === name)?.query ?? "";
  const { every } = query.includes("digits") ? DIGITS : BROKEN;
  return { name, query, steps, every, change: { at, fields } };
}

/** @param {string} name @param {string} query */
function fresh(name, query) {
  return { name, query, ...BROKEN };
}
