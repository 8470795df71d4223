// What the page asks of its run, done one request at a time.

import { FaultError, faultOf } from "../protocol/faults.js";
import { bench } from "./bench.js";
import { Choosing } from "./choosing.js";
import { Given } from "./given.js";
import { openAnywhere, openRun } from "./opening.js";
import { Queue } from "./queue.js";
import { Recipes, workOf } from "./recipes.js";
import { Training } from "./training.js";

/** @import { DeviceName, Recipe, Run } from "./api.js" */
/** @import { Opening } from "./opening.js" */
/** @import { Begun, Request, RequestOf, Requests, Told } from "../protocol/messages.js" */
/** @typedef {{ [Type in keyof Requests]: (request: RequestOf<Type>) => Requests[Type]["answer"] | Promise<Requests[Type]["answer"]> }} Handlers */

/**
 * Whatever else is waiting: a hidden page stops, a draft is judged, and searches and measurements let everything else pass.
 * @type {Request["type"][]}
 */
const AT_ONCE = ["watch", "draft", "nearest", "fidelity"];

export class Host {
  #tell;
  #queue = new Queue();
  #choosing;
  /** @type {Recipes | undefined} */
  #recipes;
  /** @type {Training | undefined} */
  #training;
  #given = new Given();
  /** @type {Opening | undefined} What waits for the files. */
  #waiting;
  #averaged = false;
  /** @type {number | undefined} */
  #asked;
  #slow = false;
  /** @type {Requests["watch"]["ask"]} */
  #watched = { page: true, samples: false, opinions: false, digits: false, layers: [] };

  /** @param {(told: Told) => void} tell */
  constructor(tell) {
    this.#tell = tell;
    this.#choosing = new Choosing({
      changed: (devices) => tell({ type: "devices", devices }),
      wantGpu: () => tell({ type: "gpu_wanted" }),
      scratch: (device) => this.#scratch(device),
      alone: (action) => this.#queue.add(() => (this.#training ? this.#training.held(action) : action())),
      moveTo: (device) => this.#unasked(() => this.#moveTo(device)),
    });
  }

  /** @type {Handlers} */
  #handlers = {
    open: (asked) => this.#open(asked),
    start: (opening) => this.#begin(opening),
    resume: (opening) => this.#begin(opening),
    files: (files) => this.#take({ mnist: files }),
    pictures: (pictures) => this.#take({ pictures }),
    draft: ({ recipe }) => this.#engine.judge(recipe),
    keep: () => void (this.#waiting = undefined),
    play: () => this.#training?.play(),
    pause: () => this.#training?.pause(),
    step: () => this.#training?.stepOnce(),
    half: ({ player }) => this.#training?.half(player),
    slow: ({ slow }) => {
      this.#slow = slow;
      this.#training?.slow(slow);
    },
    set: ({ field, text }) => this.#set(field, text),
    averaged: ({ averaged }) => {
      this.#averaged = averaged;
      return this.#training?.showAveraged(averaged);
    },
    class: ({ asked }) => {
      this.#asked = asked;
      return this.#training?.showClass(asked);
    },
    truncate: ({ bound }) => this.#training?.truncate(bound),
    device: ({ device }) => this.#choosing.choose(device),
    gpu: (found) => void this.#choosing.takeGpu(found),
    watch: (watched) => {
      this.#watched = watched;
      this.#training?.watch(this.#watched);
    },
    latents: ({ averaged, bound }) => this.#running.explorer.space(averaged, bound),
    imagine: (asked) => this.#running.explorer.imagine(asked),
    way: ({ from, to, count }) => this.#running.explorer.way(from, to, count),
    opinion: ({ sample, asked }) => this.#running.explorer.opinion(sample, asked),
    nearest: ({ sample }) => this.#running.explorer.nearest(sample),
    translate: (asked) => this.#running.translate(asked),
    fidelity: ({ bounds, averaged }) => this.#running.fidelity.measure(bounds, averaged),
    save: () => this.#save(),
    bench: ({ query, steps }) => bench(query, steps),
  };

  /** @param {Request} request @returns {Promise<unknown>} The answer. */
  async receive(request) {
    const handle = () => /** @type {(request: Request) => any} */ (this.#handlers[request.type])(request);
    if (AT_ONCE.includes(request.type)) return handle();
    try {
      return await this.#queue.add(async () => handle());
    } catch (error) {
      this.broke(error);
      throw error;
    }
  }

  /** @param {unknown} error Whether it is the end of the CPU's engine, and so of the worker; if so, it is told here. */
  broke(error) {
    const fault = faultOf(error);
    if (fault.code !== "broke_down" || this.#training?.device === "gpu") return false;
    this.#tell({ type: "failed", fault });
    return true;
  }

  /** @param {() => Promise<void>} action Done in turn with what is asked. */
  #unasked(action) {
    this.#queue.add(action).catch((error) => {
      if (!this.broke(error)) this.#tell({ type: "trouble", fault: faultOf(error) });
    });
  }

  get #engine() {
    if (!this.#recipes) throw new FaultError({ code: "not_open" });
    return this.#recipes;
  }

  /** @param {Requests["open"]["ask"]} asked `engine` is the CPU's */
  async #open({ query, otherwise, engine }) {
    const recipes = await Recipes.load(engine);
    this.#recipes = recipes;
    this.#choosing.open();
    const linked = recipes.inAddress(query, otherwise);
    return { catalogue: recipes.catalogue, linked, query: recipes.addressOf(linked.recipe) };
  }

  /** @param {Partial<Given>} data What waits for it begins. */
  #take(data) {
    Object.assign(this.#given, data);
    return this.#waiting ? this.#begin(this.#waiting) : {};
  }

  /** @param {Opening} opening Replaces the run, or says why not and leaves it as it was. @returns {Promise<Begun>} */
  async #begin(opening) {
    this.#waiting = undefined;
    let about = /** @type {"engine" | "checkpoint" | "files"} */ (
      opening.type === "start" ? "engine" : "checkpoint"
    );
    /** @type {Recipe | undefined} */
    let recipe;
    try {
      recipe = this.#engine.of(opening);
      if (recipe.data === "mnist" || recipe.data === "folder") {
        this.#waiting = opening;
        if (this.#given.lacks(recipe)) return { needs: recipe };
        about = "files";
      }
      const { run, device, fault } = await openAnywhere(opening, this.#choosing.active, this.#given);
      if (fault) this.#choosing.lost(fault);
      this.#waiting = undefined;
      const play = opening.type === "start" && opening.play;
      await this.#replace(this.#trainingOf(run, device, opening), false, play);
    } catch (error) {
      const fault = faultOf(error, about);
      // The next files are tried on what waits.
      if (fault.code === "files" && recipe) this.#given.forget(recipe);
      throw new FaultError(fault);
    }
    this.#choosing.weigh();
    return {};
  }

  /**
   * @param {Run} run
   * @param {DeviceName} device
   * @param {Opening} opening
   * @param {Training} [before] what it goes on from
   */
  #trainingOf(run, device, opening, before) {
    const training = new Training(run, device, {
      tell: this.#tell,
      failed: (error) => this.#failed(training, error),
      averaged: this.#averaged,
      asked: this.#asked,
      watched: this.#watched,
      slow: this.#slow,
      milliseconds: before?.milliseconds ?? 0,
      bound: before?.bound,
      snapshot: opening.type === "resume" ? opening.checkpoint : undefined,
    });
    return training;
  }

  /**
   * @param {Training} training
   * @param {boolean} kept whether it goes on from the present run
   * @param {boolean} play
   */
  async #replace(training, kept, play) {
    await this.#training?.close();
    this.#training = training;
    const { recipe, steps, shown } = training;
    this.#tell({ type: "started", recipe, query: this.#engine.addressOf(recipe), steps, kept, ...shown });
    if (play) training.play();
    else await training.pause();
  }

  /** @param {DeviceName} device Carries the run over through a checkpoint. */
  async #moveTo(device) {
    const training = this.#training;
    if (!training || training.device === device) return;
    await training.held(async () => {
      const opening = /** @type {const} */ ({ type: "resume", checkpoint: await training.checkpoint() });
      try {
        const run = await openRun(opening, device, this.#given);
        const moved = this.#trainingOf(run, device, opening, training);
        const play = training.playing;
        // Closing waits for the loop, which waits for nothing while it is held.
        await this.#replace(moved, true, play);
        this.#choosing.moved(device);
      } catch (error) {
        if (device === "cpu") throw error;
        this.#choosing.failed(faultOf(error));
      }
    });
  }

  /** @param {Training} training @param {Error} error Says why the run ended, and goes on with it on the CPU where only the GPU is at fault. */
  #failed(training, error) {
    if (this.broke(error)) return;
    const fault = faultOf(error);
    if (training.device !== "gpu" || fault.code === "diverged") {
      this.#tell({ type: "stopped", fault });
      return;
    }
    this.#unasked(async () => {
      // A newer run is not to be put back.
      if (this.#training !== training) return;
      this.#choosing.lost(fault);
      const opening = /** @type {Opening} */ (
        training.snapshot
          ? { type: "resume", checkpoint: training.snapshot }
          : { type: "start", recipe: training.recipe, play: false }
      );
      const run = await openRun(opening, "cpu", this.#given);
      const next = this.#trainingOf(run, "cpu", opening, training);
      await this.#replace(next, true, training.wasPlaying);
      this.#tell({ type: "gpu_lost", fault, steps: run.steps() });
    });
  }

  /** @param {string} field @param {string} text */
  #set(field, text) {
    const training = this.#running;
    training.set(field, text);
    return { recipe: training.recipe, query: this.#engine.addressOf(training.recipe) };
  }

  async #save() {
    const training = this.#running;
    const { bytes, steps } = await training.held(async () => ({
      bytes: await training.checkpoint(),
      steps: training.steps,
    }));
    const { variant, data } = training.recipe;
    return { bytes, name: `saddle-${variant}-${data}-step-${steps}.safetensors` };
  }

  get #running() {
    if (!this.#training) throw new FaultError({ code: "not_open" });
    return this.#training;
  }

  /** @param {DeviceName} device A run like the present one, to measure. */
  #scratch(device) {
    const recipe = this.#training?.recipe;
    if (!recipe) return undefined;
    // A critic's warm-up takes a hundred times as long as the steps after it.
    const fresh = /** @type {Recipe} */ ({ ...recipe, warm_up: 0 });
    return {
      like: workOf(recipe),
      make: () => openRun({ type: "start", recipe: fresh, play: false }, device, this.#given),
    };
  }
}
