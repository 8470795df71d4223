// Readings on their way to the page and in its curves: gathered as columns, thinned where there are too many.
// Which measures there are is the run's affair: a column begins with the first reading that holds it.

/** @import { Reading } from "./api.js" */
/** @import { Readings } from "../protocol/messages.js" */

/** @returns {Readings} */
export const noReadings = () => ({ step: [], values: {} });

/** How many points a parcel of readings may hold: ten parcels a second then draw at most 160 points. */
const PARCEL = 16;

/** Collects readings between two parcels; where there are too many, neighbours are averaged. */
export class Readout {
  #readings = noReadings();

  /** @param {Reading} reading */
  add({ step, values }) {
    const columns = Object.entries(values).map(([name, value]) => [name, [value]]);
    append(this.#readings, { step: [step], values: Object.fromEntries(columns) });
  }

  /** @returns {Readings | undefined} What came since the last parcel. */
  take() {
    const readings = this.#readings;
    if (readings.step.length === 0) return undefined;
    this.#readings = noReadings();
    const share = Math.ceil(readings.step.length / PARCEL);
    return share === 1 ? readings : thin(readings, share);
  }
}

/** @param {Readings} readings @param {Readings} more */
export function append(readings, more) {
  const before = readings.step.length;
  readings.step.push(...more.step);
  for (const name of new Set([...Object.keys(readings.values), ...Object.keys(more.values)])) {
    const column = (readings.values[name] ??= Array(before).fill(NaN));
    column.push(...(more.values[name] ?? Array(more.step.length).fill(NaN)));
  }
}

/** @param {Readings} readings @param {number} step @returns {Readings} What was read until then. */
export function until(readings, step) {
  const count = readings.step.findLastIndex((at) => at <= step) + 1;
  return each(readings, (column) => column.slice(0, count));
}

/**
 * Every `share` neighbours become one point: their mean, at the last one's step.
 * @param {Readings} readings
 * @param {number} share
 */
export function thin({ step, values }, share) {
  const starts = step.flatMap((_, at) => (at % share === 0 ? at : []));
  const thinned = each({ step, values }, (column) =>
    starts.map((from) => mean(column.slice(from, from + share))),
  );
  thinned.step = starts.map((from) => step[Math.min(from + share, step.length) - 1] ?? 0);
  return thinned;
}

/** @param {Readings} readings @param {(column: number[]) => number[]} change @returns {Readings} */
function each({ step, values }, change) {
  const columns = Object.entries(values).map(([name, column]) => [name, change(column)]);
  return { step: change(step), values: Object.fromEntries(columns) };
}

/** @param {number[]} values Of those that are numbers; where none is, NaN. */
function mean(values) {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
