// Readings on their way to the page and in its curves: gathered as columns, thinned where there are too many.

/** @import { Measures, Reading } from "./api.js" */
/** @import { Readings } from "../protocol.js" */

/** @type {(keyof Measures)[]} */
export const MEASURES = ["loss_d", "loss_g", "d_real", "d_generated"];

/** @returns {Readings} */
export const noReadings = () => ({ step: [], loss_d: [], loss_g: [], d_real: [], d_generated: [] });

/** How many points a parcel of readings may hold: ten parcels a second then draw at most 160 points. */
const PARCEL = 16;

/** Collects readings between two parcels; where there are too many, neighbours are averaged. */
export class Readout {
  #readings = noReadings();

  /** @param {Reading} reading */
  add({ step, values }) {
    this.#readings.step.push(step);
    for (const name of MEASURES) this.#readings[name].push(values[name]);
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

/**
 * Every `share` neighbours become one point: their mean, at the last one's step.
 * @param {Readings} readings
 * @param {number} share
 */
export function thin(readings, share) {
  const thinned = noReadings();
  for (let from = 0; from < readings.step.length; from += share) {
    const to = Math.min(from + share, readings.step.length);
    thinned.step.push(readings.step[to - 1] ?? 0);
    for (const name of MEASURES) {
      const sum = readings[name].slice(from, to).reduce((total, value) => total + value, 0);
      thinned[name].push(sum / (to - from));
    }
  }
  return thinned;
}
