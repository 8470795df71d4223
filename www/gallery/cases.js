// Eight broken runs: a recipe that shows a fault within seconds on a CPU, and how the page tells that it was repaired.
// Their words are in www/text/en/gallery.js, their figures in docs/doctor.md.

/** @import { Recipe } from "../engine/api.js" */
/** @import { FaultName } from "../doctor/diagnose.js" */

/**
 * It is repaired where `measure`, a column of readings or looks, has been within its range for a while and nothing is
 * found so many steps after the change.
 * @typedef {{ measure: string, from: number, to: number, steps: number }} Healed
 * @typedef {{ name: string, query: string, fault: FaultName, healed: Healed }} Case
 */

export const CASES = /** @satisfies {Case[]} */ ([
  {
    name: "one_mode",
    query: "variant=vanilla&data=ring&generator_lr=0.01",
    fault: "mode_collapse",
    healed: { measure: "diversity", from: 0.6, to: 1.5, steps: 300 },
  },
  {
    name: "one_of_25",
    query: "variant=vanilla&data=grid&generator_lr=0.0001&discriminator_lr=0.01",
    fault: "mode_collapse",
    healed: { measure: "diversity", from: 0.6, to: 1.5, steps: 300 },
  },
  {
    name: "outclassed",
    query: "variant=vanilla&data=digits&generator_lr=0.00002&discriminator_lr=0.002",
    fault: "discriminator_wins",
    healed: { measure: "d_generated", from: 0.1, to: 0.9, steps: 150 },
  },
  {
    name: "flat_critic",
    query: "variant=wgan&data=ring&weight_clip=0.01",
    fault: "vanishing_gradients",
    healed: { measure: "pull", from: 0.02, to: 100, steps: 150 },
  },
  {
    name: "steep_critic",
    query: "variant=wgan_gp&data=ring&penalty_weight=0.001",
    fault: "exploding_gradients",
    healed: { measure: "gradient_norm", from: 0, to: 5, steps: 150 },
  },
  {
    name: "overflow",
    query: "variant=vae&data=ring&optimiser=sgd&generator_lr=0.1&discriminator_lr=0.1",
    fault: "non_finite",
    healed: { measure: "reconstruction", from: 0, to: 20, steps: 300 },
  },
  {
    name: "silent_code",
    query: "variant=vae&data=ring&decoder_deviation=1",
    fault: "posterior_collapse",
    healed: { measure: "kl", from: 1, to: 20, steps: 300 },
  },
  {
    name: "chase",
    query: "variant=vanilla&data=ring&beta1=0.9&generator_lr=0.005&discriminator_lr=0.005",
    fault: "oscillation",
    healed: { measure: "offset", from: 0, to: 0.3, steps: 300 },
  },
]);
/** @typedef {(typeof CASES)[number]["name"]} CaseName */

const HASH = "#broken=";

/** @param {Case} one Opens it in the page of the training. */
export const linkOf = ({ name, query }) => `?${query}${HASH}${name}`;

/** @param {string} hash of an address @returns {Case | undefined} */
export const caseIn = (hash) => CASES.find(({ name }) => hash === HASH + name);

/** @param {Case} one @param {Recipe} recipe Whether the run is still as broken as it was. */
export const isBroken = ({ query }, recipe) =>
  [...new URLSearchParams(query)].every(([field, text]) => {
    const value = recipe[field];
    return typeof value === "number" ? value === Number(text) : value === text;
  });
