// What the page asks of its run, done one request at a time.

import { FaultError, faultOf } from "../protocol/faults.js";
import { bench } from "./bench.js";
import { Choosing } from "./choosing.js";
import { Given } from "./given.js";
import { betweenSteps } from "./pace.js";
import { openAnywhere, openRun } from "./opening.js";
import { Queue } from "./queue.js";
import { Recipes, workOf } from "./recipes.js";
import { Training } from "./training.js";

/** @import { Recipe } from "./api.js" */
/** @import { Opening } from "./opening.js" */
/** @import { Place, Steps } from "./steps.js" */
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
      scratch: () => this.#scratch(),
      alone: (action) => this.#queue.add(() => (this.#training ? this.#training.held(action) : action())),
      moveTo: (place) => this.#unasked(() => this.#moveTo(place)),
      trouble: (error) => this.#unasked(() => Promise.reject(error)),
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
      return this.#training?.reports.showAveraged(averaged);
    },
    class: ({ asked }) => {
      this.#asked = asked;
      return this.#training?.reports.showClass(asked);
    },
    truncate: ({ bound }) => this.#training?.reports.truncate(bound),
    device: ({ device }) => this.#choosing.choose(device),
    workers: ({ workers }) => this.#choosing.chooseWorkers(workers),
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
    bench: ({ query, steps, workers }) => bench(query, steps, workers),
  };

  /** @param {Request} request @returns {Promise<unknown>} The answer. */
  async receive(request) {
    const handle = async () => {
      await betweenSteps();
      return /** @type {(request: Request) => any} */ (this.#handlers[request.type])(request);
    };
    if (AT_ONCE.includes(request.type)) return handle();
    try {
      return await this.#queue.add(handle);
    } catch (error) {
      this.broke(error);
      throw error;
    }
  }

  /** @param {unknown} error Whether it is the end of the CPU's engine, and so of the worker; if so, it is told here. */
  broke(error) {
    const fault = faultOf(error);
    if (fault.code !== "broke_down" || this.#training?.place.device === "gpu") return false;
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
  async #open({ query, otherwise, engine, cores, workers }) {
    const recipes = await Recipes.load(engine);
    this.#recipes = recipes;
    this.#choosing.open(cores, workers);
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
      const steps = await this.#openAnywhere(opening, recipe);
      this.#waiting = undefined;
      const play = opening.type === "start" && opening.play;
      await this.#replace(this.#trainingOf(steps, opening), false, play);
    } catch (error) {
      const fault = faultOf(error, about);
      // The next files are tried on what waits.
      if (fault.code === "files" && recipe) this.#given.forget(recipe);
      throw new FaultError(fault);
    }
    void this.#choosing.weigh();
    return {};
  }

  /** @param {Opening} opening @param {Recipe} recipe Opens it where runs like it are computed, or on the CPU by one worker. */
  async #openAnywhere(opening, recipe) {
    const wanted = this.#choosing.placeOf(workOf(recipe));
    const { steps, fault } = await openAnywhere(opening, wanted, this.#given);
    if (fault) this.#choosing.lost(wanted, fault);
    this.#choosing.moved(steps.place);
    return steps;
  }

  /**
   * @param {Steps} steps
   * @param {Opening} opening
   * @param {Training} [before] what it goes on from
   */
  #trainingOf(steps, opening, before) {
    const training = new Training(steps, {
      tell: this.#tell,
      failed: (error) => this.#failed(training, error),
      averaged: this.#averaged,
      asked: this.#asked,
      watched: this.#watched,
      slow: this.#slow,
      milliseconds: before?.milliseconds ?? 0,
      bound: before?.reports.bound,
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
    const { recipe, steps, reports } = training;
    this.#tell({
      type: "started",
      recipe,
      query: this.#engine.addressOf(recipe),
      steps,
      kept,
      ...reports.start,
    });
    if (play) training.play();
    else await training.pause();
  }

  /** @param {Place} place Carries the run over through a checkpoint. */
  async #moveTo(place) {
    const training = this.#training;
    if (!training || samePlace(training.place, place)) return;
    await training.held(async () => {
      const opening = /** @type {const} */ ({ type: "resume", checkpoint: await training.checkpoint() });
      try {
        const steps = await openRun(opening, place, this.#given);
        const moved = this.#trainingOf(steps, opening, training);
        const play = training.playing;
        // Closing waits for the loop, which waits for nothing while it is held.
        await this.#replace(moved, true, play);
        this.#choosing.moved(place);
      } catch (error) {
        if (place.device === "cpu") {
          this.#choosing.lost(place, faultOf(error));
          throw error;
        }
        this.#choosing.failed(faultOf(error));
      }
    });
  }

  /** @param {Training} training @param {Error} error Says why the run ended, and goes on with it where only the GPU or another worker is at fault. */
  #failed(training, error) {
    if (this.broke(error)) return;
    const fault = faultOf(error);
    const onGpu = training.place.device === "gpu";
    if (onGpu ? fault.code === "diverged" : fault.code !== "worker_lost") {
      this.#tell({ type: "stopped", fault });
      return;
    }
    this.#unasked(async () => {
      // A newer run is not to be put back.
      if (this.#training !== training) return;
      this.#choosing.lost(training.place, fault);
      const opening = /** @type {Opening} */ (
        training.snapshot
          ? { type: "resume", checkpoint: training.snapshot }
          : { type: "start", recipe: training.recipe, play: false }
      );
      const steps = await this.#openAnywhere(opening, this.#engine.of(opening));
      const next = this.#trainingOf(steps, opening, training);
      await this.#replace(next, true, training.wasPlaying);
      const from = { fault, steps: steps.run.steps() };
      this.#tell(onGpu ? { type: "gpu_lost", ...from } : { type: "worker_lost", ...from });
      void this.#choosing.weigh();
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

  /** Runs like the present one, to measure. */
  #scratch() {
    const recipe = this.#training?.recipe;
    if (!recipe) return undefined;
    // A critic's warm-up takes a hundred times as long as the steps after it.
    const fresh = /** @type {Recipe} */ ({ ...recipe, warm_up: 0 });
    return {
      like: workOf(recipe),
      make: (/** @type {Place} */ place) =>
        openRun({ type: "start", recipe: fresh, play: false }, place, this.#given),
    };
  }
}

/** @param {Place} one @param {Place} other Whether they are one place: on a GPU nobody asks for workers. */
const samePlace = (one, other) =>
  one.device === other.device && (one.device === "gpu" || one.workers === other.workers);
