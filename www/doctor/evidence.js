// What the doctor knows of a run, and how its curves are read.

/** @import { Catalogue, Recipe } from "../engine/api.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { Readings } from "../protocol/messages.js" */

/**
 * @typedef {object} Evidence
 * @property {Recipe} recipe the run's settings as they are now
 * @property {Catalogue} catalogue
 * @property {Readings} readings what its steps measured
 * @property {Readings} looks what its samples looked like: see `lookOf`
 * @property {Fault | undefined} ended why it stopped by itself, if it did
 */

/** @typedef {{ step: number[], value: number[] }} Series Numbers over steps, none of them NaN. */

/**
 * One number a row, made of the columns by these names; a row that lacks one of them, or has NaN, is left out.
 * @param {Readings} rows
 * @param {string[]} names
 * @param {(...values: number[]) => number} [combine] by default the first
 * @returns {Series}
 */
export function seriesOf(rows, names, combine = (first) => first ?? NaN) {
  /** @type {Series} */
  const series = { step: [], value: [] };
  rows.step.forEach((step, at) => {
    const value = combine(...names.map((name) => rows.values[name]?.[at] ?? NaN));
    if (Number.isNaN(value)) return;
    series.step.push(step);
    series.value.push(value);
  });
  return series;
}

/** @param {Series} series @param {number} steps Each value becomes the mean of those in the last so many steps. @returns {Series} */
export function smooth({ step, value }, steps) {
  let first = 0;
  const means = step.map((at, place) => {
    while ((step[first] ?? at) <= at - steps) first += 1;
    return mean(value.slice(first, place + 1));
  });
  return { step, value: means };
}

/** @param {Series} series @param {number} steps @returns {Series} Its last part, so many steps long. */
export function lately({ step, value }, steps) {
  const from = (step.at(-1) ?? 0) - steps;
  const first = step.findIndex((at) => at > from);
  return first < 0 ? { step: [], value: [] } : { step: step.slice(first), value: value.slice(first) };
}

/** Of the points in a stretch, so many may say otherwise. */
const EXCEPTIONS = 0.2;

/**
 * Since when something has held, where that is for so many steps at least, with few exceptions.
 * @param {Series} series
 * @param {(value: number) => boolean} holds
 * @param {number} steps
 * @returns {number | undefined}
 */
export function lasting({ step, value }, holds, steps) {
  const now = step.at(-1) ?? 0;
  let [first, against] = [step.length, 0];
  for (let at = step.length - 1; at >= 0; at--) {
    const held = holds(value[at] ?? NaN);
    if (!held) against += 1;
    if (against > EXCEPTIONS * (step.length - at)) break;
    if (held) first = at;
  }
  const since = step[first];
  return since !== undefined && now - since >= steps ? since : undefined;
}

/** @param {number[]} values */
export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The two columns of what the discriminator says of real and of generated samples; none where no player judges. */
const OPINIONS = [
  ["d_real", "d_generated"],
  ["score_real", "score_generated"],
  ["energy_real", "energy_generated"],
];

/** @param {Readings} readings */
export const opinions = (readings) => OPINIONS.find(([real = ""]) => real in readings.values);

/**
 * How much more real the discriminator finds real samples than generated ones.
 * @param {Readings} readings
 * @returns {Series}
 */
export function lead(readings) {
  const names = opinions(readings) ?? [];
  const sign = names[0]?.startsWith("energy") ? -1 : 1;
  return seriesOf(readings, names, (real = NaN, generated = NaN) => sign * (real - generated));
}
