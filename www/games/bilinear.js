// The bilinear game f(theta, psi) = theta psi, which theta minimises and psi maximises.

/** @import { Game } from "./dynamics.js" */

/** @type {Game} */
export const bilinear = {
  field: ([theta, psi]) => [-psi, theta],
  equilibrium: [0, 0],
  jacobian: [
    [0, -1],
    [1, 0],
  ],
};
