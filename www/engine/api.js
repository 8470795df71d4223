// What the wasm bundles export, as the page uses it. Both bundles export the same.

/**
 * One of the names a choice may take; where it has no title, the name is shown.
 * @typedef {{ name: string, help: string, title?: string }} Option
 */

/**
 * A field of the recipe. `group` is the heading it stands under.
 * @typedef {{ name: string, group: string, label: string, unit: string, help: string, live: boolean } & (
 *   | { kind: "whole", min: number, max: number }
 *   | { kind: "real", min: number, max: number, log: boolean }
 *   | { kind: "flag" }
 *   | { kind: "choice", options: Option[] }
 *   | { kind: "names", names: string[], most: number }
 *   | { kind: "drawing", most: number }
 * )} Field
 */

/**
 * Everything that decides a run: `variant` and every field by name.
 * @typedef {Record<string, string | number | boolean>} Recipe
 */

/**
 * A variant, with its settings by the data set that they are for.
 * @typedef {{ name: string, title: string, idea: string, paper: string, presets: Record<string, Recipe> }} Variant
 * @typedef {{ fields: Field[], metrics: Metric[], variants: Variant[] }} Catalogue
 */

/**
 * A number that a step may measure, and the chart it is drawn in.
 * @typedef {{ name: string, label: string, chart: "losses" | "scores" | "other", help: string }} Metric
 */

/**
 * What a step measured, by measure: each run has its own measures.
 * @typedef {Record<string, number>} Values
 * @typedef {{ step: number, values: Values }} Reading
 */

/**
 * How generated points do beside real ones. Divergences are in nats; precision, recall and the shares of points near a
 * mode, and of those in the mode that was asked for, are from 0 to 1. `modes` are those covered, of how many.
 * @typedef {{ kl: number, js: number, precision?: number, recall?: number, modes?: number, of?: number, good?: number, asked?: number }} PointScores
 */

/**
 * Samples, and the class of each, which generated ones were asked for; they have none where the run knows none.
 * @typedef {{ values: Float32Array<ArrayBuffer>, classes: Uint16Array<ArrayBuffer> }} Sampled
 */

/**
 * Where each pixel of a layer of this height and width looks: for each of them, row by row, a weight for each square of four
 * pixels, row by row. A pixel's weights sum to one. Gamma is how much of what they find its pixels take up.
 * @typedef {{ height: number, width: number, gamma: number, weights: Float32Array<ArrayBuffer> }} Attention
 */

/**
 * How far from the mean a component of truncated latents may be.
 * @typedef {{ least: number, most: number }} Truncation
 */

/**
 * Samples drawn piece by piece: passes for batch norm's statistics, while `prepare` says that there was one, then samples,
 * until there are all.
 * @typedef {{ prepare: () => boolean, draw: () => Promise<Float32Array<ArrayBuffer>> | undefined, free: () => void }} Drawing
 */

/**
 * The balls around samples, each as wide as the way to its third neighbour: `grow` finds how far the next so many reach, and
 * whether that was not all yet; `countWithin` counts the samples that lie in one.
 * @typedef {{ grow: (count: number) => boolean, countWithin: (samples: Float32Array) => number, free: () => void }} Balls
 */

/**
 * One running experiment. Promises borrow nothing: `step` may be called while one is pending.
 * @typedef {object} Run
 * @property {() => string} recipe JSON
 * @property {() => Uint32Array} shape channel, height, width; points are 2, 1, 1
 * @property {() => number} steps
 * @property {() => void} step queues one step; on the CPU it computes at once
 * @property {(rank: number, processes: number, mean: (own: Float32Array<ArrayBuffer>) => Promise<Float32Array<ArrayBuffer>>) => Run} join
 *   the run as one of several workers trains it, each on its share of every batch; `mean` is that of what all give it
 * @property {() => Promise<void>} stepTogether until it is done, nothing else may be asked of the run
 * @property {(player: Player) => Promise<void>} halfStepTogether
 * @property {() => Promise<Reading>} read rejects when training diverged or the device is lost
 * @property {() => number | undefined} classes how many a conditional run knows
 * @property {(count: number, averaged: boolean, asked?: number, bound?: number) => Promise<Sampled>} sample of the class
 *   `asked`; of a conditional run and no class, `count` of every class, class after class; latents beyond `bound` are drawn
 *   again
 * @property {() => Truncation} truncation where that bound may lie
 * @property {(count: number, averaged: boolean, bound?: number) => Drawing} drawing samples of the weights as they are now
 * @property {(weights: Uint8Array) => DigitScorer} digitScores throws where samples are no digits
 * @property {(samples: Float32Array) => Balls | undefined} balls nothing where there are too few
 * @property {(points: Float32Array, classes: Uint16Array) => PointScores} pointScores of generated points
 * @property {(count: number) => PointScores} pointScoresOfData of real points, others than those they are scored beside
 * @property {(count: number) => Sampled} real
 * @property {() => boolean} reconstructs
 * @property {(count: number) => Promise<Float32Array<ArrayBuffer> | undefined>} reconstruct what it makes of `real`
 * @property {() => string | undefined} opinion what the discriminator's numbers say: probability, score or energy
 * @property {(samples: Float32Array, asked?: number) => Promise<Float32Array<ArrayBuffer> | undefined>} judge one opinion a sample
 * @property {(count: number, asked?: number) => Promise<{ samples: Sampled, directions: Float32Array<ArrayBuffer> } | undefined>} pull
 *   generated samples, and how each lowers the generator's loss fastest
 * @property {(samples: Float32Array, asked?: number) => Promise<Float32Array<ArrayBuffer> | undefined>} slopes how steep the
 *   discriminator's raw score or energy is at each sample
 * @property {(side: number, averaged: boolean, asked?: number) => Promise<Sampled>} manifold what becomes of a grid of latents
 * @property {(count: number) => Promise<{ samples: Sampled, slopes: Float32Array<ArrayBuffer> } | undefined>} penaltyPoints
 * @property {(player: Player) => void} halfStep queues one update of one player alone
 * @property {(latent: Float32Array, averaged: boolean, asked?: number) => Promise<Attention | undefined>} generatorAttention
 *   where the generator looks while it makes a sample; nothing where it does not attend
 * @property {(sample: Float32Array, asked?: number) => Promise<Attention | undefined>} discriminatorAttention
 *   where the discriminator looks at one
 * @property {(samples: Float32Array, classes: Uint16Array) => Promise<Float32Array<ArrayBuffer> | undefined>} judgeEach
 *   as `judge`, each sample of its own class, which only a conditional run looks at
 * @property {(count: number, bound?: number) => { latents: Float32Array<ArrayBuffer>, size: number, mean: number, deviation: number, least: number, most: number }} latentSpace
 *   the latents behind `count` samples; a component has this mean and deviation, and all but always lies between the last two
 * @property {(averaged: boolean) => Promise<{ vectors: Float32Array<ArrayBuffer>, shares: Float32Array<ArrayBuffer> }>} directions
 *   of latents, each of length one, the most telling first
 * @property {(latents: Float32Array, averaged: boolean, asked?: number, bound?: number) => Promise<Sampled>} sampleLatents
 * @property {(from: Float32Array, to: Float32Array, count: number) => Float32Array<ArrayBuffer>} greatCircle
 * @property {() => number} styleLevels how many styles a mapping network makes for a sample; 0 without one
 * @property {(coarse: Float32Array, fine: Float32Array, from: number, averaged: boolean, asked?: number, bound?: number) => Promise<Sampled>} mixStyles
 *   a sample with the styles of one latent up to a level, and from there on those of another
 * @property {() => Growth | undefined} growth nothing where the nets do not grow
 * @property {(latent: Float32Array, averaged: boolean, asked?: number) => Promise<Sampled | undefined>} sampleLevels
 *   what each level up to the newest makes of a latent, the smallest first; nothing where the nets do not grow
 * @property {() => { shape: Uint32Array, returns: boolean, opinion: string | undefined } | undefined} translation the shape of what it
 *   translates, whether it can also translate back, and what its discriminators' numbers say of a patch; nothing where samples are
 *   made of latents
 * @property {(count: number) => Sampled} sources what it translates
 * @property {(images: Float32Array, back: boolean, averaged: boolean) => Promise<Sampled>} translate what becomes of sources, or
 *   `back` of targets
 * @property {(images: Float32Array) => Promise<{ values: Float32Array<ArrayBuffer>, shape: Uint32Array }>} judgePatches what the
 *   discriminator makes of each patch of targets, or of what is made of the run's first sources
 * @property {(sample: Float32Array, from: number, count: number) => { index: number, distance: number, searched: number } | undefined} nearest
 *   of so many real samples from one place on; nothing where there are none
 * @property {(place: number) => Float32Array<ArrayBuffer>} realAt
 * @property {(field: string, text: string) => void} set
 * @property {() => Promise<Uint8Array<ArrayBuffer>>} checkpoint
 * @property {() => void} free
 */

/**
 * What a classifier says of generated digits: exp of the mean divergence of a digit's classes from all digits', 1 to 10; the
 * Fréchet distance of its features to those of real ones; how many classes there are of ten; how sure it is, 0 to 1; and how
 * many digits it takes for each class.
 * @typedef {{ score: number, frechet: number, classes: number, confidence: number, histogram: Uint32Array }} DigitScores
 */

/**
 * The classifier, and the digits that it has seen; `begin` forgets the generated ones.
 * @typedef {{ addReal: (digits: Float32Array) => void, begin: () => void, add: (digits: Float32Array) => void, scores: () => DigitScores, free: () => void }} DigitScorer
 */

/**
 * How far nets have grown: height and width of each level, the newest that runs, and how much of it has faded in, up to 1.
 * @typedef {{ sides: Uint32Array, level: number, share: number }} Growth
 */

/**
 * @typedef {"cpu" | "gpu"} DeviceName
 * @typedef {"discriminator" | "generator"} Player
 */

/**
 * What can be had of a link: its recipe, the keys that mean nothing, and what cannot be, in words.
 * @typedef {{ recipe: Recipe, ignored: string[], problems: string[] }} Linked
 */

/**
 * A loaded bundle.
 * @typedef {object} Bundle
 * @property {(options: { module_or_path: WebAssembly.Module }) => Promise<unknown>} default
 * @property {() => string} catalogue
 * @property {(query: string) => string} recipe_from_link JSON: a `Linked`
 * @property {(json: string) => string} recipe_from_json
 * @property {(json: string) => string} fields_in_use JSON: names; the recipe may contradict itself
 * @property {(json: string) => string} recipe_to_query
 * @property {(bytes: Uint8Array) => string} recipe_in_checkpoint
 * @property {() => number} heap_bytes
 * @property {{
 *   create(recipe: string, device: DeviceName, files?: object): Promise<Run>,
 *   resume(checkpoint: Uint8Array, device: DeviceName, files?: object): Promise<Run>,
 * }} Run `files` are `DataFiles`, each for one call
 * @property {{
 *   new (imagesName: string, images: Uint8Array, labelsName: string, labels: Uint8Array): object,
 *   pictures(name: string, channels: number, size: number, pixels: Uint8Array, labels: Uint8Array): object,
 * }} DataFiles
 */

export {};
