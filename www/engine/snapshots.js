// The last state of a run known to be whole: what it goes on from, should its device be lost.

const EVERY = 20_000;

export class Snapshots {
  #take;
  /** The step of the last one. */
  #at;
  #next = performance.now() + EVERY;
  /** @type {Promise<void> | undefined} The one under way. */
  #taking;

  /**
   * @param {() => Promise<Uint8Array<ArrayBuffer>>} take
   * @param {number} steps
   * @param {Uint8Array<ArrayBuffer> | undefined} last what the run was opened from, if anything
   */
  constructor(take, steps, last) {
    this.#take = take;
    this.#at = steps;
    this.last = last;
  }

  get due() {
    return performance.now() >= this.#next && !this.#taking;
  }

  /** @param {number} steps Ends once there is a snapshot of this step, which the run is at. */
  async keep(steps) {
    await this.#taking;
    if (this.#at === steps) return;
    this.#taking = this.#keep(steps).finally(() => (this.#taking = undefined));
    await this.#taking;
  }

  /** @param {number} steps */
  async #keep(steps) {
    this.last = await this.#take();
    this.#at = steps;
    this.#next = performance.now() + EVERY;
  }
}
