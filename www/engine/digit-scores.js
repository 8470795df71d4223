// How good the digits are that a run generates, again and again while it trains: by our classifier, beside real ones, in the
// worker, in pieces between which the run trains.

import { count, lengthOf } from "../core/samples.js";
import { betweenSteps, Rest } from "./pace.js";
import { Pieces } from "./pieces.js";

/** @import { DigitScorer, DigitScores, Run } from "./api.js" */
/** @import { Told } from "../protocol/messages.js" */

/** The classifier that the command line scores with as well. */
const WEIGHTS = new URL("../../native/src/evaluate/mnist.safetensors", import.meta.url);
/** Generated digits that are scored, and real ones beside them. */
const DIGITS = 512;
/** Digits that are looked at together. */
const PIECE = 4;
/** Between two measurements: so many times as long as one took, and at least so many milliseconds. */
const REST = 3;
const LEAST_REST = 2000;

/**
 * What the digits of this step score, of so many generated ones beside so many real ones.
 * @typedef {{ step: number, generated: number, real: number, averaged: boolean } & DigitScores} DigitsScored
 */

export class DigitScoring {
  #run;
  #tell;
  #pieces;
  #averaged;
  /** @type {DigitScorer | undefined} */
  #scorer;
  /** How many real digits it has seen. */
  #real = 0;
  #wanted = false;
  #over = false;
  /** @type {Promise<void> | undefined} */
  #measuring;
  #rest = new Rest();

  /**
   * @param {Run} run
   * @param {object} options
   * @param {(told: Told) => void} options.tell
   * @param {<T>(promise: Promise<T>) => Promise<T>} options.wait as long as the device is there
   * @param {() => boolean} options.averaged whether samples come from the averaged weights
   */
  constructor(run, { tell, wait, averaged }) {
    this.#run = run;
    this.#tell = tell;
    this.#pieces = new Pieces(wait);
    this.#averaged = averaged;
  }

  /** @param {boolean} wanted Whether the scores are to be seen from now on. */
  watch(wanted) {
    this.#wanted = wanted;
    if (!wanted) return this.#rest.end();
    this.#measuring ??= this.#measureOn().finally(() => (this.#measuring = undefined));
  }

  /** The run is about to be freed. */
  async end() {
    this.#over = true;
    this.#rest.end();
    await this.#measuring;
    this.#scorer?.free();
  }

  get #isWanted() {
    return this.#wanted && !this.#over;
  }

  async #measureOn() {
    let measured = -1;
    try {
      this.#scorer ??= await this.#open();
      while (this.#isWanted) {
        const begun = performance.now();
        const step = this.#run.steps();
        if (step !== measured && (await this.#measure(this.#scorer, step))) measured = step;
        if (this.#isWanted) await this.#rest.wait(Math.max(LEAST_REST, REST * (performance.now() - begun)));
      }
    } catch (error) {
      // The run goes on without its scores.
      this.#tell({
        type: "digits_not_scored",
        problem: error instanceof Error ? error.message : String(error),
      });
    }
  }

  /** The classifier, which has seen real digits. */
  async #open() {
    const response = await fetch(WEIGHTS);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    const weights = new Uint8Array(await response.arrayBuffer());
    await betweenSteps();
    const scorer = this.#run.digitScores(weights);
    const real = this.#run.real(DIGITS).values;
    this.#real = count(real, [...this.#run.shape()]);
    await this.#pieces.through(
      real,
      this.#size,
      (some) => scorer.addReal(some),
      () => !this.#over,
    );
    return scorer;
  }

  get #size() {
    return PIECE * lengthOf(this.#run.shape());
  }

  /** @param {DigitScorer} scorer @param {number} step @returns {Promise<boolean>} Whether it came to an end. */
  async #measure(scorer, step) {
    const isWanted = () => this.#isWanted;
    const averaged = this.#averaged();
    const drawing = this.#run.drawing(DIGITS, averaged);
    try {
      const digits = await this.#pieces.draw(drawing, DIGITS * lengthOf(this.#run.shape()), isWanted);
      if (!digits) return false;
      scorer.begin();
      await this.#pieces.through(digits, this.#size, (some) => scorer.add(some), isWanted);
      if (!isWanted()) return false;
      const scores = scorer.scores();
      this.#tell({ type: "digits_scored", step, generated: DIGITS, real: this.#real, averaged, ...scores });
      return true;
    } finally {
      drawing.free();
    }
  }
}
