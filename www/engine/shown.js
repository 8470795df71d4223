// What the page shows of a run: real samples, and generated ones, of one class or of all.

import { gridAround, surfaceOf } from "./surface.js";

/** @import { Run } from "./api.js" */

const IMAGES = 64;
const POINTS = 512;
/** Images in a row of one class. */
const IMAGES_OF_A_CLASS = 10;

export class Shown {
  #run;
  #points;
  #rebuilds;
  /** @type {Float32Array | undefined} Where the surface is asked for, the same through the run. */
  #grid;
  /** The class that samples are of; without one, they are of all. */
  #asked;

  /** @param {Run} run @param {number | undefined} asked the class to show, where the run knows it */
  constructor(run, asked) {
    this.#run = run;
    this.shape = [...run.shape()];
    /** How many classes the run knows, if any. */
    this.classes = run.classes();
    this.#points = this.shape[0] === 2;
    this.#rebuilds = !this.#points && run.reconstructs();
    this.#asked = asked !== undefined && asked < (this.classes ?? 0) ? asked : undefined;
  }

  get asked() {
    return this.#asked;
  }

  /** @param {number | undefined} asked All classes without one. @returns {boolean} Whether the run knows classes. */
  ask(asked) {
    if (this.classes === undefined) return false;
    this.#asked = asked;
    return true;
  }

  /** Real samples, and their classes. */
  real() {
    const { values, classes } = this.#run.real(this.#all);
    return { real: values, realClasses: classes };
  }

  /**
   * Generated samples, what the run rebuilds, and the discriminator's surface: asked for together, of the same step.
   * @param {boolean} averaged
   * @param {boolean} wantsSurface
   */
  async draw(averaged, wantsSurface) {
    const sampling = this.#run.sample(this.#count, averaged, this.#asked);
    const rebuilding = this.#rebuilds ? this.#run.reconstruct(this.#all) : undefined;
    const judging = wantsSurface && this.#hasSurface ? this.#surface() : undefined;
    const [{ values, classes }, rebuilt, surface] = await Promise.all([sampling, rebuilding, judging]);
    const coverage = this.#run.coverage(values, classes);
    return { values, classes, ...(rebuilt && { rebuilt }), ...(surface && { surface }), coverage };
  }

  #surface() {
    this.#grid ??= gridAround(this.#run.real(this.#all).values);
    return surfaceOf(this.#run, this.#grid, this.#asked);
  }

  /** A discriminator that knows classes has a surface for each, and so shows that of a class alone. */
  get #hasSurface() {
    return this.#points && (this.classes === undefined || this.#asked !== undefined);
  }

  get #all() {
    return this.#points ? POINTS : IMAGES;
  }

  /** Of each class, where all are shown. */
  get #count() {
    if (this.classes === undefined || this.#asked !== undefined) return this.#all;
    return this.#points ? Math.ceil(POINTS / this.classes) : IMAGES_OF_A_CLASS;
  }
}
