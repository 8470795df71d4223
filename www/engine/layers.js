// What the nets look like in the plane: the layers that the lab lays below and over the points.

import { squareAround } from "../core/plane.js";

/** @import { Run } from "./api.js" */

/** Places along a side of the grid on which the discriminator is asked. */
const SIDE = 32;
/** Latents along a side of the generator's grid. */
const LATENTS = 21;
/** Generated points with an arrow, and places of a penalty. */
const MARKED = 64;

/**
 * What is computed only where it is looked at: the discriminator's opinion or its slope on a grid, the way in which it
 * pulls generated points, what the generator makes of a grid of latents, and where a gradient penalty is taken.
 * @typedef {"opinion" | "slope" | "arrows" | "manifold" | "penalty"} Layer
 */

/**
 * Numbers on a grid: `side` rows of as many, the lowest first.
 * @typedef {{ side: number, values: Float32Array<ArrayBuffer> }} OnGrid
 */

/**
 * The layers that there are of a run. `opinion.kind` says what the discriminator's numbers are: probability, score or
 * energy. Points are x, y, x, y ...
 * @typedef {{
 *   opinion?: OnGrid & { kind: string },
 *   slope?: OnGrid,
 *   arrows?: { points: Float32Array<ArrayBuffer>, directions: Float32Array<ArrayBuffer> },
 *   manifold?: OnGrid,
 *   penalty?: { points: Float32Array<ArrayBuffer>, slopes: Float32Array<ArrayBuffer> },
 * }} Layers
 */

/**
 * @param {Run} run
 * @param {Layer[]} wanted
 * @param {object} how
 * @param {Float32Array} how.grid as `gridAround` makes it
 * @param {number | undefined} how.asked the class that the nets are told, of a conditional run
 * @param {boolean} how.averaged whether the manifold is that of the averaged weights
 * @returns {Promise<Layers>} Those of them that the run has, all of the same step.
 */
export async function layersOf(run, wanted, how) {
  const layers = wanted.map(async (name) => [name, await LAYERS[name](run, how)]);
  return Object.fromEntries((await Promise.all(layers)).filter(([, layer]) => layer !== undefined));
}

/** @typedef {Parameters<typeof layersOf>[2]} How */
/** @type {{ [Name in Layer]: (run: Run, how: How) => Promise<Layers[Name]> }} */
const LAYERS = {
  async opinion(run, { grid, asked }) {
    const kind = run.opinion();
    const values = await run.judge(grid, asked);
    if (kind === undefined || !values) return undefined;
    return { kind, side: SIDE, values };
  },
  async slope(run, { grid, asked }) {
    const values = await run.slopes(grid, asked);
    return values && { side: SIDE, values };
  },
  async arrows(run, { asked }) {
    const pulled = await run.pull(MARKED, asked);
    return pulled && { points: pulled.samples.values, directions: pulled.directions };
  },
  async manifold(run, { asked, averaged }) {
    return { side: LATENTS, values: (await run.manifold(LATENTS, averaged, asked)).values };
  },
  async penalty(run) {
    const taken = await run.penaltyPoints(MARKED);
    return taken && { points: taken.samples.values, slopes: taken.slopes };
  },
};

/** @param {Float32Array} real points @returns The places around them of which the discriminator is asked. */
export function gridAround(real) {
  const { middle, half } = squareAround(real);
  const along = (/** @type {number} */ place) => half * ((2 * place + 1) / SIDE - 1);
  return Float32Array.from({ length: 2 * SIDE * SIDE }, (_, index) => {
    const place = index >> 1;
    return index % 2 === 0 ? middle[0] + along(place % SIDE) : middle[1] + along(Math.floor(place / SIDE));
  });
}
