// The person's own pictures: kept while the page is open, and made samples of at the size that a run asks for.

import { effect } from "@preact/signals-core";
import { latest } from "../core/latest.js";
import { prepare } from "../pictures/preparing.js";

/** @import { Recipe } from "../engine/api.js" */
/** @import { Chosen } from "../pictures/chosen.js" */
/** @import { Run } from "./run.js" */

export const DATA = "folder";
/** Fewer make no set to learn from. */
export const FEWEST = 16;

export class OwnPictures {
  #run;
  #state;

  /** @param {Run} run */
  constructor(run) {
    this.#run = run;
    this.#state = run.state;
    const serve = latest(() => this.#serve());
    effect(() => {
      if (this.#state.needs.value?.data === DATA && this.#state.pictures.value) serve();
    });
  }

  /** @param {Chosen} chosen Takes the place of those chosen before. @param {() => boolean} mayEnd whether a run under way may end for it */
  async choose(chosen, mayEnd) {
    const { draft, needs, pictures, playing, problem, progress } = this.#state;
    problem.value = undefined;
    pictures.value = chosen;
    await this.#opened();
    // A run that waits for pictures is served with these.
    if (needs.value?.data === DATA) return;
    const isOf = draft.value.data === DATA;
    const wanted = isOf ? draft.value : this.#run.draft.presetFor(DATA);
    if (!(await this.#send(wanted))) return;
    if (!isOf) this.#run.draft.setData(DATA);
    else if (progress.value.steps === 0 || mayEnd()) await this.#run.start(draft.value, playing.value);
  }

  /** Until there is a run, or one that waits for its files. */
  #opened() {
    const { shown, needs } = this.#state;
    return new Promise((/** @type {(opened: void) => void} */ resolve) => {
      const end = effect(() => {
        if (!shown.value && !needs.value) return;
        resolve();
        queueMicrotask(() => end());
      });
    });
  }

  async #serve() {
    const needs = this.#state.needs.value;
    if (needs) await this.#send(needs);
  }

  /** @param {Recipe} recipe @returns Whether there are enough pictures for it, which then are with the run. */
  async #send({ image_size, greyscale }) {
    const { pictures, prepared } = this.#state;
    const chosen = pictures.value;
    if (!chosen) return false;
    const [size, channels] = [Number(image_size), greyscale === true ? 1 : 3];
    const all = chosen.files.length;
    prepared.value = { type: "busy", done: 0, all };
    const { pixels, good, bad } = await prepare({ files: chosen.files, channels, size }, (done) => {
      prepared.value = { type: "busy", done, all };
    });
    if (pictures.value !== chosen) return false;
    prepared.value = { type: "done", count: good.length, bad, size, channels };
    if (good.length < FEWEST) return false;
    const labels = Uint8Array.from(good, (place) => chosen.labels[place] ?? 0);
    await this.#run.takePictures({ name: chosen.name, channels, size, pixels, labels });
    return true;
  }
}
