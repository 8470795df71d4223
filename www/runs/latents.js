// Latents along principal directions. The directions are at right angles and of length one, so that a latent is its
// mean and, along each direction, its coordinate in deviations of the prior.

/** @import { LatentSpace } from "../engine/explore.js" */

/** @param {LatentSpace} space @param {Float32Array} latents @param {number} direction */
export function coordinateOf({ vectors, size, mean, deviation }, latents, direction) {
  let sum = 0;
  for (let at = 0; at < size; at++) {
    sum += (vectors[direction * size + at] ?? 0) * ((latents[at] ?? 0) - mean);
  }
  return sum / deviation;
}

/**
 * @param {LatentSpace} space
 * @param {Float32Array<ArrayBuffer>} latents
 * @param {number} direction
 * @param {number} by in deviations
 */
export const moved = ({ vectors, size, deviation }, latents, direction, by) =>
  latents.map((value, at) => value + by * deviation * (vectors[direction * size + at] ?? 0));
