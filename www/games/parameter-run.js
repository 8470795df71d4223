// A run of a game of two parameters: the path of play, and what is computed from the settings.

import { PLAYS } from "./dynamics.js";
import { eigenvalues } from "./eigenvalues.js";

/** @import { Game, Point, Position } from "./dynamics.js" */
/** @import { PlaySettings } from "./fields.js" */

/** Longer runs show nothing new, and a path this long is still drawn at once. */
const MOST_STEPS = 2000;
/** Distance from the equilibrium at which play has left for good. */
const GONE = 20;
/** Distance at which it has arrived. */
const ARRIVED = 1e-9;

/** @template {PlaySettings} Settings */
export class ParameterRun {
  #gameOf;
  #settings;
  /** @type {Point[]} */
  path = [];
  /** @type {number[]} */
  distances = [];
  /** @type {number[]} */
  steps = [];
  /** @type {Position} */
  position = { point: [NaN, NaN] };

  /** @param {(settings: Settings) => Game} gameOf @param {Settings} settings read again by `adopt` */
  constructor(gameOf, settings) {
    this.#gameOf = gameOf;
    this.#settings = settings;
    this.game = gameOf(settings);
  }

  get play() {
    return PLAYS[this.#settings.play];
  }

  /** @returns {Point} */
  get rates() {
    const { rate, ratePsi, twoRates } = this.#settings;
    return [rate, twoRates ? ratePsi : rate];
  }

  /** @returns {Point} */
  get #start() {
    return [this.#settings.theta, this.#settings.psi];
  }

  get stepEigenvalues() {
    return this.play.eigenvalues(this.game.jacobian, this.rates);
  }

  get fieldEigenvalues() {
    return eigenvalues(this.game.jacobian);
  }

  /** Takes changed settings; whether play now starts elsewhere. */
  adopt() {
    this.game = this.#gameOf(this.#settings);
    const [theta, psi] = this.#start;
    return this.path[0]?.[0] !== theta || this.path[0][1] !== psi;
  }

  reset() {
    [this.path, this.distances, this.steps] = [[], [], []];
    this.#stand({ point: this.#start });
  }

  /** Whether there is more to see. */
  get goesOn() {
    const distance = this.distances.at(-1) ?? 0;
    return this.steps.length <= MOST_STEPS && distance < GONE && distance > ARRIVED;
  }

  /** One step; false at the end of the run. */
  step() {
    if (!this.goesOn) return false;
    this.#stand(this.play.step(this.game.field, this.position, this.rates));
    return this.goesOn;
  }

  /** @param {Position} position */
  #stand(position) {
    const [theta, psi] = this.game.equilibrium;
    this.position = position;
    this.steps.push(this.steps.length);
    this.path.push(position.point);
    this.distances.push(Math.hypot(position.point[0] - theta, position.point[1] - psi));
  }
}
