// What the page asks for, done one request at a time on the run there is.

import { faultOf } from "../protocol/faults.js";
import { bench } from "./bench.js";
import { Choosing } from "./choosing.js";
import { openAnywhere, openRun } from "./opening.js";
import { Queue } from "./queue.js";
import { Recipes, workOf } from "./recipes.js";
import { Training } from "./training.js";

/** @import { DeviceName, Recipe, Run } from "./api.js" */
/** @import { Opening } from "./opening.js" */
/** @import { DeviceChoice, Files, FromWorker, ToWorker } from "../protocol.js" */

export class Studio {
  #post;
  #queue;
  /** @type {Recipes | undefined} */
  #recipes;
  /** @type {Training | undefined} */
  #training;
  /** @type {Files | undefined} */
  #files;
  /** @type {Opening | undefined} What waits for the files. */
  #waiting;
  #averaged = false;
  /** @type {number | undefined} */
  #asked;
  #visible = true;
  #choosing;

  /** @param {(message: FromWorker, transfer?: Transferable[]) => void} post */
  constructor(post) {
    this.#post = post;
    this.#queue = new Queue((error) => {
      if (this.broke(error)) return;
      post({ type: this.#training ? "trouble" : "failed", fault: faultOf(error) });
    });
    this.#choosing = new Choosing({
      changed: (devices) => post({ type: "devices", devices }),
      scratch: (device) => this.#scratch(device),
      alone: (action) => this.#alone(action),
      moveTo: (device) => void this.#queue.add(() => this.#moveTo(device)),
    });
  }

  /** @param {ToWorker} message */
  receive(message) {
    // A hidden page stops at once, whatever else is waiting.
    if (message.type === "visible") this.#show(message.visible);
    if (message.type === "draft") return this.#judge(message.recipe);
    void this.#queue.add(() => this.#handle(message));
  }

  /** @param {ToWorker} message */
  async #handle(message) {
    switch (message.type) {
      case "open":
        return this.#open(message.query, message.device);
      case "start":
      case "resume":
        return this.#begin(message);
      case "files":
        this.#files = message.files;
        return this.#waiting && this.#begin(this.#waiting);
      case "keep":
        this.#waiting = undefined;
        return this.#post({ type: "kept" });
      case "play":
        return this.#training?.play();
      case "pause":
        return this.#training?.pause();
      case "step":
        return this.#training?.stepOnce();
      case "set":
        return this.#set(message.field, message.text);
      case "averaged":
        this.#averaged = message.averaged;
        return this.#training?.showAveraged(message.averaged);
      case "class":
        this.#asked = message.asked;
        return this.#training?.showClass(message.asked);
      case "device":
        return this.#choosing.choose(message.device);
      case "save":
        return this.#save();
      case "bench":
        return this.#post({ type: "bench", rows: await bench(message.query, message.steps) });
      case "draft":
      case "visible":
        return undefined;
    }
  }

  /**
   * Loads the CPU's bundle and shows the URL's run at its start.
   * @param {string} query
   * @param {DeviceChoice} device
   */
  async #open(query, device) {
    const recipes = await Recipes.load();
    this.#recipes = recipes;
    this.#post({ type: "catalogue", catalogue: recipes.catalogue });
    const linked = recipes.inAddress(query);
    this.#post({ type: "linked", query: recipes.addressOf(linked.recipe) });
    await this.#begin({ type: "start", recipe: linked.recipe, play: false });
    const { ignored, problems } = linked;
    if (ignored.length + problems.length > 0) this.#post({ type: "in_vain", ignored, problems });
    this.#choosing.open(device);
  }

  /** @param {Opening} opening Replaces the run, or says why not and leaves it as it was. */
  async #begin(opening) {
    if (!this.#recipes) return;
    this.#waiting = undefined;
    let about = /** @type {"engine" | "checkpoint" | "files"} */ (
      opening.type === "start" ? "engine" : "checkpoint"
    );
    try {
      const recipe = this.#recipes.of(opening);
      if (recipe.data === "mnist") {
        this.#waiting = opening;
        if (!this.#files) return this.#post({ type: "needs_files", recipe });
        about = "files";
      }
      const { run, device, fault } = await openAnywhere(opening, this.#choosing.active, this.#files);
      if (fault) this.#choosing.lost(fault);
      this.#waiting = undefined;
      await this.#replace(
        this.#trainingOf(run, device, opening),
        false,
        opening.type === "start" && opening.play,
      );
    } catch (error) {
      const fault = faultOf(error, about);
      if (fault.code === "broke_down") throw error;
      // The next files are tried on what waits.
      if (fault.code === "files") this.#files = undefined;
      return this.#post({ type: "refused", fault });
    }
    this.#choosing.weigh();
  }

  /** @param {Opening} opening @param {DeviceName} device */
  #run(opening, device) {
    return openRun(opening, device, this.#files);
  }

  /**
   * @param {Run} run
   * @param {DeviceName} device
   * @param {Opening} opening
   * @param {number} milliseconds trained before
   */
  #trainingOf(run, device, opening, milliseconds = 0) {
    const training = new Training(run, device, {
      post: this.#post,
      failed: (error) => this.#failed(training, error),
      averaged: this.#averaged,
      asked: this.#asked,
      milliseconds,
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
    training.show(this.#visible);
    const { recipe, steps, shown } = training;
    const query = this.#queryOf(recipe);
    this.#post({ type: "started", recipe, query, steps, kept, ...shown }, [shown.real.buffer]);
    if (play) training.play();
    else await training.pause();
  }

  /** @param {Recipe} recipe */
  #queryOf(recipe) {
    return this.#recipes?.addressOf(recipe) ?? "";
  }

  /** @param {DeviceName} device Carries the run over through a checkpoint. */
  async #moveTo(device) {
    const training = this.#training;
    if (!training || training.device === device) return;
    await training.held(async () => {
      const opening = /** @type {const} */ ({ type: "resume", checkpoint: await training.checkpoint() });
      try {
        const run = await this.#run(opening, device);
        const moved = this.#trainingOf(run, device, opening, training.milliseconds);
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
      this.#post({ type: "stopped", fault });
      return;
    }
    void this.#queue.add(async () => {
      // A newer run is not to be put back.
      if (this.#training !== training) return;
      this.#choosing.lost(fault);
      const opening = /** @type {Opening} */ (
        training.snapshot
          ? { type: "resume", checkpoint: training.snapshot }
          : { type: "start", recipe: training.recipe, play: false }
      );
      const run = await this.#run(opening, "cpu");
      await this.#replace(
        this.#trainingOf(run, "cpu", opening, training.milliseconds),
        true,
        training.wasPlaying,
      );
      this.#post({ type: "gpu_lost", fault, steps: run.steps() });
    });
  }

  /** @param {unknown} error Whether it is the end of the CPU's engine, and so of the worker; if so, it is said here. */
  broke(error) {
    const fault = faultOf(error);
    if (fault.code !== "broke_down" || this.#training?.device === "gpu") return false;
    this.#post({ type: "failed", fault });
    return true;
  }

  /** @param {Recipe} draft Says which fields it makes use of, and what is wrong with it. */
  #judge(draft) {
    if (this.#recipes) this.#post({ type: "draft", ...this.#recipes.judge(draft) });
  }

  /** @param {string} field @param {string} text */
  #set(field, text) {
    const training = this.#training;
    if (!training) return;
    try {
      training.set(field, text);
      this.#post({ type: "recipe", recipe: training.recipe, query: this.#queryOf(training.recipe) });
    } catch (error) {
      this.#post({ type: "refused", fault: faultOf(error) });
    }
  }

  async #save() {
    const training = this.#training;
    if (!training) return;
    const { bytes, steps } = await training.held(async () => ({
      bytes: await training.checkpoint(),
      steps: training.steps,
    }));
    const { variant, data } = training.recipe;
    const name = `saddle-${variant}-${data}-step-${steps}.safetensors`;
    this.#post({ type: "saved", bytes, name }, [bytes.buffer]);
  }

  /** @param {boolean} visible */
  #show(visible) {
    this.#visible = visible;
    this.#training?.show(visible);
  }

  /** @param {DeviceName} device A run like the present one, to measure. */
  #scratch(device) {
    const recipe = this.#training?.recipe;
    if (!recipe) return undefined;
    // A critic's warm-up takes a hundred times as long as the steps after it.
    const fresh = { ...recipe, warm_up: 0 };
    return {
      like: workOf(recipe),
      make: () => this.#run({ type: "start", recipe: fresh, play: false }, device),
    };
  }

  /**
   * Does something while neither requests nor steps are handled.
   * @param {() => Promise<void>} action
   */
  #alone(action) {
    return this.#queue.add(() => (this.#training ? this.#training.held(action) : action()));
  }
}
