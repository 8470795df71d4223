// Work in pieces, between which the run trains.

import { breathe } from "./pace.js";

/** @import { Drawing } from "./api.js" */

/** How long a piece of work may keep training waiting, in milliseconds, and as a part of what training took before. */
const PATIENCE = 12;
const SHARE = 0.25;

/** @typedef {() => boolean} IsWanted whether the work is to go on */

export class Pieces {
  #wait;
  #patience = PATIENCE;

  /** @param {<T>(promise: Promise<T>) => Promise<T>} wait as long as the device is there */
  constructor(wait) {
    this.#wait = wait;
  }

  /** @param {() => boolean | Promise<boolean>} piece says whether there is more @param {IsWanted} isWanted */
  async work(piece, isWanted) {
    for (let more = isWanted(); more && isWanted();) {
      const begun = performance.now();
      do more = await piece();
      while (more && isWanted() && performance.now() - begun < this.#patience);
      const worked = performance.now();
      await breathe();
      this.#patience = Math.max(PATIENCE, SHARE * (performance.now() - worked));
    }
  }

  /**
   * @param {Float32Array} samples
   * @param {number} size how many numbers are taken at a time
   * @param {(samples: Float32Array) => void} take
   * @param {IsWanted} isWanted
   */
  through(samples, size, take, isWanted) {
    let from = 0;
    return this.work(() => {
      take(samples.subarray(from, from + size));
      from += size;
      return from < samples.length;
    }, isWanted);
  }

  /**
   * @param {Drawing} drawing
   * @param {number} numbers in all of its samples
   * @param {IsWanted} isWanted
   * @returns {Promise<Float32Array | undefined>} All its samples, if they are wanted to the end.
   */
  async draw(drawing, numbers, isWanted) {
    await this.work(() => drawing.prepare(), isWanted);
    const samples = new Float32Array(numbers);
    let drawn = 0;
    await this.work(async () => {
      const next = drawing.draw();
      if (!next) return false;
      const values = await this.#wait(next);
      samples.set(values, drawn);
      drawn += values.length;
      return true;
    }, isWanted);
    return isWanted() ? samples : undefined;
  }
}
