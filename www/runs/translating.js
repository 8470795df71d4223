// Translating an image of the person's own: anew whenever it changes, and whenever the run has learnt.

import { effect } from "@preact/signals-core";
import { latest } from "../core/latest.js";
import { lengthOf } from "../core/samples.js";

/** @import { Run } from "./run.js" */

export class Translating {
  #run;
  #state;

  /** @param {Run} run */
  constructor(run) {
    this.#run = run;
    this.#state = run.state;
    const translate = latest(() => this.#translate());
    const { drawn, samples } = this.#state;
    effect(() => {
      if (drawn.value && samples.value) translate();
    });
  }

  /** @param {Float32Array<ArrayBuffer> | undefined} image pixels in [-1, 1], as one source; nothing is translated without one */
  draw(image) {
    this.#state.drawn.value = image;
    if (!image) this.#state.translated.value = undefined;
  }

  async #translate() {
    const { drawn, averaged, shown, translated } = this.#state;
    const [run, image] = [shown.value, drawn.value];
    if (!image || !run?.translation || image.length !== lengthOf(run.translation.shape)) return;
    const made = await this.#run.explore("translate", { image: image.slice(), averaged: averaged.value });
    if (made && shown.value === run && drawn.value) translated.value = made;
  }
}
