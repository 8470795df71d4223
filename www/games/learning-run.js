// A run of learning: the rounds so far, and what is computed from the payoffs.

import { equilibria } from "./equilibria.js";
import { begin, learn } from "./learning.js";
import { ROCK_PAPER_SCISSORS, exploitability } from "./matrix-game.js";

/** @import { LearningSettings } from "./fields.js" */
/** @import { Mixture } from "./matrix-game.js" */
/** @import { Both, Standing } from "./learning.js" */

/** Longer runs show nothing new, and a path this long is still drawn at once. */
const MOST_ROUNDS = 2000;

const trail = () => ({ path: /** @type {Mixture[]} */ ([]), averages: /** @type {Mixture[]} */ ([]) });

export class LearningRun {
  #settings;
  payoffs = ROCK_PAPER_SCISSORS;
  /** By player: weights, which need not add up to one. */
  starts = [
    [0.5, 0.3, 0.2],
    [0.2, 0.3, 0.5],
  ];
  value = 0;
  /** @type {Both} One of them. */
  equilibrium = { x: [], y: [] };
  isSingle = true;
  standing = begin({ x: [], y: [] });
  trails = { x: trail(), y: trail() };
  /** @type {number[]} */
  steps = [];
  exploitabilities = { now: /** @type {number[]} */ ([]), averages: /** @type {number[]} */ ([]) };

  /** @param {LearningSettings} settings read again at every round */
  constructor(settings) {
    this.#settings = settings;
    this.adopt();
    this.reset();
  }

  /** Takes changed payoffs. */
  adopt() {
    const { value, all } = equilibria(this.payoffs);
    this.value = value;
    [this.equilibrium = this.equilibrium] = all;
    this.isSingle = all.length === 1;
  }

  reset() {
    this.trails = { x: trail(), y: trail() };
    [this.steps, this.exploitabilities] = [[], { now: [], averages: [] }];
    const [x = [], y = []] = this.starts.map(normalised);
    this.#stand(begin({ x, y }));
  }

  /** One round; false at the end of the run. */
  step() {
    if (!this.goesOn) return false;
    const { learner, rate, twoRates, rateSecond } = this.#settings;
    this.#stand(learn(learner, this.payoffs, this.standing, { x: rate, y: twoRates ? rateSecond : rate }));
    return this.goesOn;
  }

  get rounds() {
    return this.standing.rounds;
  }

  get goesOn() {
    return this.rounds < MOST_ROUNDS;
  }

  get exploitability() {
    return exploitability(this.payoffs, this.standing.now.x, this.standing.now.y);
  }

  get averageExploitability() {
    return exploitability(this.payoffs, this.standing.averages.x, this.standing.averages.y);
  }

  /** @param {Standing} standing */
  #stand(standing) {
    this.standing = standing;
    for (const player of /** @type {const} */ (["x", "y"])) {
      this.trails[player].path.push(standing.now[player]);
      this.trails[player].averages.push(standing.averages[player]);
    }
    this.steps.push(standing.rounds);
    this.exploitabilities.now.push(this.exploitability);
    this.exploitabilities.averages.push(this.averageExploitability);
  }
}

/** @param {number[]} weights @returns {Mixture} */
function normalised(weights) {
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}
