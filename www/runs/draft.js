// Settings on their way to a run: a live one takes effect at once, any other needs a fresh start, which a run under
// way is never given unasked.

import { batch, effect } from "@preact/signals-core";

/** @import { Recipe } from "../engine/api.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { Run } from "./run.js" */
/** @import { Start } from "./starts.js" */
/** @typedef {Recipe[string]} Value */

export class Draft {
  #run;
  #state;

  /** @param {Run} run */
  constructor(run) {
    this.#run = run;
    this.#state = run.state;
    effect(() => {
      const shown = this.#state.shown.value;
      if (shown && !shown.kept) this.#adopt(shown.recipe);
    });
    effect(() => {
      const recipe = this.#state.recipe.value;
      if (recipe) void run.judge(recipe).then((answer) => (this.#state.used.value = answer?.fields));
    });
    effect(() => {
      const needs = this.#state.needs.value;
      if (!needs) return;
      // Where there is no run yet, what waits for its files is what further changes are made to.
      if (!this.#state.recipe.peek()) this.#state.draft.value = needs;
      this.#show(needs);
    });
    effect(() => {
      const problem = this.#state.problem.value;
      if (problem?.type === "refused") this.#refuse(problem.fault);
    });
  }

  /** @param {Value} data The variant's settings for it. */
  presetFor = (data) => this.#presetOf(this.#state.draft.value.variant ?? "", data);

  /** @param {Value} variant Brings its own settings; seed and data stay, if it learns from such. */
  setVariant = (variant) => {
    const { data = "", seed = 0 } = this.#state.draft.value;
    const known = this.dataFor(variant);
    const next = known.includes(String(data)) ? data : (known[0] ?? data);
    this.#change({ ...this.#presetOf(variant, next), seed });
  };

  /** @param {Value} variant @returns The data that it has settings for, in the order of the control. */
  dataFor(variant) {
    const { fields = [], variants = [] } = this.#state.catalogue.value ?? {};
    const presets = variants.find(({ name }) => name === variant)?.presets ?? {};
    const field = fields.find(({ name }) => name === "data");
    const options = field?.kind === "choice" ? field.options : [];
    return options.map(({ name }) => name).filter((name) => name in presets);
  }

  /** @param {Value} data Brings the variant's settings for it; what was changed of the others stays. */
  setData = (data) => {
    const draft = this.#state.draft.value;
    const { variant = "", data: before = "" } = draft;
    this.#change(moved(draft, this.#presetOf(variant, before), this.#presetOf(variant, data)));
  };

  /** @param {string} drawing Starts a run on points along it, with the variant's settings for them. */
  draw(drawing) {
    const draft = this.#state.draft.value;
    const { variant = "", data = "" } = draft;
    const recipe = moved(draft, this.#presetOf(variant, data), this.#presetOf(variant, "drawn"));
    void this.#run.start({ ...recipe, data: "drawn", drawing }, this.#state.playing.value);
  }

  /** @param {string} name @returns {(value: Value) => void} Sets this field. */
  set = (name) => (value) => this.#change({ ...this.#state.draft.value, [name]: value });

  /** @param {string} name @returns {(value: Value) => void} Sets this live field. */
  setLive = (name) => (value) => {
    this.#state.draft.value = { ...this.#state.draft.value, [name]: value };
    if (this.#state.recipe.value) void this.#setLive(name, value);
  };

  /** @param {Recipe} fields Sets these live fields, which no control was moved for. */
  setAllLive(fields) {
    for (const [name, value] of Object.entries(fields)) this.setLive(name)(value);
    this.#state.controls.value = { ...this.#state.draft.value };
  }

  /** Starts what is set from step 0, and trains on if the present run does. */
  restart() {
    void this.#run.start(this.#state.draft.value, this.#state.playing.value);
  }

  /** @param {Start} start Trains this variant on this data, with its own settings. */
  begin({ variant, data }) {
    void this.#run.start(this.#presetOf(variant, data), true);
  }

  /** Back to the settings of the present run. */
  discard() {
    void this.#run.keep();
    this.#adopt(this.#state.recipe.value ?? {});
  }

  /** @param {string} name @param {Value} value */
  async #setLive(name, value) {
    const before = this.#state.recipe.value ?? {};
    const recipe = await this.#run.set(name, String(value));
    if (!recipe) return;
    // What waits for a fresh start keeps waiting.
    const changed = Object.entries(recipe).filter(([name, value]) => before[name] !== value);
    this.#state.draft.value = { ...this.#state.draft.value, ...Object.fromEntries(changed) };
  }

  /** @param {Recipe} recipe */
  #change(recipe) {
    const { draft, progress, playing } = this.#state;
    draft.value = recipe;
    this.#show(recipe);
    if (progress.value.steps === 0 && !playing.value) void this.#run.start(recipe, false);
  }

  /** @param {Recipe} recipe */
  #adopt(recipe) {
    this.#state.draft.value = recipe;
    this.#show(recipe);
  }

  /** @param {Recipe} recipe Sets the controls to it, and asks what is to be said of it. */
  #show(recipe) {
    const { controls, judged } = this.#state;
    batch(() => {
      controls.value = { ...recipe };
      judged.value = { ...judged.peek(), fault: undefined };
    });
    void this.#run.judge(recipe).then((answer) => answer && (judged.value = answer));
  }

  /** @param {Fault} fault The settings cannot be a run; the present run stays. */
  #refuse(fault) {
    const { judged } = this.#state;
    if (fault.code === "field") judged.value = { ...judged.peek(), fault };
  }

  /** The variant's own settings for the data that is set: what is changed differs from them. */
  get preset() {
    const { variant = "", data = "" } = this.#state.draft.value;
    return this.#presetOf(variant, data);
  }

  /** @param {Value} variant @param {Value} data */
  #presetOf(variant, data) {
    const variants = this.#state.catalogue.value?.variants ?? [];
    return variants.find(({ name }) => name === variant)?.presets[String(data)] ?? {};
  }
}

/**
 * What was changed of one preset, put over another.
 * @param {Recipe} recipe
 * @param {Recipe} from
 * @param {Recipe} to
 */
function moved(recipe, from, to) {
  const changed = Object.entries(recipe).filter(([name, value]) => value !== from[name]);
  return { ...to, ...Object.fromEntries(changed) };
}
