// Where the curves would rest if the generator's distribution were the data's: no discriminator can then do
// better than one constant answer.

/** @import { Recipe, Values } from "../engine/api.js" */

/** Penalties that ask for a slope, which a constant answer has not: the loss with such a penalty rests higher. */
const SLOPED = ["wgan_gp", "dragan"];

/** @param {Recipe} recipe @returns {Values} The metrics that are known to rest, of the run as it is. */
export function equilibrium(recipe) {
  const { loss_d, loss_g, ...rest } = gameAlone(recipe);
  // Exchanged labels, pushed-apart samples and named classes or turns are in the measured losses too.
  const namesClasses = recipe.conditional === true && recipe.discriminator_condition === "auxiliary";
  const names = namesClasses || recipe.rotations === true;
  const plain = Number(recipe.label_flips) === 0 && !names;
  if (loss_d !== undefined && plain && !SLOPED.includes(String(recipe.penalty))) rest.loss_d = loss_d;
  if (loss_g !== undefined && plain && Number(recipe.zcr_lambda_gen) === 0) rest.loss_g = loss_g;
  return rest;
}

/** @param {Recipe} recipe Whether images are made of other images. */
export const isTranslation = ({ translation = "none" }) => translation !== "none";

/** @param {Recipe} recipe @returns {Values} The same for the game without penalties or flipped labels. */
export function gameAlone(recipe) {
  const { loss_d, loss_g, ...rest } = gameOfLatents(recipe);
  // In translations it is halved, but for squares, which are halved already.
  const share = isTranslation(recipe) && recipe.loss !== "least_squares" ? 0.5 : 1;
  if (loss_d !== undefined) rest.loss_d = share * loss_d;
  // A translator's loss is mostly how far images are from others.
  if (loss_g !== undefined && !isTranslation(recipe)) rest.loss_g = loss_g;
  return rest;
}

/** @param {Recipe} recipe @returns {Values} */
function gameOfLatents(recipe) {
  switch (recipe.loss) {
    case "non_saturating":
    case "minimax":
      return crossEntropy(recipe);
    case "least_squares":
      return leastSquares(recipe);
    // Any one score between -1 and 1 gives (1 - D) + (1 + D).
    case "hinge":
      return { loss_d: 2 };
    // Equal scores, at any height: every comparison is a coin.
    case "relativistic":
      return { loss_d: Math.LN2, loss_g: Math.LN2 };
    case "relativistic_average":
      return { loss_d: 2 * Math.LN2, loss_g: 2 * Math.LN2 };
    // A critic finds no distance between what is the same.
    case "wasserstein":
      return { loss_d: 0, distance: 0 };
    default:
      return {};
  }
}

/**
 * With target t for real samples and 0 for generated ones, and as many of each, the discriminator's loss
 * -[t ln D + (1 - t) ln(1 - D)] - ln(1 - D) = -[t ln D + (2 - t) ln(1 - D)] is least at D = t / 2.
 * @param {Recipe} recipe
 */
function crossEntropy({ loss, real_target }) {
  const target = Number(real_target);
  const d = target / 2;
  const loss_d = -(target * Math.log(d) + (2 - target) * Math.log(1 - d));
  const loss_g = loss === "minimax" ? Math.log(1 - d) : -Math.log(d);
  return { loss_d, loss_g, d_real: d, d_generated: d };
}

/**
 * The score between the targets a and b: (s - b)^2 / 2 + (s - a)^2 / 2 is least there, and the generator's
 * (s - c)^2 / 2 is what remains to it.
 * @param {Recipe} recipe
 */
function leastSquares({ generated_target, real_target, fooled_target }) {
  const [a, b, c] = [Number(generated_target), Number(real_target), Number(fooled_target)];
  const score = (a + b) / 2;
  return {
    loss_d: (b - a) ** 2 / 4,
    loss_g: (score - c) ** 2 / 2,
    score_real: score,
    score_generated: score,
  };
}
