// How a run comes to be: fresh from a recipe, or from where a checkpoint left it.

import { loadBundle } from "./bundles.js";
import { orLost } from "./gpu.js";

/** @import { DeviceName, Linked, Run } from "./api.js" */
/** @import { Files, ToWorker } from "../protocol.js" */
/** @typedef {Extract<ToWorker, { type: "start" | "resume" }>} Opening */

/**
 * @param {Opening} opening
 * @param {DeviceName} device
 * @param {Files} [files]
 */
export async function openRun(opening, device, files) {
  const { DataFiles, Run } = await loadBundle(device);
  const { images, labels } = files ?? {};
  const data = images && labels && new DataFiles(images.name, images.bytes, labels.name, labels.bytes);
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
 * @param {Files} [files]
 * @returns {Promise<{ run: Run, device: DeviceName, problem?: string }>} `problem` is the other device's.
 */
export async function openAnywhere(opening, device, files) {
  try {
    return { run: await openRun(opening, device, files), device };
  } catch (error) {
    if (device === "cpu" || isField(error)) throw error;
    return { run: await openRun(opening, "cpu", files), device: "cpu", problem: inWords(error) };
  }
}

/** @param {Linked} linked What a link asks for in vain, in words; nothing where it asks for nothing of that kind. */
export function inVain({ ignored, problems }) {
  const standing = "The variant’s own are used instead.";
  return [
    ...(problems.length > 0
      ? [`This address has invalid settings: ${problems.join("; ")}. ${standing}`]
      : []),
    ...(ignored.length > 0 ? [`The address also holds what means nothing here: ${ignored.join(", ")}.`] : []),
  ].join(" ");
}

/** @param {unknown} error */
export const inWords = (error) => (error instanceof Error ? error.message : String(error));

/**
 * What an error at opening is about: the file, or what the settings ask for.
 * @param {unknown} error
 * @param {"recipe" | "checkpoint" | "files"} otherwise where the error itself does not say
 */
export function faultOf(error, otherwise) {
  if (/^checkpoint/.test(inWords(error))) return "checkpoint";
  return isField(error) ? "recipe" : otherwise;
}

/** @param {unknown} error Whether a recipe's field is at fault. */
export const isField = (error) => /^field `/.test(inWords(error));

/** @param {unknown} error Whether the engine broke down: a wasm instance that trapped is in no state to be used. */
export const isTrap = (error) => error instanceof WebAssembly.RuntimeError;

/** @param {unknown} error Whether the training itself went wrong, rather than what it runs on. */
export const isDivergence = (error) => /^training diverged/.test(inWords(error));
