// How a run comes to be: fresh from a recipe, or from where a checkpoint left it.

import { loadBundle } from "./bundles.js";

/** @import { Bundle, DeviceName, Recipe } from "./api.js" */
/** @import { Files, ToWorker } from "../protocol.js" */
/** @typedef {Extract<ToWorker, { type: "start" | "resume" }>} Opening */

/**
 * The whole recipe of a run to be opened.
 * @param {Opening} opening
 * @param {Bundle} engine
 * @returns {Recipe}
 */
export function recipeOf(opening, engine) {
  return JSON.parse(
    opening.type === "start"
      ? engine.recipe_from_json(JSON.stringify(opening.recipe))
      : engine.recipe_in_checkpoint(opening.checkpoint),
  );
}

/**
 * The fields that settings make use of, and what is wrong with them, if anything.
 * @param {Recipe} draft
 * @param {Bundle} engine
 * @returns {{ fields: string[], problem: string }}
 */
export function judge(draft, engine) {
  const json = JSON.stringify(draft);
  const fields = JSON.parse(engine.fields_in_use(json));
  try {
    engine.recipe_from_json(json);
  } catch (error) {
    return { fields, problem: inWords(error) };
  }
  return { fields, problem: "" };
}

/**
 * @param {Opening} opening
 * @param {DeviceName} device
 * @param {Files} [files]
 */
export async function openRun(opening, device, files) {
  const { Run } = await loadBundle(device);
  return opening.type === "start"
    ? Run.create(JSON.stringify(opening.recipe), device, files?.images, files?.labels)
    : Run.resume(opening.checkpoint, device, files?.images, files?.labels);
}

/** @param {unknown} error */
export const inWords = (error) => (error instanceof Error ? error.message : String(error));

/** @param {unknown} error Whether a recipe's field is at fault. */
export const isField = (error) => /^field `/.test(inWords(error));

/** @param {unknown} error Whether the training itself went wrong, rather than what it runs on. */
export const isDivergence = (error) => /^training diverged/.test(inWords(error));
