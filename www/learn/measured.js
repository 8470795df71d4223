// What both sides of each training tip came to. Written by `npm run tips`: see www/tools/learn/measure.js.

/** @import { TipName } from "./tips.js" */
/** Means over the seeds, at the last step, of the averaged weights. @typedef {{ modes: number, good: number, js: number }} Measured */

export const SEEDS = 3;

/** @type {Record<TipName, [Measured, Measured]>} */
export const MEASURED = {
  leaky: [
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
    {
      modes: 8,
      good: 0.313,
      js: 0.263,
    },
  ],
  loss: [
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
    {
      modes: 4,
      good: 0.057,
      js: 0.417,
    },
  ],
  smoothing: [
    {
      modes: 8,
      good: 0.393,
      js: 0.218,
    },
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
  ],
  norm_g: [
    {
      modes: 8,
      good: 0.483,
      js: 0.169,
    },
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
  ],
  norm_d: [
    {
      modes: 7.667,
      good: 0.13,
      js: 0.32,
    },
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
  ],
  optimiser: [
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
    {
      modes: 7.333,
      good: 0.1,
      js: 0.289,
    },
  ],
  noise: [
    {
      modes: 8,
      good: 0.26,
      js: 0.24,
    },
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
  ],
  prior: [
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
    {
      modes: 8,
      good: 0.42,
      js: 0.193,
    },
  ],
  steps: [
    {
      modes: 6.333,
      good: 0.41,
      js: 0.312,
    },
    {
      modes: 8,
      good: 0.377,
      js: 0.216,
    },
  ],
  ttur: [
    {
      modes: 8,
      good: 0.215,
      js: 0.255,
    },
    {
      modes: 2.667,
      good: 0.016,
      js: 0.542,
    },
  ],
};
