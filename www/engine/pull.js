// How hard the discriminator pulls at generated samples: the gradient that the generator learns from, in one number.

/** @import { Run } from "./api.js" */

/** Samples that are asked: few, since each costs as much as a part of a step. */
const ASKED = 16;

/**
 * @param {Run} run
 * @param {number | undefined} asked the class of the samples, of a conditional run
 * @returns {Promise<number | undefined>} The root of the mean square of its length; nothing where no player judges.
 */
export async function pullOf(run, asked) {
  const pulled = await run.pull(ASKED, asked);
  if (!pulled) return undefined;
  const square = pulled.directions.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt(square / ASKED);
}
