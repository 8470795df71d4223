// The settings of the games page, each with its range; their names and help are words.

import { words } from "./words.js";

/** @import { Field } from "../engine/api.js" */
/** @import { PLAYS } from "./dynamics.js" */
/** @import { DiracLoss } from "./dirac.js" */

/** @typedef {{ play: keyof typeof PLAYS, rate: number, twoRates: boolean, ratePsi: number, theta: number, psi: number }} PlaySettings */

const PLAIN = { group: "", unit: "", live: false };

/** @typedef {{ label: string, help: string }} Named */

/** @param {string} name @param {[number, number]} range @param {Named} named @returns {Field} Turned while it plays. */
const real = (name, [min, max], named) => ({
  ...PLAIN,
  ...named,
  kind: "real",
  name,
  min,
  max,
  live: true,
  log: false,
});

/** @param {string} name @param {Named & { options: Record<string, string> }} named @returns {Field} */
const choice = (name, { label, help, options }) => ({
  ...PLAIN,
  kind: "choice",
  name,
  label,
  help,
  options: Object.entries(options).map(([name, help]) => ({ name, help })),
});

/** @param {string} name @param {Named} named @returns {Field} */
const flag = (name, named) => ({ ...PLAIN, ...named, kind: "flag", name });

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
export const playFields = ({ play } = words.fields) => [
  choice("play", play.play),
  real("rate", RATE, play.rate),
  flag("twoRates", play.twoRates),
  real("ratePsi", RATE, play.ratePsi),
  real("theta", START, play.theta),
  real("psi", START, play.psi),
];

/** @type {{ loss: DiracLoss, r1: number, noise: number }} */
export const DIRAC_DEFAULTS = { loss: "non_saturating", r1: 0, noise: 0 };

/** What is the Dirac-GAN's own. */
export const diracFields = ({ dirac } = words.fields) => [
  choice("loss", dirac.loss),
  real("r1", [0, 5], dirac.r1),
  real("noise", [0, 2], dirac.noise),
];

/** How both players learn a matrix game. */
export const learningFields = ({ learning } = words.fields) => [
  choice("learner", learning.learner),
  real("rate", RATE, learning.rate),
  flag("twoRates", learning.twoRates),
  real("rateSecond", RATE, learning.rateSecond),
];

/** @typedef {{ learner: string, rate: number, twoRates: boolean, rateSecond: number }} LearningSettings */

/** @type {LearningSettings} */
export const LEARNING_DEFAULTS = { learner: "simultaneous", rate: 0.2, twoRates: false, rateSecond: 0.2 };
