// What the discriminator makes of generated samples and of real ones.

/** @import { Run, Sampled } from "./api.js" */

/**
 * One opinion a sample.
 * @typedef {{ generated: Float32Array<ArrayBuffer>, real: Float32Array<ArrayBuffer> }} Opinions
 */

export class Judging {
  #run;
  /** @type {Sampled | undefined} The same through the run. */
  #real;

  /** @param {Run} run */
  constructor(run) {
    this.#run = run;
  }

  /**
   * @param {Promise<Sampled>} sampling
   * @param {() => Sampled} real called once
   * @returns {Promise<Opinions | undefined>} Nothing where no player judges.
   */
  async of(sampling, real) {
    this.#real ??= real();
    // Queued before anything else steps the run.
    const judging = this.#run.judgeEach(this.#real.values, this.#real.classes);
    const { values, classes } = await sampling;
    const [ofReal, ofGenerated] = await Promise.all([judging, this.#run.judgeEach(values, classes)]);
    return ofReal && ofGenerated && { real: ofReal, generated: ofGenerated };
  }
}
