// Where a run is computed: finds the GPU behind the running page, measures the real step on both devices and by several
// workers on the CPU, takes the fastest.

import { FaultError, faultOf } from "../protocol/faults.js";
import { loadBundle } from "./bundles.js";
import { watchGpu, whyNoGpu } from "./gpu.js";
import { betweenSteps } from "./pace.js";
import { time, withRun } from "./scratch.js";
import { countWorkers, fastest } from "./worker-count.js";

/** @import { Place, Steps } from "./steps.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { DeviceChoice, DeviceState, Devices, Requests } from "../protocol/messages.js" */

/**
 * @typedef {object} Hooks
 * @property {(devices: Devices) => void} changed
 * @property {() => void} wantGpu there is a GPU: `takeGpu` is to be called with its engine
 * @property {() => Scratch | undefined} scratch
 * @property {(action: () => Promise<void>) => Promise<void>} alone while nothing else computes
 * @property {(place: Place) => void} moveTo
 * @property {(error: unknown) => void} trouble nothing could be measured on the CPU
 */
/** Runs like the present one, and what their speed depends on. @typedef {{ like: string, make: (place: Place) => Promise<Steps> }} Scratch */

/** A run has so many milliseconds for its first samples before workers are counted. */
const SETTLE = 2500;

export class Choosing {
  #hooks;
  /** @type {Devices} */
  #devices = {
    cpu: { state: "loading" },
    gpu: { state: "absent", reason: { code: "not_looked_for" } },
    choice: "auto",
    active: "cpu",
    workers: { choice: undefined, active: 1, cores: 1, counting: false, counted: [] },
  };
  #looked = false;
  #weighing = false;
  /** What the measured times hold for: those of workers on the CPU, and those of both devices. */
  #counted = "";
  #compared = "";
  /** A worker was lost, and then another: the CPU goes on with one. */
  #losses = 0;

  /** @param {Hooks} hooks */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  /** The CPU's bundle runs, on a machine with so many cores. @param {number} cores @param {number | undefined} workers asked for */
  open(cores, workers) {
    this.#devices.cpu.state = "ready";
    Object.assign(this.#devices.workers, { cores, choice: workers });
  }

  /** @param {string} like @returns {Place} Where a run opens whose speed depends on this. */
  placeOf(like) {
    return { device: this.#devices.active, workers: this.#workersFor(like) };
  }

  /** @param {DeviceChoice} choice Takes effect when it can; waits for nothing. */
  choose(choice) {
    this.#devices.choice = choice;
    if (choice === "cpu" && !this.#looked) this.#gpu({ state: "absent", reason: { code: "cpu_chosen" } });
    if (choice !== "cpu" && !this.#looked) {
      this.#looked = true;
      void this.#findGpu();
    }
    void this.weigh();
    this.#tell();
  }

  /** @param {number | undefined} workers asked for on the CPU; without a number, as many as are measured to be fastest */
  chooseWorkers(workers) {
    this.#devices.workers.choice = workers;
    this.#losses = 0;
    void this.weigh();
    this.#tell();
  }

  /** Measures the present run's step wherever it may be computed, unless that is known, and moves to where it is fastest. */
  async weigh() {
    await this.#moveToBest();
    if (this.#weighing) return;
    this.#weighing = true;
    try {
      while (await this.#learn()) await this.#moveToBest();
    } catch (error) {
      this.#hooks.trouble(error);
    } finally {
      this.#weighing = false;
    }
  }

  /** @param {Place} place The run is there now. */
  moved({ device, workers }) {
    this.#devices.active = device;
    this.#devices.workers.active = workers;
    this.#tell();
  }

  /** @param {Fault} reason The GPU cannot be used. */
  failed(reason) {
    this.#gpu({ state: "failed", reason });
    void this.weigh();
  }

  /** @param {Place} place @param {Fault} reason It worked and no longer does. */
  lost(place, reason) {
    if (place.device === "cpu") {
      if (reason.code === "worker_lost") this.#losses += 1;
      return this.#tell();
    }
    this.#devices.active = "cpu";
    this.#gpu({ state: "lost", reason });
  }

  /** @param {Requests["gpu"]["ask"]} found The GPU's engine, or why there is none; one that is still being built comes later. */
  async takeGpu({ engine, fault }) {
    if (fault?.code === "engine_building") return this.#gpu({ state: "building" });
    try {
      if (fault) throw new FaultError(fault);
      await loadBundle("gpu", engine);
    } catch (error) {
      return this.failed({ code: "bundle_failed", cause: faultOf(error) });
    }
    this.#gpu({ state: "ready" });
    void this.weigh();
  }

  async #findGpu() {
    this.#gpu({ state: "looking" });
    const reason = await whyNoGpu();
    if (reason) {
      this.#gpu({ state: "absent", reason });
      return this.weigh();
    }
    this.#gpu({ state: "loading" });
    watchGpu();
    this.#hooks.wantGpu();
  }

  async #moveToBest() {
    await betweenSteps();
    const scratch = this.#hooks.scratch();
    if (scratch) this.#hooks.moveTo(this.#best(scratch.like));
  }

  /** Measures what is not yet known of the present run and decides something. @returns {Promise<boolean>} Whether it did. */
  async #learn() {
    await betweenSteps();
    const scratch = this.#hooks.scratch();
    if (!scratch) return false;
    const { choice, gpu, workers } = this.#devices;
    if (choice === "auto" && gpu.state === "ready" && this.#compared !== scratch.like) {
      await this.#compare(scratch);
      return true;
    }
    const mayCount = choice !== "gpu" && workers.choice === undefined && workers.cores > 1;
    if (mayCount && this.#counted !== scratch.like && this.#mayWin(scratch.like)) {
      await this.#count(scratch);
      return true;
    }
    return false;
  }

  /** @param {string} like Whether workers on the CPU may be faster than the GPU, if there is one. */
  #mayWin(like) {
    const { cpu, gpu, choice, workers } = this.#devices;
    if (choice === "cpu") return true;
    if (gpu.state === "looking" || gpu.state === "loading") return false;
    return this.#compared !== like || (cpu.ms ?? Infinity) / workers.cores < (gpu.ms ?? Infinity);
  }

  /** @param {Scratch} scratch */
  async #count({ like, make }) {
    await new Promise((resolve) => setTimeout(resolve, SETTLE));
    const makeWith = (/** @type {number} */ workers) => make({ device: "cpu", workers });
    const { workers } = this.#devices;
    workers.counting = true;
    this.#tell();
    workers.counted = [];
    this.#counted = like;
    try {
      workers.counted = await countWorkers(workers.cores, makeWith, this.#hooks.alone);
    } finally {
      workers.counting = false;
      this.#tell();
    }
  }

  /** @param {Scratch} scratch */
  async #compare({ like, make }) {
    this.#gpu({ state: "measuring" });
    try {
      // A GPU compiles its kernels in the first step, which may take long: training goes on beside it.
      await withRun(
        () => make({ device: "gpu", workers: 1 }),
        (gpu) =>
          this.#hooks.alone(async () => {
            const ms = await time(gpu);
            this.#devices.cpu.ms = await withRun(() => make({ device: "cpu", workers: 1 }), time);
            this.#gpu({ state: "ready", ms });
          }),
      );
      this.#compared = like;
    } catch (error) {
      this.failed(faultOf(error));
    }
  }

  /** @param {string} like @returns {Place} Where a run of this speed is computed fastest, or where the person wants it. */
  #best(like) {
    const { cpu, gpu, choice, active, workers } = this.#devices;
    const counted = this.#counted === like ? fastest(workers.counted)?.ms : undefined;
    const cpuMs = Math.min(cpu.ms ?? Infinity, counted ?? Infinity);
    const isFaster = this.#compared === like ? (gpu.ms ?? Infinity) < cpuMs : active === "gpu";
    const onGpu = gpu.state === "ready" && (choice === "gpu" || (choice === "auto" && isFaster));
    return { device: onGpu ? "gpu" : "cpu", workers: this.#workersFor(like) };
  }

  /** @param {string} like How many workers compute it on the CPU. */
  #workersFor(like) {
    if (this.#losses > 1) return 1;
    const { choice, counted } = this.#devices.workers;
    return choice ?? (this.#counted === like ? fastest(counted)?.workers : undefined) ?? 1;
  }

  /** @param {DeviceState} state */
  #gpu(state) {
    this.#devices.gpu = state;
    this.#tell();
  }

  #tell() {
    this.#hooks.changed(structuredClone(this.#devices));
  }
}
