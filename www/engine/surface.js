// What the discriminator makes of the plane: its opinion on a grid, and where it pulls generated points.

import { squareAround } from "../core/plane.js";

/** @import { Run } from "./api.js" */

/** Places along a side of the grid. */
const SIDE = 32;
/** Generated points with an arrow. */
const PULLED = 64;

/**
 * Rows of opinions, the lowest first; and points, each with the way in which it lowers the generator's loss fastest.
 * @typedef {{
 *   opinion: string,
 *   side: number,
 *   values: Float32Array<ArrayBuffer>,
 *   points: Float32Array<ArrayBuffer>,
 *   directions: Float32Array<ArrayBuffer>,
 * }} Surface
 */

/**
 * @param {Run} run
 * @param {Float32Array} grid as `gridAround` makes it
 * @param {number | undefined} asked the class that the discriminator is told, of a conditional run
 * @returns {Promise<Surface | undefined>} Nothing where no player judges.
 */
export async function surfaceOf(run, grid, asked) {
  const opinion = run.opinion();
  if (opinion === undefined) return undefined;
  const [values, pulled] = await Promise.all([run.judge(grid, asked), run.pull(PULLED, asked)]);
  if (!values || !pulled) return undefined;
  return { opinion, side: SIDE, values, points: pulled.samples.values, directions: pulled.directions };
}

/** @param {Float32Array} real points @returns The places around them of which the discriminator is asked. */
export function gridAround(real) {
  const { middle, half } = squareAround(real);
  const along = (/** @type {number} */ place) => half * ((2 * place + 1) / SIDE - 1);
  return Float32Array.from({ length: 2 * SIDE * SIDE }, (_, index) => {
    const place = index >> 1;
    return index % 2 === 0 ? middle[0] + along(place % SIDE) : middle[1] + along(Math.floor(place / SIDE));
  });
}
