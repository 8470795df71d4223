// What the page explores of a run's samples, in the worker: their latents, what others make, opinions, and the real
// samples that are most like them.

import { breathe } from "./pace.js";

/** @import { Run } from "./api.js" */
/** @import { Imagined, Requests } from "../protocol/messages.js" */

/** Real samples that one is compared with. */
const SEARCHED = 2048;
/** How long a search may keep training waiting at a time, in milliseconds. */
const PATIENCE = 12;

/**
 * `latents` are those behind the samples, one after the other, each of `size` numbers; `vectors` are as many directions,
 * each of length one, with their `shares` of the first layer's variance. A component has this `mean` and `deviation`,
 * and lies between `least` and `most`, all but always. A mapping network makes so many `styles` for a sample, if there is one.
 * @typedef {object} LatentSpace
 * @property {Float32Array<ArrayBuffer>} latents
 * @property {number} size
 * @property {number} mean
 * @property {number} deviation
 * @property {number} least
 * @property {number} most
 * @property {Float32Array<ArrayBuffer>} vectors
 * @property {Float32Array<ArrayBuffer>} shares
 * @property {number} step at which the directions were found
 * @property {number} styles
 */

/**
 * The nearest of so many real samples; `distance` is the root of the mean squared difference of their pixels.
 * @typedef {{ values: Float32Array<ArrayBuffer>, distance: number, searched: number }} Nearest
 */

export class Explorer {
  #run;
  #count;
  #wait;
  #over = false;
  /** Counts searches: a later one ends those before it. */
  #searches = 0;

  /**
   * @param {Run} run
   * @param {number} count of latents behind the samples that are shown
   * @param {<T>(promise: Promise<T>) => Promise<T>} wait as long as the device is there
   */
  constructor(run, count, wait) {
    this.#run = run;
    this.#count = count;
    this.#wait = wait;
  }

  /** The run is about to be freed. */
  end() {
    this.#over = true;
  }

  /** @param {boolean} averaged @param {number | undefined} bound of the latents @returns {Promise<LatentSpace>} */
  async space(averaged, bound) {
    const step = this.#run.steps();
    const finding = this.#wait(this.#run.directions(averaged));
    const styles = this.#run.styleLevels();
    return { ...this.#run.latentSpace(this.#count, bound), ...(await finding), step, styles };
  }

  /** @param {Requests["imagine"]["ask"]} asked @returns {Promise<Imagined>} */
  async imagine({ latents, averaged, asked, bound, mix }) {
    const run = this.#run;
    const [step, growth] = [run.steps(), run.growth()];
    const sampling = mix
      ? run.mixStyles(latents, mix.latents, mix.from, averaged, asked, bound)
      : run.sampleLatents(latents, averaged, asked, bound);
    const growing = run.sampleLevels(latents, averaged, asked);
    const looking = run.generatorAttention(latents, averaged, asked);
    const made = await this.#wait(Promise.all([sampling, growing, looking]));
    const [{ values }, grown, attention] = made;
    const levels = grown &&
      growth && { values: grown.values, sides: growth.sides.slice(0, growth.level + 1) };
    return { values, levels, attention, ...(await this.opinion(values, asked)), step };
  }

  /** @param {Float32Array} from @param {Float32Array} to @param {number} count */
  way(from, to, count) {
    return { latents: this.#run.greatCircle(from, to, count) };
  }

  /** @param {Float32Array} sample @param {number | undefined} asked its class, of a conditional run */
  async opinion(sample, asked) {
    const opinions = await this.#wait(this.#run.judge(sample, asked));
    return { opinion: opinions?.[0] };
  }

  /** @param {Float32Array} sample @returns {Promise<Nearest | undefined>} */
  async nearest(sample) {
    const search = ++this.#searches;
    const isWanted = () => !this.#over && search === this.#searches;
    let best = { index: 0, distance: Infinity };
    let [from, count] = [0, 16];
    while (from < SEARCHED && isWanted()) {
      const begun = performance.now();
      const found = this.#run.nearest(sample, from, Math.min(count, SEARCHED - from));
      if (!found) break;
      if (found.distance < best.distance) best = found;
      from += found.searched;
      const taken = performance.now() - begun;
      count = Math.max(1, Math.min(2 * count, Math.floor((count * PATIENCE) / Math.max(taken, 0.1))));
      await breathe();
    }
    if (!isWanted() || from === 0) return undefined;
    return { values: this.#run.realAt(best.index), distance: best.distance, searched: from };
  }
}
