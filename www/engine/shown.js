// What the page shows of a run: real samples, and generated ones, of one class or of all.

import { gridAround, layersOf } from "./layers.js";
import { Judging } from "./opinions.js";
import { pullOf } from "./pull.js";
import { IN_ROW, patchesOf, returnsOf, translationOf } from "./translations.js";

/** @import { Run } from "./api.js" */
/** @import { Layer } from "./layers.js" */
/** @import { Watched } from "./reports.js" */

const IMAGES = 64;
const POINTS = 512;
/** Images in a row of one class. */
const IMAGES_OF_A_CLASS = 10;

export class Shown {
  #run;
  #points;
  #rebuilds;
  /** @type {Float32Array | undefined} Where the discriminator is asked, the same through the run. */
  #grid;
  /** The class that samples are of; without one, they are of all. */
  #asked;
  /** @type {number | undefined} Latents beyond it are drawn again. */
  #bound;
  #judging;

  /**
   * @param {Run} run
   * @param {number | undefined} asked the class to show, where the run knows it
   * @param {number} [bound] of the latents
   */
  constructor(run, asked, bound) {
    this.#run = run;
    this.shape = [...run.shape()];
    /** How many classes the run knows, if any. */
    this.classes = run.classes();
    this.#points = this.shape[0] === 2;
    /** What the discriminator's numbers say, if there is one. */
    this.opinion = run.opinion();
    /** Where the bound of the latents may lie. */
    this.truncation = run.truncation();
    /** What it translates, if samples are translations. */
    this.translation = translationOf(run);
    this.#bound = bound;
    this.#judging = new Judging(run);
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

  get bound() {
    return this.#bound;
  }

  /** @param {number | undefined} bound Latents beyond it are drawn again; without one, none. */
  truncate(bound) {
    this.#bound = bound;
  }

  /** Real samples and their classes; of points, what others of them score beside these. */
  real() {
    const { values, classes } = this.#run.real(this.#all);
    const scores = this.#points ? { scoresOfData: this.#run.pointScoresOfData(this.#all) } : {};
    return { real: values, realClasses: classes, ...scores };
  }

  /**
   * Generated samples, what the run rebuilds, and the lab's layers or the discriminator's opinions: asked for together,
   * of the same step.
   * @param {boolean} averaged
   * @param {Watched} wanted
   */
  async draw(averaged, wanted) {
    const bound = this.#bound;
    const sampling = this.#run.sample(this.#count, averaged, this.#asked, bound);
    const growth = this.#run.growth();
    const returning = this.translation?.returns
      ? sampling.then(({ values }) => returnsOf(this.#run, values, averaged))
      : undefined;
    const judgingPatches = this.translation
      ? sampling.then(({ values }) => patchesOf(this.#run, values))
      : undefined;
    const rebuilding = this.#rebuilds ? this.#run.reconstruct(this.#all) : undefined;
    const looking = this.#hasLayers ? this.#layers(wanted.layers, averaged) : undefined;
    const pulling = pullOf(this.#run, this.#asked);
    const judging =
      wanted.opinions && !this.#points ? this.#judging.of(sampling, () => this.#run.real(IMAGES)) : undefined;
    const all = /** @type {const} */ ([
      sampling,
      rebuilding,
      looking,
      judging,
      pulling,
      returning,
      judgingPatches,
    ]);
    const [{ values, classes }, rebuilt, layers, opinions, pull, returns, patches] = await Promise.all(all);
    const scores = this.#points ? { scores: this.#run.pointScores(values, classes) } : {};
    const more = {
      ...(rebuilt && { rebuilt }),
      ...(layers && { layers }),
      ...(opinions && { opinions }),
      ...(growth && { growth }),
      ...(returns && { returns }),
      ...(patches && { patches }),
    };
    return { values, classes, ...more, ...scores, pull, bound };
  }

  /** @param {Layer[]} wanted @param {boolean} averaged */
  #layers(wanted, averaged) {
    this.#grid ??= gridAround(this.#run.real(this.#all).values);
    return layersOf(this.#run, wanted, { grid: this.#grid, asked: this.#asked, averaged });
  }

  /** Nets that know classes look otherwise for each, and so show the layers of a class alone. */
  get #hasLayers() {
    return this.#points && (this.classes === undefined || this.#asked !== undefined);
  }

  /** How many latents are behind the samples of all classes, and of one. */
  get latents() {
    return this.#all;
  }

  get #all() {
    if (this.translation) return IN_ROW;
    return this.#points ? POINTS : IMAGES;
  }

  /** Of each class, where all are shown. */
  get #count() {
    if (this.classes === undefined || this.#asked !== undefined) return this.#all;
    return this.#points ? Math.ceil(POINTS / this.classes) : IMAGES_OF_A_CLASS;
  }
}
