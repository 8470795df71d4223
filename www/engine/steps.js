// An open run, and how it moves on: by this worker alone, or together with others.

import { FaultError } from "../protocol/faults.js";
import { together } from "./pace.js";

/** @import { DeviceName, Player, Run } from "./api.js" */
/** @import { Command, ProcessGroup } from "./process-group.js" */

/** Where a run is computed: on the CPU by so many workers, on the GPU by one. @typedef {{ device: DeviceName, workers: number }} Place */

export class Steps {
  #group;

  /** @param {Run} run @param {DeviceName} device @param {ProcessGroup} [group] the workers that it is one of */
  constructor(run, device, group) {
    this.run = run;
    this.#group = group;
    /** @type {Place} */
    this.place = { device, workers: group?.size ?? 1 };
  }

  /** Queues one step; what several workers compute is done when this ends. */
  async step() {
    if (this.#group) await this.#together({ type: "step" }, () => this.run.stepTogether());
    else this.run.step();
  }

  /** @param {Player} player One update of it alone. */
  async half(player) {
    if (this.#group) await this.#together({ type: "half", player }, () => this.run.halfStepTogether(player));
    else this.run.halfStep(player);
  }

  /** @param {string} field @param {string} text */
  set(field, text) {
    this.run.set(field, text);
    this.#group?.tell({ type: "set", field, text });
  }

  /** Gives the memory back: that of the others, and where the run is `whole`, its own. */
  free(whole = true) {
    this.#group?.end();
    if (whole) this.run.free();
  }

  /** @param {Command} command for the others @param {() => Promise<void>} own */
  async #together(command, own) {
    this.#group?.tell(command);
    try {
      await together(own());
    } catch (error) {
      // The engine has only words for it.
      throw this.#group?.lost ? new FaultError(this.#group.lost) : error;
    }
  }
}
