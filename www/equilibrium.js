// Where the curves would rest if the generator's distribution were the data's: no discriminator can then do
// better than one constant answer.

/** @import { Recipe, Values } from "./engine/api.js" */

/**
 * With target t for real samples and 0 for generated ones, and as many of each, the discriminator's loss
 * -[t ln D + (1 - t) ln(1 - D)] - ln(1 - D) = -[t ln D + (2 - t) ln(1 - D)] is least at D = t / 2.
 * @param {Recipe} recipe
 * @returns {Values} Nothing for a loss that is not of this family.
 */
export function equilibrium({ loss, real_target }) {
  const target = Number(real_target);
  const d = target / 2;
  const loss_d = -(target * Math.log(d) + (2 - target) * Math.log(1 - d));
  const both = { loss_d, d_real: d, d_generated: d };
  if (loss === "non_saturating") return { ...both, loss_g: -Math.log(d) };
  if (loss === "minimax") return { ...both, loss_g: Math.log(1 - d) };
  return {};
}
