// How a run comes to be: fresh from a recipe, or from where a checkpoint left it.

import { faultOf } from "../protocol/faults.js";
import { loadBundle } from "./bundles.js";
import { orLost } from "./gpu.js";

/** @import { DeviceName, Run } from "./api.js" */
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
 */
export async function openRun(opening, device, given) {
  const bundle = await loadBundle(device);
  const { Run } = bundle;
  const recipe =
    opening.type === "start" ? opening.recipe : JSON.parse(bundle.recipe_in_checkpoint(opening.checkpoint));
  const data = given.filesFor(bundle, recipe);
  const run =
    opening.type === "start"
      ? Run.create(JSON.stringify(opening.recipe), device, data)
      : Run.resume(opening.checkpoint, device, data);
  return device === "gpu" ? orLost(run) : run;
}

/**
 * On `device`, or on the CPU where that fails.
 * @param {Opening} opening
 * @param {DeviceName} device
 * @param {Given} given
 * @returns {Promise<{ run: Run, device: DeviceName, fault?: Fault }>} `fault` is the other device's.
 */
export async function openAnywhere(opening, device, given) {
  try {
    return { run: await openRun(opening, device, given), device };
  } catch (error) {
    const fault = faultOf(error);
    if (device === "cpu" || fault.code === "field") throw error;
    return { run: await openRun(opening, "cpu", given), device: "cpu", fault };
  }
}
