// Play, pause, one step, restart and speed of one drawing. It is drawn in animation frames, and only while it is in
// sight: what nobody sees neither plays nor draws.

import { make } from "../../core/dom.js";
import { forget, onNextFrame } from "../../core/frame.js";
import { words } from "../words.js";

/**
 * What is played.
 * @typedef {object} Run
 * @property {() => boolean} step goes one step; false where the run has come to its end
 * @property {boolean} goesOn whether there is another step
 * @property {() => void} reset goes back to the start
 */

/**
 * How it is shown.
 * @typedef {object} Show
 * @property {() => void} draw
 * @property {() => string} summary where it stands, in a sentence
 */

/** Steps a second. */
const SPEEDS = { slow: 4, normal: 20, fast: 100 };
/** Milliseconds that one frame makes good at most, as after a pause of the whole browser. */
const LONGEST = 100;

export class Playback {
  #run;
  #show;
  #observer;
  #play = make("button", { type: "button", class: "primary play" }, words.play);
  #step = make("button", { type: "button" }, words.step);
  #restart = make("button", { type: "button" }, words.restart);
  #speed = make("select", {}, ...Object.keys(SPEEDS).map(option));
  #status = make("p", { role: "status", class: "unseen" });
  #playing = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  #seen = false;
  #last = 0;
  /** Steps that are due, in parts. */
  #due = 0;

  /** @param {Run} run @param {Show} show @param {HTMLElement} section plays while it is in sight */
  constructor(run, show, section) {
    this.#run = run;
    this.#show = show;
    this.#speed.value = "normal";
    this.#play.addEventListener("click", () => this.#turn(!this.#playing));
    this.#step.addEventListener("click", () => this.#single());
    this.#restart.addEventListener("click", () => this.restart());
    this.element = make(
      "div",
      { class: "buttons playback" },
      this.#play,
      this.#step,
      this.#restart,
      make("label", { class: "check" }, words.speed, this.#speed),
      this.#status,
    );
    this.#observer = new IntersectionObserver(([entry]) => {
      this.#seen = entry?.isIntersecting ?? false;
      if (this.#seen) this.redraw();
    });
    this.#observer.observe(section);
    this.#label();
  }

  /** Draws in the next frame, once however often it is called. */
  redraw() {
    if (this.#seen) onNextFrame(this, () => this.#next());
  }

  /** Goes back to the start, playing or paused as it was. */
  restart() {
    this.#run.reset();
    this.#step.disabled = this.#playing;
    this.redraw();
  }

  dispose() {
    this.#observer.disconnect();
    forget(this);
    this.#seen = false;
  }

  #next() {
    if (!this.#seen) return;
    if (this.#playing) this.#advance(performance.now());
    this.#show.draw();
    if (this.#playing) this.redraw();
  }

  /** @param {number} time */
  #advance(time) {
    const passed = Math.min(LONGEST, this.#last ? time - this.#last : 0);
    this.#last = time;
    this.#due += (passed / 1000) * SPEEDS[/** @type {keyof typeof SPEEDS} */ (this.#speed.value)];
    for (; this.#due >= 1; this.#due--) if (!this.#run.step()) return this.#turn(false);
  }

  #single() {
    this.#run.step();
    this.#status.textContent = this.#show.summary();
    this.redraw();
  }

  /** @param {boolean} playing */
  #turn(playing) {
    if (playing && !this.#run.goesOn) this.#run.reset();
    this.#playing = playing;
    [this.#last, this.#due] = [0, 0];
    this.#status.textContent = playing ? words.playing : this.#show.summary();
    this.#label();
    this.redraw();
  }

  #label() {
    this.#play.textContent = this.#playing ? words.pause : words.play;
    this.#step.disabled = this.#playing;
  }
}

/** @param {string} name */
const option = (name) =>
  make("option", { value: name }, words.speeds[/** @type {keyof typeof SPEEDS} */ (name)]);
