// One run in the worker: its loop, and what it reports while it goes.
//
//   step -> step -> step ...      never waits for samples
//     \-> read (one in flight)    curves, ten parcels a second
//      \-> sample (one in flight) a tenth of the time at most; rebuilt real samples come along
//       \-> snapshot (GPU only)   to go on from, should the device be lost; taken when paused, too

import { orLost, whenLost } from "./gpu.js";
import { breathe, Speedometer } from "./pace.js";
import { Readout } from "./readings.js";
import { Shown } from "./shown.js";
import { Snapshots } from "./snapshots.js";

/** @import { DeviceName, Recipe, Run } from "./api.js" */
/** @import { Requests, Told } from "../protocol/messages.js" */
/** @typedef {Requests["watch"]["ask"]} Watched */

/** Steps that may be queued beyond the one being read: a device with more in its queue only answers later. */
const AHEAD = 4;
const REPORT_EVERY = 100;
const SAMPLE_EVERY = 600;
/** A sample may take this part of the time. */
const SAMPLE_SHARE = 0.1;

export class Training {
  #run;
  #tell;
  #failed;
  #shown;
  #averaged;
  #playing = false;
  /** Whether it was playing when it failed. */
  wasPlaying = false;
  #watched;
  /** @type {Promise<void> | undefined} The loop while it runs. */
  #looping;
  /** Set by anything that must have the run for itself. */
  #holds = 0;
  #over = false;
  #unwatch = () => {};
  #milliseconds = 0;
  #lastRead = -1;
  /** @type {Promise<void> | undefined} */
  #reading;
  /** @type {Promise<void> | undefined} */
  #sampling;
  #nextReport = 0;
  #nextSample = 0;
  /** @type {Snapshots | undefined} */
  #snapshots;
  #readout = new Readout();
  #speed = new Speedometer();

  /**
   * @param {Run} run
   * @param {DeviceName} device
   * @param {object} options
   * @param {(told: Told) => void} options.tell
   * @param {(error: Error) => void} options.failed called once at most
   * @param {boolean} options.averaged
   * @param {number | undefined} options.asked the class that samples are of, where the run knows it
   * @param {Watched} options.watched
   * @param {number} options.milliseconds trained before
   * @param {Uint8Array<ArrayBuffer> | undefined} options.snapshot what the run was opened from, if anything
   */
  constructor(run, device, { tell, failed, averaged, asked, watched, milliseconds, snapshot }) {
    this.#run = run;
    this.device = device;
    this.#tell = tell;
    this.#failed = failed;
    this.#averaged = averaged;
    this.#watched = watched;
    this.#milliseconds = milliseconds;
    this.#shown = new Shown(run, asked);
    this.#lastRead = run.steps();
    if (device !== "gpu") return;
    this.#snapshots = new Snapshots(() => this.checkpoint(), run.steps(), snapshot);
    // A device may also be lost while nothing waits for it.
    this.#unwatch = whenLost((error) => void this.#attempt(() => Promise.reject(error)));
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

  /** What is shown of the run at its start. */
  get shown() {
    const { shape, classes, asked } = this.#shown;
    return { shape, classes, asked, ...this.#shown.real() };
  }

  /**
   * @param {string} field
   * @param {string} text
   */
  set(field, text) {
    this.#run.set(field, text);
  }

  play() {
    this.#playing = !this.#over;
    this.#report();
    this.#go();
  }

  async pause() {
    this.#playing = false;
    await this.#looping;
    await this.#settle();
  }

  /** One step, then all that it shows. */
  async stepOnce() {
    if (this.#playing || this.#over) return;
    const begun = performance.now();
    await this.#attempt(async () => this.#run.step());
    this.#milliseconds += performance.now() - begun;
    await this.#settle();
  }

  /** @param {Watched} watched A hidden page trains nothing; samples that nobody sees are not drawn. */
  watch(watched) {
    const missed = watched.samples && (!this.#watched.samples || watched.surface !== this.#watched.surface);
    this.#watched = watched;
    this.#go();
    if (missed && !this.#looping) void this.#sampleAnew();
  }

  /** @param {boolean} averaged Whether the samples come from the averaged weights. */
  async showAveraged(averaged) {
    this.#averaged = averaged;
    await this.#sampleAnew();
  }

  /** @param {number | undefined} asked The class to show; all without one. */
  async showClass(asked) {
    if (this.#shown.ask(asked)) await this.#sampleAnew();
  }

  /**
   * Does something while no step is taken, then goes on as before.
   * @template T
   * @param {() => Promise<T>} action
   */
  async held(action) {
    this.#holds += 1;
    try {
      await this.#looping;
      return await action();
    } finally {
      this.#holds -= 1;
      this.#speed.clear();
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
    this.#unwatch();
    await this.#looping;
    await Promise.allSettled([this.#reading, this.#sampling]);
    if (!failed || this.device === "cpu") this.#run.free();
  }

  /** Shows the state as it is: the last step's metrics and samples. */
  async #settle() {
    await this.#reading;
    if (this.#lastRead < this.steps) await this.#read();
    await this.#sampleAnew();
    this.#report();
    this.#speed.clear();
    await this.#keep();
  }

  get #mayStep() {
    return this.#playing && this.#watched.page && this.#holds === 0 && !this.#over;
  }

  #go() {
    if (this.#mayStep) this.#looping ??= this.#loop();
  }

  async #loop() {
    this.#speed.mark(this.steps);
    // The first step's samples are shown at once, however long the last ones took.
    this.#nextSample = 0;
    while (this.#mayStep) {
      const begun = performance.now();
      await this.#attempt(async () => {
        this.#run.step();
        if (!this.#reading) void this.#read();
        if (this.device === "gpu" && this.steps - this.#lastRead > AHEAD) await this.#reading;
        if (performance.now() >= this.#nextSample && !this.#sampling) void this.#sample();
        if (this.#snapshots?.due) void this.#keep();
        await breathe();
      });
      this.#milliseconds += performance.now() - begun;
      this.#speed.mark(this.steps);
      if (performance.now() >= this.#nextReport) this.#report();
    }
    this.#speed.clear();
    this.#looping = undefined;
  }

  #read() {
    this.#reading = this.#attempt(async () => {
      const reading = await this.#wait(this.#run.read());
      this.#lastRead = reading.step;
      this.#readout.add(reading);
    }).finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  /** Once the samples under way are there, since they may be of another step or kind. */
  async #sampleAnew() {
    await this.#sampling;
    await this.#sample();
  }

  #sample() {
    if (!this.#watched.samples) return undefined;
    this.#sampling = this.#attempt(async () => {
      const begun = performance.now();
      const [step, averaged] = [this.steps, this.#averaged];
      const samples = await this.#wait(this.#shown.draw(averaged, this.#watched.surface));
      const now = performance.now();
      this.#nextSample = now + Math.max(SAMPLE_EVERY, (now - begun) / SAMPLE_SHARE);
      this.#tell({ type: "samples", ...samples, step, averaged });
    }).finally(() => (this.#sampling = undefined));
    return this.#sampling;
  }

  #keep() {
    return this.#attempt(async () => this.#snapshots?.keep(this.steps));
  }

  #report() {
    this.#nextReport = performance.now() + REPORT_EVERY;
    const readings = this.#readout.take();
    if (readings) this.#tell({ type: "curves", readings });
    this.#tell({
      type: "state",
      playing: this.#playing,
      steps: this.steps,
      rate: this.#speed.rate,
      seconds: this.#milliseconds / 1000,
    });
  }

  /**
   * @template T
   * @param {Promise<T>} promise
   */
  #wait(promise) {
    return this.device === "gpu" ? orLost(promise) : promise;
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
      this.#playing = false;
      this.#failed(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
