// What a run in the worker tells of itself while it goes: its curves in ten parcels a second, its samples for a tenth of the
// time at most.

import { Speedometer } from "./pace.js";
import { Readout } from "./readings.js";
import { Shown } from "./shown.js";

/** @import { Reading, Run } from "./api.js" */
/** @import { Requests, Told } from "../protocol/messages.js" */
/** @typedef {Requests["watch"]["ask"]} Watched */

const REPORT_EVERY = 100;
const SAMPLE_EVERY = 600;
/** A sample may take this part of the time. */
const SAMPLE_SHARE = 0.1;

export class Reports {
  #run;
  #tell;
  #attempt;
  #wait;
  #shown;
  #averaged;
  #lastRead;
  /** @type {Promise<void> | undefined} */
  #reading;
  /** @type {Promise<void> | undefined} */
  #sampling;
  #nextReport = 0;
  #nextSample = 0;
  #readout = new Readout();
  speed = new Speedometer();

  /**
   * @param {Run} run
   * @param {object} options
   * @param {(told: Told) => void} options.tell
   * @param {(action: () => Promise<void>) => Promise<void>} options.attempt ends the training where the action fails
   * @param {<T>(promise: Promise<T>) => Promise<T>} options.wait for what the device answers
   * @param {boolean} options.averaged whether samples come from the averaged weights
   * @param {number | undefined} options.asked the class that samples are of, where the run knows it
   * @param {number | undefined} options.bound of their latents
   * @param {Watched} options.watched
   */
  constructor(run, { tell, attempt, wait, averaged, asked, bound, watched }) {
    this.#run = run;
    this.#tell = tell;
    this.#attempt = attempt;
    this.#wait = wait;
    this.#averaged = averaged;
    this.watched = watched;
    this.#shown = new Shown(run, asked, bound);
    this.#lastRead = run.steps();
  }

  /** Whether samples come from the averaged weights. */
  get averaged() {
    return this.#averaged;
  }

  /** What is shown of the run at its start. */
  get start() {
    const { shape, classes, asked, opinion, truncation, translation } = this.#shown;
    return { shape, classes, asked, opinion, truncation, translation, ...this.#shown.real() };
  }

  /** @param {boolean} averaged */
  async showAveraged(averaged) {
    this.#averaged = averaged;
    await this.sampleAnew();
  }

  /** @param {number | undefined} asked The class to show; all without one. */
  async showClass(asked) {
    if (this.#shown.ask(asked)) await this.sampleAnew();
  }

  /** @param {number | undefined} bound Latents beyond it are drawn again; without one, none. */
  async truncate(bound) {
    this.#shown.truncate(bound);
    await this.sampleAnew();
  }

  /** The bound of the latents, if there is one. */
  get bound() {
    return this.#shown.bound;
  }

  /** How many latents are behind the samples. */
  get latents() {
    return this.#shown.latents;
  }

  /** Steps taken that nobody has read. */
  get unread() {
    return this.#run.steps() - this.#lastRead;
  }

  /** The reading under way, if there is one. */
  get reading() {
    return this.#reading;
  }

  read() {
    this.#reading ??= this.#attempt(async () => this.add(await this.#wait(this.#run.read()))).finally(
      () => (this.#reading = undefined),
    );
    return this.#reading;
  }

  /** @param {Reading} reading A step's, to be told with the next parcel. */
  add(reading) {
    this.#lastRead = reading.step;
    this.#readout.add(reading);
  }

  /** The next step's samples are shown at once, however long the last ones took. */
  hurry() {
    this.#nextSample = 0;
  }

  /** Draws samples where that is due and none are on their way. */
  sampleIfDue() {
    if (performance.now() >= this.#nextSample && !this.#sampling) void this.#sample();
  }

  /** Once the samples under way are there, since they may be of another step or kind. */
  async sampleAnew() {
    await this.#sampling;
    await this.#sample();
  }

  #sample() {
    if (!this.watched.samples) return undefined;
    this.#sampling = this.#attempt(async () => {
      const begun = performance.now();
      const [step, averaged] = [this.#run.steps(), this.#averaged];
      const samples = await this.#wait(this.#shown.draw(averaged, this.watched));
      const now = performance.now();
      this.#nextSample = now + Math.max(SAMPLE_EVERY, (now - begun) / SAMPLE_SHARE);
      this.#tell({ type: "samples", ...samples, step, averaged });
    }).finally(() => (this.#sampling = undefined));
    return this.#sampling;
  }

  /** Everything of the last step: its metrics and its samples. */
  async all() {
    await this.#reading;
    if (this.unread > 0) await this.read();
    await this.sampleAnew();
  }

  /** @param {{ playing: boolean, seconds: number }} now Tells where the run stands, where that is due. */
  reportIfDue(now) {
    if (performance.now() >= this.#nextReport) this.report(now);
  }

  /** @param {{ playing: boolean, seconds: number }} now Tells where the run stands. */
  report(now, steps = this.#run.steps()) {
    this.#nextReport = performance.now() + REPORT_EVERY;
    const readings = this.#readout.take();
    if (readings) this.#tell({ type: "curves", readings });
    this.#tell({ type: "state", ...now, steps, rate: this.speed.rate });
  }

  /** @param {{ playing: boolean, seconds: number }} now Tells where a run that failed was last whole; its engine may be gone. */
  last(now) {
    this.speed.clear();
    this.report(now, this.#lastRead);
  }

  /** Waits for what is on its way, whatever becomes of it. */
  async end() {
    await Promise.allSettled([this.#reading, this.#sampling]);
  }
}
