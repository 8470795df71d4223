// Which device runs: finds the GPU behind the running page, measures the real step on both, takes the faster.

import { FaultError, faultOf } from "../protocol/faults.js";
import { loadBundle } from "./bundles.js";
import { orLost, watchGpu, whyNoGpu } from "./gpu.js";
import { withRun } from "./scratch.js";

/** @import { DeviceName, Run } from "./api.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { DeviceChoice, DeviceState, Devices, Requests } from "../protocol/messages.js" */

/**
 * @typedef {object} Hooks
 * @property {(devices: Devices) => void} changed
 * @property {() => void} wantGpu there is a GPU: `takeGpu` is to be called with its engine
 * @property {(device: DeviceName) => { like: string, make: () => Promise<Run> } | undefined} scratch
 *   a run like the present one, and what its speed depends on
 * @property {(action: () => Promise<void>) => Promise<void>} alone while nothing else computes
 * @property {(device: DeviceName) => void} moveTo
 */

const MEASURED_STEPS = 12;
const MEASURED_MS = 1000;

export class Choosing {
  #hooks;
  /** @type {Devices} */
  #devices = {
    cpu: { state: "loading" },
    gpu: { state: "absent", reason: { code: "not_looked_for" } },
    choice: "auto",
    active: "cpu",
  };
  #looked = false;
  #weighing = false;
  /** What the measured times hold for. */
  #measured = "";

  /** @param {Hooks} hooks */
  constructor(hooks) {
    this.#hooks = hooks;
  }

  get active() {
    return this.#devices.active;
  }

  /** The CPU's bundle runs. */
  open() {
    this.#devices.cpu.state = "ready";
  }

  /** @param {DeviceChoice} choice Takes effect when it can; waits for nothing. */
  choose(choice) {
    this.#devices.choice = choice;
    if (choice === "cpu") {
      if (!this.#looked) this.#gpu({ state: "absent", reason: { code: "cpu_chosen" } });
      this.#hooks.moveTo("cpu");
    } else if (this.#looked) {
      this.#act();
    } else {
      this.#looked = true;
      void this.#findGpu();
    }
    this.#tell();
  }

  /** Measures the present run's step on both devices, unless that is known, and moves to the faster. */
  weigh() {
    if (this.#weighing || this.#devices.choice !== "auto" || this.#devices.gpu.state !== "ready") return;
    const [cpu, gpu] = [this.#hooks.scratch("cpu"), this.#hooks.scratch("gpu")];
    if (!cpu || !gpu) return;
    if (this.#measured === gpu.like) return this.#moveToFaster();
    this.#weighing = true;
    void this.#measure(cpu.make, gpu.make)
      .then(() => (this.#measured = gpu.like))
      .catch((error) => this.failed(faultOf(error)))
      .finally(() => {
        this.#weighing = false;
        // The choice or the run may be another by now.
        this.#act();
      });
  }

  /** @param {DeviceName} device The run is there now. */
  moved(device) {
    this.#devices.active = device;
    this.#tell();
  }

  /** @param {Fault} reason The GPU cannot be used. */
  failed(reason) {
    this.#gpu({ state: "failed", reason });
  }

  /** @param {Fault} reason The GPU worked and no longer does. */
  lost(reason) {
    this.#devices.active = "cpu";
    this.#gpu({ state: "lost", reason });
  }

  async #findGpu() {
    this.#gpu({ state: "looking" });
    const reason = await whyNoGpu();
    if (reason) return this.#gpu({ state: "absent", reason });
    this.#gpu({ state: "loading" });
    watchGpu();
    this.#hooks.wantGpu();
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
    this.#act();
  }

  #act() {
    if (this.#devices.choice === "auto") this.weigh();
    if (this.#devices.choice === "gpu" && this.#devices.gpu.state === "ready") this.#hooks.moveTo("gpu");
  }

  /** @param {() => Promise<Run>} makeCpu @param {() => Promise<Run>} makeGpu */
  async #measure(makeCpu, makeGpu) {
    this.#gpu({ state: "measuring" });
    // A GPU compiles its kernels in the first step, which may take long: training goes on beside it.
    await withRun(makeGpu, (gpu) =>
      this.#hooks.alone(async () => {
        const ms = await time(gpu);
        this.#devices.cpu.ms = await withRun(makeCpu, time);
        this.#gpu({ state: "ready", ms });
      }),
    );
  }

  #moveToFaster() {
    const { cpu, gpu } = this.#devices;
    this.#hooks.moveTo((gpu.ms ?? Infinity) < (cpu.ms ?? Infinity) ? "gpu" : "cpu");
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

/** @param {Run} run @returns {Promise<number>} Milliseconds a step, with a reading every few steps as in training. */
async function time(run) {
  const begun = performance.now();
  let steps = 0;
  do {
    run.step();
    steps += 1;
    if (steps % 4 === 0) await orLost(run.read());
  } while (steps < MEASURED_STEPS && performance.now() - begun < MEASURED_MS);
  await orLost(run.read());
  return (performance.now() - begun) / steps;
}
