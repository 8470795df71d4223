// Every message between the page and its worker.

/** @import { Fault } from "./protocol/faults.js" */
/** @import { Catalogue, Coverage, DeviceName, Recipe } from "./engine/api.js" */

/**
 * The two files of an MNIST-like set, under their names on the person's disk: EMNIST is known by its own.
 * @typedef {{ name: string, bytes: Uint8Array<ArrayBuffer> }} DataFile
 * @typedef {{ images: DataFile, labels: DataFile }} Files
 */

/**
 * Which device runs: the faster one by measurement, or the one the person chose.
 * @typedef {"auto" | DeviceName} DeviceChoice
 */

/**
 * From the page to the worker. Handled one at a time, in order, but for drafts.
 * @typedef {(
 *   | { type: "open", query: string, device: DeviceChoice }
 *   | { type: "start", recipe: Recipe, play: boolean }
 *   | { type: "resume", checkpoint: Uint8Array<ArrayBuffer> }
 *   | { type: "files", files: Files }
 *   | { type: "draft", recipe: Recipe }
 *   | { type: "keep" }
 *   | { type: "play" }
 *   | { type: "pause" }
 *   | { type: "step" }
 *   | { type: "set", field: string, text: string }
 *   | { type: "averaged", averaged: boolean }
 *   | { type: "class", asked: number | undefined }
 *   | { type: "device", device: DeviceChoice }
 *   | { type: "visible", visible: boolean }
 *   | { type: "save" }
 *   | { type: "bench", query: string, steps: number }
 * )} ToWorker
 */

/**
 * A device's state, `ms` being its measured time a step where it has been measured.
 * @typedef {object} DeviceState
 * @property {"absent" | "looking" | "loading" | "measuring" | "ready" | "failed" | "lost"} state
 * @property {Fault} [reason] why it is absent, failed or lost
 * @property {number} [ms]
 */

/**
 * @typedef {{ cpu: DeviceState, gpu: DeviceState, choice: DeviceChoice, active: DeviceName }} Devices
 */

/**
 * Readings as columns of equal length: `step` ascending, and a column a measure. NaN where a step has none.
 * @typedef {{ step: number[], values: Record<string, number[]> }} Readings
 */

/**
 * One device's figures from `?bench`; times in milliseconds.
 * @typedef {object} BenchRow
 * @property {DeviceName} device
 * @property {Fault} [fault]
 * @property {number} [load_ms] from the request to a bundle that can be called
 * @property {number} [first_sample_ms] from the request to the first samples in hand
 * @property {number} [first_step_ms]
 * @property {{ median: number, min: number, max: number }} [step_ms] of the steps after the first
 * @property {{ file: string, raw: number, gzip: number }[]} [downloads] bytes
 * @property {{ start: number, end: number }} [heap_bytes]
 */

/**
 * From the worker to the page.
 * @typedef {(
 *   | { type: "catalogue", catalogue: Catalogue }
 *   | { type: "linked", query: string }
 *   | { type: "in_vain", ignored: string[], problems: string[] }
 *   | { type: "gpu_lost", fault: Fault, steps: number }
 *   | { type: "trouble", fault: Fault }
 *   | { type: "devices", devices: Devices }
 *   | { type: "started", recipe: Recipe, query: string, shape: number[], steps: number, kept: boolean, real: Float32Array<ArrayBuffer>, realClasses: Uint16Array<ArrayBuffer>, classes: number | undefined, asked: number | undefined }
 *   | { type: "recipe", recipe: Recipe, query: string }
 *   | { type: "draft", fields: string[], fault: Fault | undefined }
 *   | { type: "refused", fault: Fault }
 *   | { type: "needs_files", recipe: Recipe }
 *   | { type: "kept" }
 *   | { type: "state", playing: boolean, steps: number, rate: number, seconds: number }
 *   | { type: "curves", readings: Readings }
 *   | { type: "samples", values: Float32Array<ArrayBuffer>, classes: Uint16Array<ArrayBuffer>, rebuilt?: Float32Array<ArrayBuffer>, coverage: Coverage | undefined, step: number, averaged: boolean }
 *   | { type: "saved", bytes: Uint8Array<ArrayBuffer>, name: string }
 *   | { type: "stopped", fault: Fault }
 *   | { type: "failed", fault: Fault }
 *   | { type: "bench", rows: BenchRow[] }
 * )} FromWorker
 */

/**
 * A `draft` is settings that no run has yet. It is answered at once, whatever else is under way, with the fields
 * that it makes use of and with what is wrong with it, if anything.
 * `keep` gives up what waits for its files, and `kept` says that nothing waits any more.
 * `linked.query` is how the engine writes the run that the address asked for.
 * `started.classes` is how many classes the run knows, if any, `realClasses` has the class of each real sample, and
 * `asked` is the class that samples are asked for; without one, they are of all classes, one after the other.
 * `samples.rebuilt` is what the run makes of `started.real`, where it rebuilds images.
 * `started.kept` says that the run goes on from before (another device, or the last snapshot), so that
 * the curves up to `steps` stay. `stopped` ends a run, `failed` ends the worker, `gpu_lost` ends neither.
 * `in_vain` is what the address asks for and cannot be had.
 */

export {};
