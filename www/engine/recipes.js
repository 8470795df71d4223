// What is known of recipes: the CPU's bundle reads and writes them, whatever device runs.

import { faultOf } from "../protocol/faults.js";
import { loadBundle } from "./bundles.js";

/** @import { Bundle, Catalogue, Linked, Recipe } from "./api.js" */
/** @import { Engine } from "./compile.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { Opening } from "./opening.js" */

/** The fields that decide how much a step computes. */
const WORK = [
  ...[
    "data",
    "architecture",
    "batch",
    "latent",
    "bottleneck",
    "generator_norm",
    "discriminator_norm",
    "optimiser",
  ],
  ...["loss", "discriminator_steps", "penalty", "pull_away"],
  ...["translation", "translator", "filters", "patch", "image_size"],
  ...["consistency", "generated_consistency", "zcr_lambda_dis", "zcr_lambda_gen"],
];

export class Recipes {
  #engine;

  /** @param {Bundle} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  /** @param {Engine} engine the CPU's */
  static async load(engine) {
    return new Recipes(await loadBundle("cpu", engine));
  }

  /** @returns {Catalogue} */
  get catalogue() {
    return JSON.parse(this.#engine.catalogue());
  }

  /**
   * @param {string} query
   * @param {string} otherwise the run where the address names none of its fields
   * @returns {Linked}
   */
  inAddress(query, otherwise) {
    /** @type {Linked} */
    const linked = JSON.parse(this.#engine.recipe_from_link(query));
    const names = [...new URLSearchParams(query).keys()];
    if (names.some((name) => !linked.ignored.includes(name))) return linked;
    return { ...JSON.parse(this.#engine.recipe_from_link(otherwise)), ignored: linked.ignored };
  }

  /** @param {Recipe} recipe */
  addressOf(recipe) {
    return this.#engine.recipe_to_query(JSON.stringify(recipe));
  }

  /**
   * The whole recipe of a run to be opened.
   * @param {Opening} opening
   * @returns {Recipe}
   */
  of(opening) {
    return JSON.parse(
      opening.type === "start"
        ? this.#engine.recipe_from_json(JSON.stringify(opening.recipe))
        : this.#engine.recipe_in_checkpoint(opening.checkpoint),
    );
  }

  /**
   * The fields that settings make use of, and what is wrong with them, if anything.
   * @param {Recipe} draft
   * @returns {{ fields: string[], fault: Fault | undefined }}
   */
  judge(draft) {
    const json = JSON.stringify(draft);
    const fields = JSON.parse(this.#engine.fields_in_use(json));
    try {
      this.#engine.recipe_from_json(json);
    } catch (error) {
      return { fields, fault: faultOf(error) };
    }
    return { fields, fault: undefined };
  }
}

/** @param {Recipe} recipe The same for recipes whose steps take equally long. */
export const workOf = (recipe) => JSON.stringify(WORK.map((field) => recipe[field]));
