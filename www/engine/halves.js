// A step taken apart: one player's update after the other's, each read as soon as it is taken.

/** @import { Player, Run, Values } from "./api.js" */
/** @import { Steps } from "./steps.js" */

export class Halves {
  #steps;
  #read;
  /** Updates of the discriminator since the generator's last. */
  #updates = 0;
  /** @type {Values} What was measured since then. */
  #measured = {};

  /** @param {Steps} steps @param {() => ReturnType<Run["read"]>} read */
  constructor(steps, read) {
    this.#steps = steps;
    this.#read = read;
  }

  /** @returns {Player | "both"} Whose update is next; a VAE's nets move together. */
  get next() {
    const { run } = this.#steps;
    if (run.opinion() === undefined) return "both";
    const { discriminator_steps = 1 } = JSON.parse(run.recipe());
    return this.#updates < discriminator_steps ? "discriminator" : "generator";
  }

  /**
   * @param {Player | "both"} player
   * @returns What the update measured, and where it ends a step, the step's reading.
   */
  async take(player) {
    if (player === "both") await this.#steps.step();
    else await this.#steps.half(player);
    const { step, values } = await this.#read();
    this.#measured = { ...this.#measured, ...values };
    if (player === "discriminator") {
      this.#updates += 1;
      return { values };
    }
    const reading = { step, values: this.#measured };
    [this.#updates, this.#measured] = [0, {}];
    return { values, reading };
  }
}
