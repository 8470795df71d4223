// Looking into samples: the one that is looked at, and the one whose latents are moved.

import { batch, effect } from "@preact/signals-core";
import { latest } from "../core/latest.js";
import { severalClasses } from "../core/samples.js";
import { pageSeen } from "../core/seen.js";
import { coordinateOf, moved } from "./latents.js";

/** @import { Explored } from "../core/store.js" */
/** @import { Run } from "./run.js" */

/** While samples change, the nearest real one is looked for again after so many milliseconds. */
const SEARCH_EVERY = 3000;
/** Steps of the way from one sample to another. */
export const WAY = 100;
/** A step of a walk, and how long it lasts in milliseconds; where less motion is asked for, few and slow ones. */
const WALK = { steps: 4, every: 60 };
const CALM_WALK = { steps: WAY / 2, every: 2000 };
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Exploring {
  #run;
  #state;
  /** What the last search was for, and when. */
  #searched = { index: -1, at: -Infinity };
  #timer = 0;

  /** @param {Run} run */
  constructor(run) {
    this.#run = run;
    this.#state = run.state;
    const inspect = latest(() => this.#inspect());
    const imagine = latest(() => this.#imagine());
    const { inspected, samples, explored, walking, truncation } = this.#state;
    effect(() => {
      if (inspected.value !== undefined && samples.value) inspect();
    });
    effect(() => {
      if (explored.value && samples.value) imagine();
      if (!explored.value) walking.value = false;
    });
    // The samples have other latents then.
    effect(() => {
      truncation.value;
      this.close();
    });
    effect(() => {
      clearInterval(this.#timer);
      if (!walking.value || !pageSeen.value) return;
      const { every } = calm.matches ? CALM_WALK : WALK;
      this.#timer = window.setInterval(latest(() => this.#walk()), every);
    });
  }

  /** @param {number} index of a sample to look at */
  inspect(index) {
    this.#state.inspected.value = index;
  }

  /** @param {number} index of the sample whose latents are to be moved */
  async open(index) {
    const { shown, samples, averaged, explored, imagined, truncation } = this.#state;
    const [run, classes] = [shown.value, samples.value?.classes];
    const space = await this.#run.explore("latents", {
      ...{ averaged: averaged.value, bound: truncation.value },
    });
    if (!space || !classes || shown.value !== run) return;
    const own = latentsOf(space, this.#latentBehind(index));
    batch(() => {
      imagined.value = undefined;
      explored.value = { index, space, own, latents: own, asked: classes[index], way: undefined, mix: undefined };
    });
  }

  /** Finds the principal directions of the generator as it is now. */
  async findDirections() {
    const { averaged, explored, truncation } = this.#state;
    const space = await this.#run.explore("latents", {
      ...{ averaged: averaged.value, bound: truncation.value },
    });
    if (space && explored.value?.space.size === space.size) this.#change(() => ({ space }));
  }

  close() {
    this.#state.explored.value = undefined;
  }

  /** @param {number} direction @param {number} coordinate in deviations of the prior, along a principal direction */
  moveAlong(direction, coordinate) {
    this.#change(({ space, latents }) => ({
      latents: moved(space, latents, direction, coordinate - coordinateOf(space, latents, direction)),
      way: undefined,
    }));
  }

  /** @param {number} component @param {number} value of one latent alone */
  moveOne(component, value) {
    this.#change(({ latents }) => ({ latents: latents.with(component, value), way: undefined }));
  }

  back() {
    this.#state.walking.value = false;
    this.#change(({ own }) => ({ latents: own, way: undefined, mix: undefined }));
  }

  /** @param {number | undefined} asked The class to draw it as. */
  drawAs(asked) {
    this.#change(() => ({ asked }));
  }

  /** @param {number} to another sample @param {number} at how many steps towards it, of `WAY` */
  async go(to, at) {
    const explored = this.#state.explored.value;
    if (!explored) return;
    const way = explored.way?.to === to ? explored.way.latents : await this.#wayTo(explored, to);
    if (!way) return;
    const { size } = explored.space;
    this.#change(() => ({ latents: way.slice(at * size, (at + 1) * size), way: { to, at, latents: way } }));
  }

  /** @param {number} other sample @param {number} finest So many styles, the last ones, are to be its own. */
  mix(other, finest) {
    this.#change(() => ({ mix: finest > 0 ? { with: other, finest } : undefined }));
  }

  /** @param {boolean} walking */
  walk(walking) {
    this.#state.walking.value = walking;
  }

  /** One step on the way to the next sample, then to the one after it. */
  async #walk() {
    const { explored, samples } = this.#state;
    const { way, space, index } = explored.value ?? {};
    if (!space || !samples.value) return;
    const others = space.latents.length / space.size;
    const { steps } = calm.matches ? CALM_WALK : WALK;
    if (!way) return this.go(((index ?? 0) + 1) % others, steps);
    if (way.at < WAY) return this.go(way.to, Math.min(WAY, way.at + steps));
    this.#change(() => ({ way: undefined }));
    await this.go((way.to + 1) % others, steps);
  }

  /** @param {Explored} explored @param {number} to */
  async #wayTo({ latents, space }, to) {
    const end = latentsOf(space, this.#latentBehind(to));
    const ends = { from: latents.slice(), to: end, count: WAY + 1 };
    return (await this.#run.explore("way", ends))?.latents;
  }

  /** @param {(explored: Explored) => Partial<Explored>} change */
  #change(change) {
    const { explored } = this.#state;
    if (explored.value) explored.value = { ...explored.value, ...change(explored.value) };
  }

  /** @param {number} index A row of samples of one class has the same latents as the others. */
  #latentBehind(index) {
    const { classes } = this.#state.samples.value ?? {};
    const rows = (classes && severalClasses(classes)) ?? 1;
    return rows === 1 ? index : index % ((classes?.length ?? 0) / rows);
  }

  async #inspect() {
    const { inspected, samples, shown, insight } = this.#state;
    const [index, run] = [inspected.value, shown.value];
    const sample = index === undefined ? undefined : this.#pixels(index);
    if (index === undefined || !sample) return;
    const asked = samples.value?.classes[index];
    const answer = await this.#run.explore("opinion", { sample: sample.slice(), asked });
    if (!answer || shown.value !== run) return;
    const before = insight.value?.index === index ? insight.value : {};
    insight.value = { ...before, index, opinion: answer.opinion };
    const now = performance.now();
    if (this.#searched.index === index && now - this.#searched.at < SEARCH_EVERY) return;
    const nearest = await this.#run.explore("nearest", { sample });
    if (!nearest || shown.value !== run || insight.value?.index !== index) return;
    this.#searched = { index, at: performance.now() };
    insight.value = { ...insight.value, nearest };
  }

  /** @param {number} index @returns The sample there. */
  #pixels(index) {
    const { samples, shown } = this.#state;
    const [channels = 1, height = 1, width = 1] = shown.value?.shape ?? [];
    const length = channels * height * width;
    const sample = samples.value?.values.slice(index * length, (index + 1) * length);
    return sample?.length === length ? sample : undefined;
  }

  async #imagine() {
    const { explored, averaged, imagined, shown, truncation } = this.#state;
    const [run, wanted] = [shown.value, explored.value];
    if (!wanted) return;
    const { latents, space, asked, mix } = wanted;
    const fine = mix && {
      latents: latentsOf(space, this.#latentBehind(mix.with)),
      from: space.styles - mix.finest,
    };
    const ask = {
      ...{ latents: latents.slice(), averaged: averaged.value, asked, mix: fine },
      bound: truncation.value,
    };
    const made = await this.#run.explore("imagine", ask);
    if (made && shown.value === run && explored.value?.index === wanted.index) imagined.value = made;
  }
}

/** @param {Explored["space"]} space @param {number} index */
const latentsOf = ({ latents, size }, index) => latents.slice(index * size, (index + 1) * size);
