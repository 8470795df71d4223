// What a lesson asks for, as a question to the run's own values. Whatever is not known yet does not pass.

/** @import { FaultName } from "../doctor/diagnose.js" */
/** @import { Recipe } from "../engine/api.js" */
/** @import { Evidence } from "./evidence.js" */
/** @typedef {(evidence: Evidence) => boolean} Check */

/** @param {Check[]} checks @returns {Check} */
export const all =
  (...checks) =>
  (evidence) =>
    checks.every((check) => check(evidence));

/** @param {Check[]} checks @returns {Check} */
export const any =
  (...checks) =>
  (evidence) =>
    checks.some((check) => check(evidence));

/** @param {Recipe} fields @returns {Check} Whether the run has these settings. */
export const withSettings =
  (fields) =>
  ({ recipe }) =>
    Object.entries(fields).every(([name, value]) => recipe[name] === value);

/** @param {number} steps @returns {Check} */
export const trained =
  (steps) =>
  ({ steps: taken }) =>
    taken >= steps;

/** @param {number} count @returns {Check} Whether so many modes have a point in them. */
export const covers =
  (count) =>
  ({ scores }) =>
    (scores?.modes ?? -1) >= count;

/**
 * Untrained points cover few modes as well, but lie in none of them.
 * @param {number} modes at most
 * @param {number} good the least share of points in a mode
 * @returns {Check}
 */
export const collapsed =
  (modes, good) =>
  ({ scores }) =>
    (scores?.modes ?? Infinity) <= modes && (scores?.good ?? 0) >= good;

/** @param {FaultName} fault @returns {Check} */
export const finds =
  (fault) =>
  ({ findings }) =>
    findings.includes(fault);

/** @param {number} gap @returns {Check} Whether D has kept real and generated samples apart by so much. */
export const ahead =
  (gap) =>
  ({ lately: { d_real = NaN, d_generated = NaN } }) =>
    d_real - d_generated >= gap;

/** @param {number} room @returns {Check} Whether both answers have been as near to a half. */
export const balanced =
  (room) =>
  ({ lately: { d_real = NaN, d_generated = NaN } }) =>
    Math.abs(d_real - 0.5) <= room && Math.abs(d_generated - 0.5) <= room;

/** @type {Check} */
export const predicted = ({ predicted }) => predicted !== "";

/** @param {Evidence["layers"][number]} layer @returns {Check} */
export const shows =
  (layer) =>
  ({ layers }) =>
    layers.includes(layer);

/** @param {number} room @returns {Check} Whether the penalised slope has been as near to 1. */
export const slopeNearOne =
  (room) =>
  ({ lately: { gradient_norm = NaN } }) =>
    Math.abs(gradient_norm - 1) <= room;

/** @param {number} share @returns {Check} Whether so many points lie in the mode of the class that was asked for. */
export const obeys =
  (share) =>
  ({ scores }) =>
    (scores?.asked ?? 0) >= share;

/** @type {Check} Whether samples are of one class. */
export const askedForOne = ({ asked }) => asked !== undefined;

/** @param {number} gap @returns {Check} Whether D, trained alone, keeps the last batch apart by so much. */
export const pulledApart =
  (gap) =>
  ({ updates, values: { d_real = NaN, d_generated = NaN } }) =>
    updates.discriminator > 0 && d_real - d_generated >= gap;

/** @param {number} loss @returns {Check} Whether G, trained alone, has brought its loss below it. */
export const fooled =
  (loss) =>
  ({ updates, values: { loss_g = NaN } }) =>
    updates.generator > 0 && loss_g <= loss;

/** @type {Check} Whether the samples come from the averaged weights. */
export const fromAverage = ({ averaged }) => averaged;
