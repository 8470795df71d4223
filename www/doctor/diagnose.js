// The failure doctor: what is wrong with a run, by its curves, its samples and its settings.

import { discriminatorWins } from "./faults/discriminator-wins.js";
import { explodingGradients } from "./faults/exploding-gradients.js";
import { modeCollapse } from "./faults/mode-collapse.js";
import { nonFinite } from "./faults/non-finite.js";
import { oscillation } from "./faults/oscillation.js";
import { posteriorCollapse } from "./faults/posterior-collapse.js";
import { vanishingGradients } from "./faults/vanishing-gradients.js";

/** @import { Evidence } from "./evidence.js" */
/** @import { Remedy } from "./remedies.js" */

/**
 * @typedef {(
 *   | "non_finite" | "exploding_gradients" | "vanishing_gradients" | "discriminator_wins" | "posterior_collapse"
 *   | "mode_collapse" | "oscillation"
 * )} FaultName
 */

/**
 * Where a fault is seen: since which step, and the columns of readings or looks that show it.
 * @typedef {{ since: number, curve?: string[] }} Sign
 * @typedef {{ fault: FaultName, remedies: Remedy[] } & Sign} Finding
 */

/**
 * @typedef {object} Detector
 * @property {FaultName} fault
 * @property {(evidence: Evidence) => Sign | undefined} sign nothing where the fault is not seen
 * @property {(evidence: Evidence) => Remedy[]} remedies the likeliest first
 */

/** The gravest first. @type {Detector[]} */
export const DETECTORS = [
  nonFinite,
  explodingGradients,
  vanishingGradients,
  discriminatorWins,
  posteriorCollapse,
  modeCollapse,
  oscillation,
];

/** @param {Evidence} evidence @returns {Finding[]} The gravest first. */
export const diagnose = (evidence) =>
  DETECTORS.flatMap(({ fault, sign, remedies }) => {
    const seen = sign(evidence);
    return seen ? [{ fault, ...seen, remedies: distinct(remedies(evidence)) }] : [];
  });

/** @param {Remedy[]} remedies Of those that change the same, the last: it knows best why. */
const distinct = (remedies) => [
  ...new Map(remedies.map((remedy) => [JSON.stringify([remedy.fields, remedy.live]), remedy])).values(),
];
