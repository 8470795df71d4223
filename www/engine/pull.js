// How hard the discriminator pulls at generated samples: the gradient that the generator learns from, in one number.

/** @import { Run } from "./api.js" */

/** Samples that are asked: few, and of images fewer, since 16 of them cost a tenth of a step. */
const [POINTS, IMAGES] = [16, 8];

/**
 * @param {Run} run
 * @param {number | undefined} asked the class of the samples, of a conditional run
 * @returns {Promise<number | undefined>} The root of the mean square of its length; nothing where no player judges.
 */
export async function pullOf(run, asked) {
  const count = run.shape()[0] === 2 ? POINTS : IMAGES;
  const pulled = await run.pull(count, asked);
  if (!pulled) return undefined;
  const square = pulled.directions.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(square / count);
}
