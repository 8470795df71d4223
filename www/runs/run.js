// One run: it owns its worker and its state, and everything that is asked of it goes through here.

import { newState, hear } from "../core/store.js";
import { latest } from "../core/latest.js";
import { faultOf } from "../protocol/faults.js";
import { PageEnd } from "../protocol/page-end.js";
import { Draft } from "./draft.js";
import { engineFor } from "./engines.js";
import { Exploring } from "./exploring.js";
import { OwnPictures } from "./own-pictures.js";
import { FIRST } from "./starts.js";
import { Translating } from "./translating.js";

/** @import { Player, Recipe } from "../engine/api.js" */
/** @import { Begun, DeviceChoice, Event, Files, Pictures, Requests } from "../protocol/messages.js" */

/** Milliseconds until the page looks again for an engine that is still being built. */
const LOOK_AGAIN = 10_000;

let runs = 0;

export class Run {
  /** Names the run in every message. */
  id = `run-${++runs}`;
  state = newState();
  draft = new Draft(this);
  exploring = new Exploring(this);
  translating = new Translating(this);
  ownPictures = new OwnPictures(this);
  #truncate = latest(async () => void (await this.#do("truncate", { bound: this.state.truncation.value })));
  /** @type {PageEnd | undefined} Nothing until something is asked that needs it. */
  #worker;
  /** @type {Requests["watch"]["ask"]} */
  #watched = { page: true, samples: false, opinions: false, digits: false, layers: [] };

  /**
   * Loads the engine and opens the address's run.
   * @param {string} query
   * @param {DeviceChoice} device
   * @param {object} [options]
   * @param {boolean} [options.play] whether it trains at once
   * @param {number | undefined} [options.workers] that compute a step on the CPU; without it, as many as are measured to be fastest
   * @param {number} [options.cores] that are the run's: of several beside each other, one each
   */
  async open(query, device, { play = false, workers, cores = 1 } = {}) {
    const worker = this.#startWorker();
    void this.#do("watch", this.#watched);
    this.state.choice.value = device;
    this.state.workers.value = workers;
    try {
      const engine = await engineFor("cpu");
      const opened = await worker.ask("open", { query, otherwise: FIRST, engine, cores, workers });
      this.state.catalogue.value = opened.catalogue;
      this.state.query.value = opened.query;
      const { recipe, ignored, problems } = opened.linked;
      await this.start(recipe, play);
      if (ignored.length + problems.length > 0) {
        this.state.problem.value = { type: "in_vain", ignored, problems };
      }
      await this.choose(this.state.choice.value);
    } catch (error) {
      worker.fail(faultOf(error));
    }
  }

  /** @param {Recipe} recipe @param {boolean} play */
  start(recipe, play) {
    return this.#begin("start", { recipe, play });
  }

  /** @param {Uint8Array<ArrayBuffer>} checkpoint */
  resume(checkpoint) {
    return this.#begin("resume", { checkpoint });
  }

  /** @param {Files} files of a data set; what waits for them begins */
  take(files) {
    return this.#begin("files", files);
  }

  /** @param {Pictures} pictures for the runs on own pictures from now on; what waits for them begins */
  takePictures(pictures) {
    return this.#begin("pictures", pictures);
  }

  /** Gives up what waits for its files. */
  async keep() {
    if (await this.#do("keep", {})) this.state.needs.value = undefined;
  }

  /** @param {Recipe} recipe @returns Which fields settings make use of, and what is wrong with them. */
  async judge(recipe) {
    return (await this.#do("draft", { recipe }))?.answer;
  }

  /** @param {string} field @param {string} text A live setting. @returns The run's settings then, unless it is refused. */
  async set(field, text) {
    const changed = await this.#do("set", { field, text });
    if (!changed) return undefined;
    this.state.recipe.value = changed.answer.recipe;
    this.state.query.value = changed.answer.query;
    return changed.answer.recipe;
  }

  play() {
    this.state.playing.value = true;
    return this.#do("play", {});
  }

  pause() {
    this.state.playing.value = false;
    return this.#do("pause", {});
  }

  step() {
    return this.#do("step", {});
  }

  /** @param {Player} player Updates this one alone. */
  half(player) {
    return this.#do("half", { player });
  }

  /** @param {boolean} slow Whether every step falls into its halves, with time to look at each. */
  slow(slow) {
    this.state.slow.value = slow;
    return this.#do("slow", { slow });
  }

  /** @param {boolean} averaged Whether samples come from the averaged weights. */
  average(averaged) {
    this.state.averaged.value = averaged;
    return this.#do("averaged", { averaged });
  }

  /** @param {number | undefined} asked The class that samples are of; all without one. */
  show(asked) {
    this.state.asked.value = asked;
    return this.#do("class", { asked });
  }

  /** @param {number | undefined} bound Latents beyond it are drawn again; without one, none. */
  truncate(bound) {
    this.state.truncation.value = bound;
    this.#truncate();
  }

  /** @param {(number | undefined)[]} bounds Measures samples at each of them. */
  measureFidelity(bounds) {
    return this.#do("fidelity", { bounds, averaged: this.state.averaged.value });
  }

  /** @param {DeviceChoice} device */
  choose(device) {
    this.state.choice.value = device;
    return this.#do("device", { device });
  }

  /** @param {number | undefined} workers that compute a step on the CPU; without it, as many as are measured to be fastest */
  chooseWorkers(workers) {
    this.state.workers.value = workers;
    return this.#do("workers", { workers });
  }

  /** @param {Partial<Requests["watch"]["ask"]>} watched What of the run is seen from now on. */
  watch(watched) {
    this.#watched = { ...this.#watched, ...watched };
    return this.#do("watch", this.#watched);
  }

  /**
   * What is asked of samples and their latents, and of images of the person's own.
   * @template {"latents" | "imagine" | "way" | "opinion" | "nearest" | "translate"} Type
   * @param {Type} type
   * @param {Requests[Type]["ask"]} content
   */
  async explore(type, content) {
    return (await this.#do(type, content))?.answer;
  }

  /** The run as a file; nothing where that is refused. */
  async save() {
    return (await this.#do("save", {}))?.answer;
  }

  /** @param {string} query @param {number} steps @param {number} workers on the CPU, measured beside one */
  bench(query, steps, workers) {
    return this.#startWorker().ask("bench", { query, steps, workers });
  }

  /** Ends the worker: what waits for an answer gets none. */
  close() {
    this.#worker?.close();
  }

  /** @param {Event} told */
  #hear(told) {
    if (told.type === "gpu_wanted") void this.#giveGpu();
    else hear(this.state, told);
  }

  async #giveGpu() {
    try {
      const engine = await engineFor("gpu");
      await this.#do("gpu", { engine });
    } catch (error) {
      const fault = faultOf(error);
      await this.#do("gpu", { fault });
      if (fault.code !== "engine_building" || this.#worker?.ended) return;
      setTimeout(() => void this.#giveGpu(), LOOK_AGAIN);
    }
  }

  #startWorker() {
    try {
      return (this.#worker = new PageEnd(this.id, (told) => this.#hear(told)));
    } catch (error) {
      this.state.phase.value = "failed";
      throw error;
    }
  }

  /**
   * @template {"start" | "resume" | "files" | "pictures"} Type
   * @param {Type} type
   * @param {Requests[Type]["ask"]} content
   */
  async #begin(type, content) {
    const begun = await this.#do(type, content);
    const { needs } = /** @type {Begun} */ (begun?.answer ?? {});
    if (needs) this.state.needs.value = needs;
  }

  /**
   * Asks, and notes a refusal; the end of the worker is noted once, whoever waits for it.
   * @template {keyof Requests} Type
   * @param {Type} type
   * @param {Requests[Type]["ask"]} content
   * @returns {Promise<{ answer: Requests[Type]["answer"] } | undefined>}
   */
  async #do(type, content) {
    try {
      return this.#worker && { answer: await this.#worker.ask(type, content) };
    } catch (error) {
      if (!this.#worker?.ended) this.state.problem.value = { type: "refused", fault: faultOf(error) };
      return undefined;
    }
  }
}
