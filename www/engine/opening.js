// How a run comes to be: fresh from a recipe, or from where a checkpoint left it.

import { faultOf } from "../protocol/faults.js";
import { engineOf, loadBundle } from "./bundles.js";
import { orLost } from "./gpu.js";
import { ProcessGroup } from "./process-group.js";
import { Steps } from "./steps.js";

/** @import { Bundle, DeviceName, Recipe } from "./api.js" */
/** @import { Place } from "./steps.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { Given } from "./given.js" */
/** @import { Requests } from "../protocol/messages.js" */
/**
 * @typedef {(
 *   | { type: "start" } & Requests["start"]["ask"]
 *   | { type: "resume" } & Requests["resume"]["ask"]
 * )} Opening
 */

/**
 * @param {Opening} opening
 * @param {DeviceName} device
 * @param {Given} given
 * @returns The run, computed by this worker alone.
 */
export async function openAlone(opening, device, given) {
  const bundle = await loadBundle(device);
  const { Run } = bundle;
  const data = given.filesFor(bundle, recipeOf(bundle, opening));
  const run =
    opening.type === "start"
      ? Run.create(JSON.stringify(opening.recipe), device, data)
      : Run.resume(opening.checkpoint, device, data);
  return device === "gpu" ? orLost(run) : run;
}

/**
 * @param {Opening} opening
 * @param {Place} place
 * @param {Given} given
 */
export async function openRun(opening, { device, workers }, given) {
  const run = await openAlone(opening, device, given);
  if (device === "gpu" || workers === 1) return new Steps(run, device);
  /** @type {ProcessGroup | undefined} */
  let group;
  // Before the others are opened: a batch that cannot be shared is told here.
  const joined = run.join(0, workers, async (own) => (group ? group.mean(own) : own));
  try {
    const [engine, bundle] = await Promise.all([engineOf("cpu"), loadBundle("cpu")]);
    const shared = { engine, opening, given: given.neededBy(recipeOf(bundle, opening)) };
    group = await ProcessGroup.open(workers, shared);
  } catch (error) {
    joined.free();
    throw error;
  }
  return new Steps(joined, device, group);
}

/** @param {Bundle} bundle @param {Opening} opening @returns {Recipe} */
const recipeOf = (bundle, opening) =>
  opening.type === "start" ? opening.recipe : JSON.parse(bundle.recipe_in_checkpoint(opening.checkpoint));

/**
 * At `place`, or on the CPU by one worker where that fails.
 * @param {Opening} opening
 * @param {Place} place
 * @param {Given} given
 * @returns {Promise<{ steps: Steps, fault?: Fault }>} `fault` is the other place's.
 */
export async function openAnywhere(opening, place, given) {
  try {
    return { steps: await openRun(opening, place, given) };
  } catch (error) {
    const fault = faultOf(error);
    if (place.device === "cpu" && place.workers === 1) throw error;
    return { steps: await openRun(opening, { device: "cpu", workers: 1 }, given), fault };
  }
}
