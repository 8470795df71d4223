// One run in the worker: its loop.
//
//   step -> step -> step ...      never waits for samples
//     \-> read (one in flight)    curves, ten parcels a second
//      \-> sample (one in flight) a tenth of the time at most; rebuilt real samples come along
//       \-> snapshot              to go on from, should the GPU or a worker be lost; taken when paused, too
//
//   slow motion: half a step -> all that it changed -> rest -> half a step ...

import { DigitScoring } from "./digit-scores.js";
import { Explorer } from "./explore.js";
import { FidelityCurve } from "./fidelity.js";
import { orLost, whenLost } from "./gpu.js";
import { Halves } from "./halves.js";
import { breathe, Rest } from "./pace.js";
import { Reports } from "./reports.js";
import { Snapshots } from "./snapshots.js";
import { translated } from "./translations.js";

/** @import { Player, Recipe } from "./api.js" */
/** @import { Steps } from "./steps.js" */
/** @import { Requests, Told } from "../protocol/messages.js" */
/** @import { Watched } from "./reports.js" */

/** Steps that may be queued beyond the one being read: a device with more in its queue only answers later. */
const AHEAD = 4;
/** Time to look at half a step in slow motion, in milliseconds. */
const LOOK = 1200;

export class Training {
  #steps;
  #run;
  #tell;
  #failed;
  #playing = false;
  /** Whether it was playing when it failed. */
  wasPlaying = false;
  /** @type {Promise<void> | undefined} The loop while it runs. */
  #looping;
  /** Set by anything that must have the run for itself. */
  #holds = 0;
  #over = false;
  #unwatch = () => {};
  #milliseconds = 0;
  /** @type {Snapshots | undefined} */
  #snapshots;
  #halves;
  #slow;
  #digits;
  #rest = new Rest();

  /**
   * @param {Steps} steps
   * @param {object} options
   * @param {(told: Told) => void} options.tell
   * @param {(error: Error) => void} options.failed called once at most
   * @param {boolean} options.averaged
   * @param {number | undefined} options.asked the class that samples are of, where the run knows it
   * @param {number | undefined} options.bound of their latents
   * @param {Watched} options.watched
   * @param {boolean} options.slow whether every step falls into its halves
   * @param {number} options.milliseconds trained before
   * @param {Uint8Array<ArrayBuffer> | undefined} options.snapshot what the run was opened from, if anything
   */
  constructor(steps, { tell, failed, averaged, asked, bound, watched, slow, milliseconds, snapshot }) {
    const { run } = steps;
    this.#steps = steps;
    this.#run = run;
    this.#tell = tell;
    this.#failed = failed;
    this.#slow = slow;
    this.#milliseconds = milliseconds;
    this.#halves = new Halves(steps, () => this.#wait(run.read()));
    this.reports = new Reports(run, {
      ...{ tell, averaged, asked, bound, watched },
      attempt: (action) => this.#attempt(action),
      wait: (promise) => this.#wait(promise),
    });
    const wait = /** @type {<T>(promise: Promise<T>) => Promise<T>} */ ((promise) => this.#wait(promise));
    this.explorer = new Explorer(run, this.reports.latents, wait);
    this.fidelity = new FidelityCurve(run, tell, wait);
    this.#digits = new DigitScoring(run, { tell, wait, averaged: () => this.reports.averaged });
    this.#digits.watch(watched.page && watched.digits);
    if (!this.#mayBeLost) return;
    this.#snapshots = new Snapshots(() => this.checkpoint(), run.steps(), snapshot);
    if (this.place.device !== "gpu") return;
    // A device may also be lost while nothing waits for it.
    this.#unwatch = whenLost((error) => void this.#attempt(() => Promise.reject(error)));
  }

  /** Where the run is computed. */
  get place() {
    return this.#steps.place;
  }

  get playing() {
    return this.#playing;
  }

  get milliseconds() {
    return this.#milliseconds;
  }

  /** The last state known to be whole. */
  get snapshot() {
    return this.#snapshots?.last;
  }

  get steps() {
    return this.#run.steps();
  }

  /** @returns {Recipe} */
  get recipe() {
    return JSON.parse(this.#run.recipe());
  }

  /**
   * @param {string} field
   * @param {string} text
   */
  set(field, text) {
    this.#steps.set(field, text);
  }

  play() {
    this.#playing = !this.#over;
    this.reports.report(this.#now);
    this.#go();
  }

  async pause() {
    this.#playing = false;
    this.#rest.end();
    await this.#looping;
    await this.#settle();
  }

  /** One step, then all that it shows. */
  async stepOnce() {
    if (this.#playing || this.#over) return;
    await this.#timed(() => this.#steps.step());
    await this.#settle();
  }

  /** @param {Player} player One update of one player, then all that it shows. */
  async half(player) {
    if (this.#playing || this.#over) return;
    await this.#update(player);
    await this.#settle();
  }

  /** @param {boolean} slow Whether every step falls into its halves, with time to look at each. */
  slow(slow) {
    this.#slow = slow;
    this.#rest.end();
  }

  /** @param {Watched} watched What is seen from now on. */
  watch(watched) {
    const before = this.reports.watched;
    const more = watched.layers.some((layer) => !before.layers.includes(layer));
    this.reports.watched = watched;
    if (!watched.page) this.#rest.end();
    this.#digits.watch(watched.page && watched.digits);
    this.#go();
    const missed = watched.samples && (!before.samples || more || watched.opinions > before.opinions);
    if (missed && !this.#looping) void this.reports.sampleAnew();
  }

  /** @param {Requests["translate"]["ask"]} asked */
  translate(asked) {
    return this.#wait(translated(this.#run, asked));
  }

  /**
   * Does something while no step is taken, then goes on as before.
   * @template T
   * @param {() => Promise<T>} action
   */
  async held(action) {
    this.#holds += 1;
    this.#rest.end();
    try {
      await this.#looping;
      return await action();
    } finally {
      this.#holds -= 1;
      this.reports.speed.clear();
      this.#go();
    }
  }

  /** @returns {Promise<Uint8Array<ArrayBuffer>>} */
  checkpoint() {
    return this.#wait(this.#run.checkpoint());
  }

  /** Ends the loop and gives the run's memory back, unless its device failed with it. */
  async close() {
    const failed = this.#over;
    this.#playing = false;
    this.#over = true;
    this.#rest.end();
    this.#unwatch();
    this.explorer.end();
    this.fidelity.end();
    await this.#digits.end();
    await this.#looping;
    await this.reports.end();
    this.#steps.free(!failed || this.place.device === "cpu");
  }

  /** Whether what computes the steps can be lost without this worker. */
  get #mayBeLost() {
    return this.place.device === "gpu" || this.place.workers > 1;
  }

  get #now() {
    return { playing: this.#playing, seconds: this.#milliseconds / 1000 };
  }

  /** Shows the state as it is: the last step's metrics and samples, and its number once the run can go on from it. */
  async #settle() {
    await this.reports.all();
    await this.#keep();
    if (this.#over) return;
    this.reports.report(this.#now);
    this.reports.speed.clear();
  }

  get #mayStep() {
    return this.#playing && this.reports.watched.page && this.#holds === 0 && !this.#over;
  }

  #go() {
    if (this.#mayStep) this.#looping ??= this.#loop();
  }

  async #loop() {
    const { speed } = this.reports;
    speed.mark(this.steps);
    this.reports.hurry();
    while (this.#mayStep) {
      if (this.#slow) await this.#slowly();
      else await this.#timed(() => this.#step());
      speed.mark(this.steps);
      this.reports.reportIfDue(this.#now);
    }
    speed.clear();
    this.#looping = undefined;
  }

  async #step() {
    await this.#steps.step();
    void this.reports.read();
    if (this.place.device === "gpu" && this.reports.unread > AHEAD) await this.reports.reading;
    this.reports.sampleIfDue();
    if (this.#snapshots?.due) void this.#keep();
    await breathe();
  }

  /** The next half of a step and all that it changed, then time to look. */
  async #slowly() {
    await this.#update(this.#halves.next);
    await this.reports.sampleAnew();
    await this.#keep();
    if (this.#over) return;
    this.reports.report(this.#now);
    if (this.#mayStep && this.#slow) await this.#rest.wait(LOOK);
  }

  /** @param {Player | "both"} player */
  async #update(player) {
    await this.reports.reading;
    await this.#timed(async () => {
      const { values, reading } = await this.#halves.take(player);
      this.#tell({ type: "updated", player, values });
      if (reading) this.reports.add(reading);
    });
  }

  #keep() {
    return this.#attempt(async () => this.#snapshots?.keep(this.steps));
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   */
  #wait(promise) {
    return this.place.device === "gpu" ? orLost(promise) : promise;
  }

  /** @param {() => Promise<void>} action Done on the time that the run has trained. */
  async #timed(action) {
    const begun = performance.now();
    await this.#attempt(action);
    this.#milliseconds += performance.now() - begun;
  }

  /** @param {() => Promise<void>} action The first that fails ends the training. */
  async #attempt(action) {
    if (this.#over) return;
    try {
      await action();
    } catch (error) {
      if (this.#over) return;
      this.#over = true;
      this.wasPlaying = this.#playing;
      this.reports.last(this.#now);
      this.#playing = false;
      this.#failed(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
