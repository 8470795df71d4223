// Ink on an image: bright strokes on black, smooth at their edges, the same in all of its channels.

import { lengthOf } from "./samples.js";

/** @typedef {readonly [number, number]} Place x and y in pixels from the upper left corner */
/** @typedef {Float32Array<ArrayBuffer>} Image pixels in [-1, 1], channel after channel */

/** Between two dabs of a stroke, in pixels. */
const STRIDE = 0.5;

/** @param {number[]} shape channel, height, width @returns {Image} All black. */
export const blankImage = (shape) => new Float32Array(lengthOf(shape)).fill(-1);

/**
 * @param {Image} image stays as it is
 * @param {number[]} shape
 * @param {[Place, Place]} ends of the stroke
 * @param {{ radius: number, erase: boolean }} pen
 * @returns {Image}
 */
export function stroked(image, shape, [from, to], pen) {
  const inked = image.slice();
  const dabs = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STRIDE));
  for (let dab = 0; dab <= dabs; dab++) {
    const share = dab / dabs;
    daub(inked, shape, [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])], pen);
  }
  return inked;
}

/** @param {Image} image @param {number[]} shape @param {Place} middle @param {{ radius: number, erase: boolean }} pen */
function daub(image, [channels = 1, height = 1, width = 1], [x, y], { radius, erase }) {
  const reach = Math.ceil(radius + 1);
  for (let row = Math.floor(y) - reach; row <= y + reach; row++) {
    for (let column = Math.floor(x) - reach; column <= x + reach; column++) {
      if (row < 0 || row >= height || column < 0 || column >= width) continue;
      const covered = radius + 0.5 - Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const bright = 2 * Math.min(1, Math.max(0, covered)) - 1;
      for (let channel = 0; channel < channels; channel++) {
        const at = (channel * height + row) * width + column;
        const now = image[at] ?? -1;
        image[at] = erase ? Math.min(now, -bright) : Math.max(now, bright);
      }
    }
  }
}

/** @param {Image} image @param {number[]} shape @param {number} column @param {number} row Its other value, black or white. @returns {Image} */
export function flipped(image, shape, column, row) {
  const [channels = 1, height = 1, width = 1] = shape;
  const next = isBright(image, shape, column, row) ? -1 : 1;
  const changed = image.slice();
  for (let channel = 0; channel < channels; channel++)
    changed[(channel * height + row) * width + column] = next;
  return changed;
}

/** @param {Image} image @param {number[]} shape @param {number} column @param {number} row */
export const isBright = (image, [, , width = 1], column, row) => (image[row * width + column] ?? -1) > 0;
