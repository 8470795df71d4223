// The Dirac-GAN: all data at 0, all samples at theta, the score s(x) = psi x.
//
// Mescheder et al. 2018, arXiv:1801.04406, Definition 2.1, with a score that is high for real samples:
//   L_D = -f(s(x)) - f(-s(x')) + gamma/2 psi^2,   L_G = -f(s(x')),   x ~ N(0, noise^2), x' ~ N(theta, noise^2)
// with f(t) = ln sigmoid(t) for the non-saturating loss and f(t) = t for the Wasserstein loss.

/** @import { Game } from "./dynamics.js" */

/** The slope of f, and its first two derivatives at 0. */
const LOSSES = {
  non_saturating: { slope: (/** @type {number} */ t) => 1 / (1 + Math.exp(t)), first: 1 / 2, second: -1 / 4 },
  wasserstein: { slope: () => 1, first: 1, second: 0 },
};

/** @typedef {keyof typeof LOSSES} DiracLoss */

/** Between the places at which a normal density is summed, in standard deviations, and how far out they go. */
const [APART, REACH] = [0.25, 6];
const places = Array.from({ length: (2 * REACH) / APART + 1 }, (_, index) => index * APART - REACH);
const density = (/** @type {number} */ z) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const normal = places.map((z) => ({ z, weight: density(z) * APART }));
const certain = [{ z: 0, weight: 1 }];

/**
 * @param {{ loss: DiracLoss, r1: number, noise: number }} settings R1's weight and the instance noise's deviation
 * @returns {Game}
 */
export function dirac({ loss, r1, noise }) {
  const { slope, first, second } = LOSSES[loss];
  // The trapezium rule is exact to rounding for a smooth function under a normal density.
  const draws = noise > 0 ? normal : certain;
  return {
    field([theta, psi]) {
      let [byTheta, byPsi] = [0, -r1 * psi];
      for (const { z, weight } of draws) {
        const real = noise * z;
        const sample = theta + real;
        byTheta += weight * psi * slope(psi * sample);
        byPsi += weight * (real * slope(psi * real) - sample * slope(-psi * sample));
      }
      return [byTheta, byPsi];
    },
    equilibrium: [0, 0],
    jacobian: [
      [0, first],
      [-first, 2 * second * noise ** 2 - r1],
    ],
  };
}
