// Fidelity against variety: precision and recall of samples whose latents are bound (Kynkäänniemi et al. 2019), in the
// worker, in pieces between which the run trains.

import { lengthOf } from "../core/samples.js";
import { Pieces } from "./pieces.js";

/** @import { Balls, Run } from "./api.js" */
/** @import { Told } from "../protocol/messages.js" */
/** @import { IsWanted } from "./pieces.js" */

/** Generated samples at each bound, and real ones beside them. */
const SAMPLES = 512;
/** Samples that are compared at a time. */
const PIECE = 4;

/**
 * `precision` is the share of generated samples that lie among real ones, `recall` that of real ones among generated ones.
 * @typedef {{ bound: number | undefined, precision: number, recall: number }} FidelityPoint
 */

/**
 * What is measured so far, of so many `bounds`: `generated` samples at each, beside so many `real` ones, of the weights at
 * this step. `ended` says that nothing more comes.
 * @typedef {{ points: FidelityPoint[], bounds: number, generated: number, real: number, step: number, averaged: boolean, ended: boolean }} Fidelity
 */

export class FidelityCurve {
  #run;
  #tell;
  #pieces;
  /** How many numbers a sample has. */
  #length;
  #over = false;
  /** Counts measurements: a later one ends those before it. */
  #measured = 0;

  /**
   * @param {Run} run
   * @param {(told: Told) => void} tell
   * @param {<T>(promise: Promise<T>) => Promise<T>} wait as long as the device is there
   */
  constructor(run, tell, wait) {
    this.#run = run;
    this.#tell = tell;
    this.#pieces = new Pieces(wait);
    this.#length = lengthOf(run.shape());
  }

  /** The run is about to be freed. */
  end() {
    this.#over = true;
  }

  /** @param {(number | undefined)[]} bounds @param {boolean} averaged Tells of each bound as it is found. */
  async measure(bounds, averaged) {
    const turn = ++this.#measured;
    const isWanted = () => !this.#over && turn === this.#measured;
    const real = this.#run.real(SAMPLES).values;
    const count = real.length / this.#length;
    const known = {
      bounds: bounds.length,
      generated: SAMPLES,
      real: count,
      step: this.#run.steps(),
      averaged,
    };
    /** @type {FidelityPoint[]} */
    const points = [];
    const tell = (ended = false) => {
      if (isWanted()) this.#tell({ type: "fidelity", ...known, points: [...points], ended });
    };
    // All of the weights as they are now.
    const drawings = bounds.map((bound) => this.#run.drawing(SAMPLES, averaged, bound));
    const ofReal = this.#run.balls(real);
    try {
      tell();
      if (ofReal) await this.#grow(ofReal, isWanted);
      for (const [at, drawing] of drawings.entries()) {
        const generated = ofReal && (await this.#pieces.draw(drawing, SAMPLES * this.#length, isWanted));
        if (!generated || !isWanted()) break;
        const shares = await this.#compare({ real, ofReal, generated, count }, isWanted);
        points.push({ bound: bounds[at], ...shares });
        tell();
      }
    } finally {
      for (const held of [...drawings, ofReal]) held?.free();
      tell(true);
    }
  }

  /**
   * @param {{ real: Float32Array, ofReal: Balls, generated: Float32Array, count: number }} sets
   * @param {IsWanted} isWanted
   */
  async #compare({ real, ofReal, generated, count }, isWanted) {
    const ofGenerated = this.#run.balls(generated);
    try {
      if (ofGenerated) await this.#grow(ofGenerated, isWanted);
      const precision = (await this.#countWithin(ofReal, generated, isWanted)) / SAMPLES;
      const recall = ofGenerated ? (await this.#countWithin(ofGenerated, real, isWanted)) / count : NaN;
      return { precision, recall };
    } finally {
      ofGenerated?.free();
    }
  }

  /** @param {Balls} balls @param {IsWanted} isWanted */
  #grow(balls, isWanted) {
    return this.#pieces.work(() => balls.grow(PIECE), isWanted);
  }

  /** @param {Balls} balls @param {Float32Array} samples @param {IsWanted} isWanted @returns How many of them lie in one. */
  async #countWithin(balls, samples, isWanted) {
    let within = 0;
    const count = (/** @type {Float32Array} */ some) => void (within += balls.countWithin(some));
    await this.#pieces.through(samples, PIECE * this.#length, count, isWanted);
    return within;
  }
}
