// Eigenvalues of two-by-two matrices, and what those of a step say about play near the equilibrium.

import { modulus, real, roots } from "./complex.js";

/** @import { Complex } from "./complex.js" */
/** @typedef {readonly [readonly [number, number], readonly [number, number]]} Matrix rows */

/** @param {Matrix} matrix Their sum is the trace, their product the determinant. */
export const eigenvalues = ([[a, b], [c, d]]) => roots(real(a + d), real(a * d - b * c));

/** @param {Matrix} left @param {Matrix} right @returns {Matrix} */
export function product([[a, b], [c, d]], [[e, f], [g, h]]) {
  return [
    [a * e + b * g, a * f + b * h],
    [c * e + d * g, c * f + d * h],
  ];
}

/** @param {Matrix} left @param {Matrix} right @returns {Matrix} */
export function sum([[a, b], [c, d]], [[e, f], [g, h]]) {
  return [
    [a + e, b + f],
    [c + g, d + h],
  ];
}

/** Further from one than any rounding, nearer than any setting of the page. */
const ROUNDING = 1e-9;

/**
 * The largest modulus is the factor by which a step multiplies the distance in the long run.
 * @typedef {{ radius: number, moves: "in" | "around" | "out", turns: boolean }} Verdict
 */

/** @param {Complex[]} values The eigenvalues of one step. @returns {Verdict} */
export function verdict(values) {
  const radius = Math.max(...values.map(modulus));
  const turns = values.some((value) => Math.abs(value.im) > ROUNDING && modulus(value) > radius - ROUNDING);
  const moves = radius < 1 - ROUNDING ? "in" : radius > 1 + ROUNDING ? "out" : "around";
  return { radius, moves, turns };
}
