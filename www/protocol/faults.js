// What can go wrong, as it crosses the worker's boundary: a code with its fields. The words are the page's, but for
// `words`, which are the engine's or the browser's own.

/** @import { DeviceName } from "../engine/api.js" */

/**
 * `field` is an invalid setting; `checkpoint` and `files` are files that cannot be used; `diverged` is a run that went
 * wrong by itself; `broke_down` is an engine that trapped; `engine` is whatever else the engine says;
 * `worker_failed` is the training worker, `worker_lost` one of those that compute steps with it; `engine_building` and `engine_failed` are how far a build of it has come; `closed` is a
 * run that was given up, `not_open` one that there is not yet.
 * @typedef {(
 *   | { code: "field", field: string, words: string }
 *   | { code: "checkpoint" | "files" | "diverged" | "broke_down" | "engine", words: string }
 *   | { code: "no_simd" }
 *   | { code: "no_bundle", device: DeviceName }
 *   | { code: "bundle_failed", cause: Fault }
 *   | { code: "worker_failed" | "worker_lost", words: string }
 *   | { code: "engine_building" | "engine_failed" }
 *   | { code: "closed" | "not_open" }
 *   | { code: "no_webgpu" | "no_adapter" | "not_looked_for" | "cpu_chosen" }
 *   | { code: "webgpu_failed" | "device_lost", words: string }
 * )} Fault
 */

/** A fault on its way through code that throws. */
export class FaultError extends Error {
  /** @param {Fault} fault */
  constructor(fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/**
 * What was thrown, as a fault. The Rust engine's errors begin with what they are about.
 * @param {unknown} error
 * @param {"checkpoint" | "files" | "engine"} [otherwise] what it is about where the error itself does not say
 * @returns {Fault}
 */
export function faultOf(error, otherwise = "engine") {
  if (error instanceof FaultError) return error.fault;
  const words = error instanceof Error ? error.message : String(error);
  if (error instanceof WebAssembly.RuntimeError) return { code: "broke_down", words };
  const [, field, problem] = /^field `(\w+)`: (.*)$/s.exec(words) ?? [];
  if (field && problem) return { code: "field", field, words: problem };
  if (/^checkpoint/.test(words)) return { code: "checkpoint", words };
  if (/^training diverged/.test(words)) return { code: "diverged", words };
  return { code: otherwise, words };
}
