// Four ways in which two players follow their gradients, each as its step and as the eigenvalues of that step.
//
// A field gives the direction in which each player would move: downhill in its own loss. With the point z, the field v
// and the step sizes H, the plain step is z + H v(z); the others differ in where they look before they move.

import { add, real, roots, scale } from "./complex.js";
import { eigenvalues, product, sum } from "./eigenvalues.js";

/** @import { Complex } from "./complex.js" */
/** @import { Matrix } from "./eigenvalues.js" */
/** @typedef {readonly [number, number]} Point one parameter a player: theta and psi */
/** @typedef {(point: Point) => Point} Field */

/**
 * A game of two parameters: where each player would move, and the field's Jacobian at the equilibrium.
 * @typedef {{ field: Field, equilibrium: Point, jacobian: Matrix }} Game
 */

/**
 * Where play stands; `before` is the field at the point before, which optimistic play remembers.
 * @typedef {{ point: Point, before?: Point }} Position
 */

/**
 * @typedef {object} Play
 * @property {(field: Field, position: Position, rates: Point) => Position} step
 * @property {(jacobian: Matrix, rates: Point) => Complex[]} eigenvalues of the step where the field is linear
 */

/** @type {Matrix} */
const IDENTITY = [
  [1, 0],
  [0, 1],
];

/** @param {Point} point @param {Point} direction @param {Point} rates @returns {Point} */
const moved = ([theta, psi], [byTheta, byPsi], [rateTheta, ratePsi]) => [
  theta + rateTheta * byTheta,
  psi + ratePsi * byPsi,
];

/** @param {Matrix} jacobian @param {Point} rates @returns {Matrix} The Jacobian times the step sizes. */
const scaled = ([[a, b], [c, d]], [rateTheta, ratePsi]) => [
  [rateTheta * a, rateTheta * b],
  [ratePsi * c, ratePsi * d],
];

/** Both move at once: z + H v(z). @type {Play} */
export const simultaneous = {
  step(field, { point }, rates) {
    const here = field(point);
    return { point: moved(point, here, rates), before: here };
  },
  eigenvalues: (jacobian, rates) => eigenvalues(sum(IDENTITY, scaled(jacobian, rates))),
};

/** Psi moves first, theta answers where psi then stands, as the generator does in GAN training. @type {Play} */
export const alternating = {
  step(field, { point }, rates) {
    const before = field(point);
    const [, psi] = moved(point, before, rates);
    const [theta] = moved(point, field([point[0], psi]), rates);
    return { point: [theta, psi], before };
  },
  eigenvalues(jacobian, rates) {
    const psiMoves = sum(IDENTITY, scaled(jacobian, [0, rates[1]]));
    const thetaMoves = sum(IDENTITY, scaled(jacobian, [rates[0], 0]));
    return eigenvalues(product(thetaMoves, psiMoves));
  },
};

/**
 * The field is expected to change as it did last time: z + 2 H v(z) - H v(z before).
 * Daskalakis et al. 2018, arXiv:1711.00141.
 * @type {Play}
 */
export const optimistic = {
  step(field, { point, before }, rates) {
    const here = field(point);
    const [lastTheta, lastPsi] = before ?? here;
    const expected = /** @type {const} */ ([2 * here[0] - lastTheta, 2 * here[1] - lastPsi]);
    return { point: moved(point, expected, rates), before: here };
  },
  // Of a point and the one before it: each eigenvalue m of H J gives the two roots of r^2 = (1 + 2 m) r - m.
  eigenvalues: (jacobian, rates) =>
    eigenvalues(scaled(jacobian, rates)).flatMap((m) => roots(add(real(1), scale(2, m)), m)),
};

/**
 * A trial step, and then the step by the field found there: z + H v(z + H v(z)).
 * Korpelevich 1976; for GANs Gidel et al. 2019, arXiv:1802.10551, Algorithm 2.
 * @type {Play}
 */
export const extragradient = {
  step(field, { point }, rates) {
    const here = field(point);
    const ahead = field(moved(point, here, rates));
    return { point: moved(point, ahead, rates), before: here };
  },
  eigenvalues(jacobian, rates) {
    const once = scaled(jacobian, rates);
    return eigenvalues(sum(IDENTITY, sum(once, product(once, once))));
  },
};

export const PLAYS = { simultaneous, alternating, optimistic, extragradient };
