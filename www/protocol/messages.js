// Every message between the page and its workers. Each names its run; a request has an id, too, and is answered once.

/** @import { Attention, Catalogue, DeviceName, Growth, Linked, Player, PointScores, Recipe, Truncation, Values } from "../engine/api.js" */
/** @import { DigitsScored } from "../engine/digit-scores.js" */
/** @import { Fidelity } from "../engine/fidelity.js" */
/** @import { LatentSpace, Nearest } from "../engine/explore.js" */
/** @import { Layer, Layers } from "../engine/layers.js" */
/** @import { Patches, Returns, Translation } from "../engine/translations.js" */
/** @import { Engine } from "../engine/compile.js" */
/** @import { Counted } from "../engine/worker-count.js" */
/** @import { Opinions } from "../engine/opinions.js" */
/** @import { Fault } from "./faults.js" */

/**
 * The two files of an MNIST-like set, under their names on the person's disk: EMNIST is known by its own.
 * @typedef {{ imagesName: string, images: Uint8Array<ArrayBuffer>, labelsName: string, labels: Uint8Array<ArrayBuffer> }} Files
 */

/**
 * Own pictures from a folder of this name, made samples of: bytes, `[picture, channel, height, width]`, and classes.
 * @typedef {{ name: string, channels: number, size: number, pixels: Uint8Array<ArrayBuffer>, labels: Uint8Array<ArrayBuffer> }} Pictures
 */

/**
 * Which device runs: the faster one by measurement, or the one the person chose.
 * @typedef {"auto" | DeviceName} DeviceChoice
 */

/**
 * What a new run comes to: `needs` is the recipe of one that waits for its files, or for pictures of its size.
 * @typedef {{ needs?: Recipe }} Begun
 */

/**
 * What the page asks of a run, and how each is answered. They are handled one at a time, in order, but for drafts,
 * what is watched, searches and what is measured in pieces, which are handled at once.
 *
 * `open` loads the CPU's engine, already compiled, and reads the address, or `otherwise` where that names no setting; it brings
 * the number of the machine's cores, and of the workers that the person asks for, which `workers` changes;
 * `gpu` brings the GPU's, or why there is none, after `gpu_wanted`; `draft` is settings that no run has yet; `keep` gives
 * up what waits for its files; `half` updates one player alone; `slow` has every step fall into its halves, with time to
 * look at each; `watch` says what of the run is seen, at first the page alone: a hidden page trains nothing, and samples
 * that nobody sees are not drawn, nor are the lab's layers, nor are images judged, nor `digits` scored.
 *
 * `latents` tells of the latents behind the samples that are shown; `imagine` makes a sample of any latents, of the
 * class `asked` in a conditional run, and `way` gives latents between two; `opinion` is the discriminator's of one
 * sample; `nearest` is the real sample most like one, nothing where a later search or run has overtaken it. `translate` is
 * of an image of the person's own.
 *
 * `truncate` has the samples' latents drawn again where they are beyond `bound`; without one, none. `fidelity` measures
 * samples at several bounds, and tells of each as it is found.
 * @typedef {{
 *   open: { ask: { query: string, otherwise: string, engine: Engine, cores: number, workers: number | undefined }, answer: { catalogue: Catalogue, linked: Linked, query: string } },
 *   start: { ask: { recipe: Recipe, play: boolean }, answer: Begun },
 *   resume: { ask: { checkpoint: Uint8Array<ArrayBuffer> }, answer: Begun },
 *   files: { ask: Files, answer: Begun },
 *   pictures: { ask: Pictures, answer: Begun },
 *   draft: { ask: { recipe: Recipe }, answer: { fields: string[], fault: Fault | undefined } },
 *   keep: { ask: {}, answer: void },
 *   play: { ask: {}, answer: void },
 *   pause: { ask: {}, answer: void },
 *   step: { ask: {}, answer: void },
 *   half: { ask: { player: Player }, answer: void },
 *   slow: { ask: { slow: boolean }, answer: void },
 *   set: { ask: { field: string, text: string }, answer: { recipe: Recipe, query: string } },
 *   averaged: { ask: { averaged: boolean }, answer: void },
 *   truncate: { ask: { bound: number | undefined }, answer: void },
 *   class: { ask: { asked: number | undefined }, answer: void },
 *   device: { ask: { device: DeviceChoice }, answer: void },
 *   workers: { ask: { workers: number | undefined }, answer: void },
 *   gpu: { ask: { engine: Engine, fault?: undefined } | { engine?: undefined, fault: Fault }, answer: void },
 *   watch: { ask: { page: boolean, samples: boolean, opinions: boolean, digits: boolean, layers: Layer[] }, answer: void },
 *   latents: { ask: { averaged: boolean, bound: number | undefined }, answer: LatentSpace },
 *   imagine: { ask: { latents: Float32Array<ArrayBuffer>, averaged: boolean, asked: number | undefined, bound: number | undefined, mix: Mix | undefined }, answer: Imagined },
 *   way: { ask: { from: Float32Array<ArrayBuffer>, to: Float32Array<ArrayBuffer>, count: number }, answer: { latents: Float32Array<ArrayBuffer> } },
 *   opinion: { ask: { sample: Float32Array<ArrayBuffer>, asked: number | undefined }, answer: { opinion: number | undefined } },
 *   nearest: { ask: { sample: Float32Array<ArrayBuffer> }, answer: Nearest | undefined },
 *   translate: { ask: { image: Float32Array<ArrayBuffer>, averaged: boolean }, answer: Translated },
 *   fidelity: { ask: { bounds: (number | undefined)[], averaged: boolean }, answer: void },
 *   save: { ask: {}, answer: { bytes: Uint8Array<ArrayBuffer>, name: string } },
 *   bench: { ask: { query: string, steps: number, workers: number }, answer: BenchRow[] },
 * }} Requests
 */

/**
 * Styles that take over from the level `from` on.
 * @typedef {{ latents: Float32Array<ArrayBuffer>, from: number }} Mix
 */

/**
 * A sample made to order: its pixels, what each level makes of its latents where the nets grow, where the generator looked
 * if it attends, the discriminator's opinion of it, and at which step.
 * @typedef {{ values: Float32Array<ArrayBuffer>, levels: { values: Float32Array<ArrayBuffer>, sides: Uint32Array } | undefined, attention: Attention | undefined, opinion: number | undefined, step: number }} Imagined
 */

/**
 * What becomes of a source, and how that returns where there is a way back, at this step.
 * @typedef {{ values: Float32Array<ArrayBuffer>, returned: Float32Array<ArrayBuffer> | undefined, step: number }} Translated
 */

/**
 * A request as it travels.
 * @template {keyof Requests} Type
 * @typedef {{ type: Type, run: string, id: number } & Requests[Type]["ask"]} RequestOf
 */
/** @typedef {{ [Type in keyof Requests]: RequestOf<Type> }[keyof Requests]} Request */

/**
 * @typedef {(
 *   | { type: "answer", run: string, id: number, value: unknown }
 *   | { type: "refusal", run: string, id: number, fault: Fault }
 * )} Reply
 */

/**
 * What a run tells unasked.
 *
 * `started` shows a run at its start: `classes` is how many classes it knows, if any, `realClasses` has the class of
 * each real sample, and `asked` is the class that samples are asked for; without one, they are of all classes, one
 * after the other. `kept` says that it goes on from before (another device, or the last snapshot), so that the curves
 * up to `steps` stay; `opinion` is what the discriminator's numbers say (probability, score or energy; nothing where nobody
 * judges); `translation` is there where samples are translations, and `real` are targets then; `scoresOfData` is what real points score beside other real ones. `updated` is one update of one player,
 * or a step of players who move together. `samples.rebuilt` is what the run makes of `started.real`, where it rebuilds
 * images, `samples.returns` what else becomes of images where there is a way back, `samples.patches` what the discriminator makes of their patches, and `samples.pull` how hard the discriminator pulls at samples, where there is one. `stopped` ends a run,
 * `failed` ends its worker, `gpu_lost`, `worker_lost` (one of several that compute its steps) and `trouble` end neither.
 * @typedef {(
 *   | { type: "devices", devices: Devices }
 *   | { type: "gpu_wanted" }
 *   | { type: "started", recipe: Recipe, query: string, shape: number[], steps: number, kept: boolean, real: Float32Array<ArrayBuffer>, realClasses: Uint16Array<ArrayBuffer>, classes: number | undefined, asked: number | undefined, opinion: string | undefined, truncation: Truncation, translation: Translation | undefined, scoresOfData?: PointScores }
 *   | { type: "state", playing: boolean, steps: number, rate: number, seconds: number }
 *   | { type: "curves", readings: Readings }
 *   | { type: "updated", player: Player | "both", values: Values }
 *   | { type: "samples", values: Float32Array<ArrayBuffer>, classes: Uint16Array<ArrayBuffer>, rebuilt?: Float32Array<ArrayBuffer>, returns?: Returns, patches?: Patches, layers?: Layers, opinions?: Opinions, scores?: PointScores, pull: number | undefined, growth?: Growth, step: number, averaged: boolean, bound?: number | undefined }
 *   | ({ type: "fidelity" } & Fidelity)
 *   | ({ type: "digits_scored" } & DigitsScored)
 *   | { type: "digits_not_scored", problem: string }
 *   | { type: "gpu_lost" | "worker_lost", fault: Fault, steps: number }
 *   | { type: "trouble", fault: Fault }
 *   | { type: "stopped", fault: Fault }
 *   | { type: "failed", fault: Fault }
 * )} Told
 */

/** @typedef {Told & { run: string }} Event */
/**
 * @template {Told["type"]} Type
 * @typedef {Extract<Told, { type: Type }>} ToldOf
 */

/**
 * A device's state, `ms` being its measured time a step where it has been measured.
 * @typedef {object} DeviceState
 * @property {"absent" | "looking" | "building" | "loading" | "measuring" | "ready" | "failed" | "lost"} state
 * @property {Fault} [reason] why it is absent, failed or lost
 * @property {number} [ms]
 */

/**
 * `workers` are those that compute a step together on the CPU: how many the person asks for, if so; how many there are, of
 * `cores`; whether it is being measured what a step takes of how many, and what came of it.
 * @typedef {{ cpu: DeviceState, gpu: DeviceState, choice: DeviceChoice, active: DeviceName, workers: { choice: number | undefined, active: number, cores: number, counting: boolean, counted: Counted[] } }} Devices
 */

/**
 * Readings as columns of equal length: `step` ascending, and a column a measure. NaN where a step has none.
 * @typedef {{ step: number[], values: Record<string, number[]> }} Readings
 */

/**
 * One device's figures from `?bench`; times in milliseconds.
 * @typedef {object} BenchRow
 * @property {DeviceName} device
 * @property {number} workers that compute a step together
 * @property {Fault} [fault]
 * @property {number} [load_ms] from the request to a bundle that can be called
 * @property {number} [first_sample_ms] from the request to the first samples in hand
 * @property {number} [first_step_ms]
 * @property {{ median: number, min: number, max: number }} [step_ms] of the steps after the first
 * @property {{ dispatches: number, submits: number, page_ms: { median: number, min: number, max: number } }} [gpu] what
 *   the last step asked of the GPU, and what the steps after the first took the page itself, before it waits
 * @property {{ file: string, raw: number, gzip: number }[]} [downloads] bytes
 * @property {{ start: number, end: number }} [heap_bytes]
 */

export {};
