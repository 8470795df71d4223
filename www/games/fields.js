// The settings of the games page, each with its name, range and one sentence of help.

/** @import { Field, Option } from "../engine/api.js" */
/** @import { PLAYS } from "./dynamics.js" */
/** @import { DiracLoss } from "./dirac.js" */

/** @typedef {{ play: keyof typeof PLAYS, rate: number, twoRates: boolean, ratePsi: number, theta: number, psi: number }} PlaySettings */

const PLAIN = { group: "", unit: "", live: false };

/**
 * @param {string} name @param {string} label @param {[number, number]} range @param {string} help
 * @returns {Field} Turned while it plays.
 */
const real = (name, label, [min, max], help) => ({
  ...PLAIN,
  kind: "real",
  name,
  label,
  min,
  max,
  help,
  live: true,
  log: false,
});

/** @param {string} name @param {string} label @param {Option[]} options @param {string} help @returns {Field} */
const choice = (name, label, options, help) => ({ ...PLAIN, kind: "choice", name, label, options, help });

/** @param {string} name @param {string} label @param {string} help @returns {Field} */
const flag = (name, label, help) => ({ ...PLAIN, kind: "flag", name, label, help });

/** @type {PlaySettings} */
export const PLAY_DEFAULTS = {
  play: "simultaneous",
  rate: 0.2,
  twoRates: false,
  ratePsi: 0.2,
  theta: 1,
  psi: 0,
};

const RATE = /** @type {[number, number]} */ ([0.01, 2]);
const START = /** @type {[number, number]} */ ([-2, 2]);

/** How both players move, in a game of two parameters. */
export const PLAY_FIELDS = [
  choice(
    "play",
    "Way to play",
    [
      { name: "simultaneous", help: "Both follow their gradients at the same moment." },
      { name: "alternating", help: "ψ moves first, then θ sees the new ψ, as in GAN training." },
      { name: "optimistic", help: "Both add how much their gradient changed since the last step." },
      { name: "extragradient", help: "Both try a step, and then move by the gradients found there." },
    ],
    "In which order the players move, and which gradients they use.",
  ),
  real("rate", "Step size", RATE, "The learning rate: how far a player moves along its gradient."),
  flag("twoRates", "Two learning rates", "Gives ψ a step size of its own."),
  real("ratePsi", "Step size of ψ", RATE, "The learning rate of the second player."),
  real("theta", "Start θ", START, "Where the first player starts."),
  real("psi", "Start ψ", START, "Where the second player starts."),
];

/** @type {{ loss: DiracLoss, r1: number, noise: number }} */
export const DIRAC_DEFAULTS = { loss: "non_saturating", r1: 0, noise: 0 };

/** What is the Dirac-GAN's own. */
export const DIRAC_FIELDS = [
  choice(
    "loss",
    "Loss",
    [
      {
        name: "non_saturating",
        help: "The usual GAN loss, from the logarithm of the discriminator's answer.",
      },
      {
        name: "wasserstein",
        help: "The raw scores themselves, as in WGAN but without its limit on the slope.",
      },
    ],
    "What both players minimise.",
  ),
  real("r1", "R1 weight", [0, 5], "The weight γ of the R1 penalty; 0 switches it off."),
  real(
    "noise",
    "Instance noise",
    [0, 2],
    "The standard deviation of noise on data and samples; 0 switches it off.",
  ),
];

/** How both players learn a matrix game. */
export const LEARNING_FIELDS = [
  choice(
    "learner",
    "Learning",
    [
      { name: "simultaneous", help: "Multiplicative weights: both learn from the same round." },
      {
        name: "alternating",
        help: "Multiplicative weights: the second player sees the first one's new mixture.",
      },
      { name: "optimistic", help: "Multiplicative weights that expect the last change to repeat itself." },
      { name: "extragradient", help: "Multiplicative weights with a trial step before each step." },
      { name: "best_response", help: "Fictitious play: the best response to the other's average so far." },
    ],
    "How the players change their mixtures from round to round.",
  ),
  real("rate", "Step size", RATE, "How strongly one round changes the mixtures. Best responses have none."),
  flag("twoRates", "Two learning rates", "Gives the second player a step size of its own."),
  real("rateSecond", "Step size of the second player", RATE, "How strongly one round changes its mixture."),
];

/** @typedef {{ learner: string, rate: number, twoRates: boolean, rateSecond: number }} LearningSettings */

/** @type {LearningSettings} */
export const LEARNING_DEFAULTS = { learner: "simultaneous", rate: 0.2, twoRates: false, rateSecond: 0.2 };
