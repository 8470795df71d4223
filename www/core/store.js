// All that the page knows of a run, as signals: what its worker told, and what the person is about to change.

import { batch, signal } from "@preact/signals-core";
import { append, noReadings, thin, until } from "../engine/readings.js";

/** @import { Catalogue, Recipe, Values } from "../engine/api.js" */
/** @import { Finding } from "../doctor/diagnose.js" */
/** @import { Layer } from "../engine/layers.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { LatentSpace, Nearest } from "../engine/explore.js" */
/** @import { Chosen } from "../pictures/chosen.js" */
/** @import { DeviceChoice, Devices, Imagined, Readings, Told, ToldOf, Translated } from "../protocol/messages.js" */

/**
 * What went wrong with a run, and what its address asks for in vain.
 * @typedef {(
 *   | ToldOf<"stopped" | "failed" | "gpu_lost" | "worker_lost" | "trouble">
 *   | { type: "refused", fault: Fault }
 *   | { type: "in_vain", ignored: string[], problems: string[] }
 * )} Problem
 */

/**
 * A run is `loading` until it can train, `ended` when it stopped by itself, `failed` when its worker did.
 * @typedef {"loading" | "ready" | "ended" | "failed"} Phase
 */

/** @typedef {Layer | "real" | "generated"} ShownLayer */

/** Beyond this many points, neighbours are averaged: a chart is a few hundred pixels wide. */
const POINTS = 1000;

/**
 * What is known of the sample that is looked at: `index` is its place in the grid, from 0.
 * @typedef {{ index: number, opinion?: number | undefined, nearest?: Nearest }} Insight
 */

/**
 * A sample whose latents are moved: `own` are its own, `latents` where they are now, `asked` the class that it is drawn
 * as. The finest `mix.finest` of its styles are those of the sample `mix.with`. `way` leads from where it began to another sample's, of which `at` steps are gone.
 * @typedef {object} Explored
 * @property {number} index its place in the grid, from 0
 * @property {LatentSpace} space
 * @property {Float32Array<ArrayBuffer>} own
 * @property {Float32Array<ArrayBuffer>} latents
 * @property {number | undefined} asked
 * @property {{ to: number, at: number, latents: Float32Array<ArrayBuffer> } | undefined} way
 * @property {{ with: number, finest: number } | undefined} mix
 */

/**
 * How far chosen pictures are samples: `count` of them in the end, but for the `bad` files.
 * @typedef {(
 *   | { type: "busy", done: number, all: number }
 *   | { type: "done", count: number, bad: string[], size: number, channels: number }
 * )} Prepared
 */

/** @typedef {ReturnType<typeof newState>} RunState */
export const newState = () => ({
  phase: signal(/** @type {Phase} */ ("loading")),
  catalogue: signal(/** @type {Catalogue | undefined} */ (undefined)),
  /** The run as it was shown at its start. */
  shown: signal(/** @type {ToldOf<"started"> | undefined} */ (undefined)),
  /** The run's settings as they are, live changes included, and the address that gives them. */
  recipe: signal(/** @type {Recipe | undefined} */ (undefined)),
  query: signal(/** @type {string | undefined} */ (undefined)),
  /** The fields that the run makes use of. */
  used: signal(/** @type {string[] | undefined} */ (undefined)),
  /** Whether it is to train: known before the worker says so. */
  playing: signal(false),
  progress: signal({ playing: false, steps: 0, rate: 0, seconds: 0 }),
  /** The device that the person asks for. */
  choice: signal(/** @type {DeviceChoice} */ ("auto")),
  /** How many workers on the CPU the person asks for; nothing where a measurement is to find out. */
  workers: signal(/** @type {number | undefined} */ (undefined)),
  devices: signal(/** @type {Devices | undefined} */ (undefined)),
  /** Its columns grow in place; each change is a new value around them. */
  readings: signal(noReadings()),
  /** The last value of each measure. */
  last: signal(/** @type {Values} */ ({})),
  /** Whether samples come from the averaged weights, and of which class they are; of all without one. */
  averaged: signal(false),
  asked: signal(/** @type {number | undefined} */ (undefined)),
  /** Latents farther than this from the mean are drawn again; without it, none. */
  truncation: signal(/** @type {number | undefined} */ (undefined)),
  /** Fidelity against variety at several such bounds, as far as it is measured. */
  fidelity: signal(/** @type {ToldOf<"fidelity"> | undefined} */ (undefined)),
  /** The lab's layers that are to be seen. */
  layers: signal(/** @type {ShownLayer[]} */ (["real", "generated", "opinion", "arrows"])),
  /** Whether every step falls into its halves. */
  slow: signal(false),
  /** The last update of one player. */
  updated: signal(/** @type {ToldOf<"updated"> | undefined} */ (undefined)),
  /** The scores of points over the steps, as columns that grow in place. */
  scores: signal(noReadings()),
  /** What generated digits score, over the steps, and the last time; or why they do not. */
  digitScores: signal(noReadings()),
  digitsScored: signal(/** @type {ToldOf<"digits_scored" | "digits_not_scored"> | undefined} */ (undefined)),
  samples: signal(/** @type {ToldOf<"samples"> | undefined} */ (undefined)),
  /** What the samples looked like over the steps, and what the doctor finds wrong, the gravest first. */
  looks: signal(noReadings()),
  findings: signal(/** @type {Finding[]} */ ([])),
  /** The sample that is looked at, by its place in the grid, and what is known of it. */
  inspected: signal(/** @type {number | undefined} */ (undefined)),
  insight: signal(/** @type {Insight | undefined} */ (undefined)),
  /** The sample whose latents are moved, what they make, and whether they walk by themselves. */
  explored: signal(/** @type {Explored | undefined} */ (undefined)),
  imagined: signal(/** @type {Imagined | undefined} */ (undefined)),
  walking: signal(false),
  /** An image of the person's own, to be translated, and what the run makes of it. */
  drawn: signal(/** @type {Float32Array<ArrayBuffer> | undefined} */ (undefined)),
  translated: signal(/** @type {Translated | undefined} */ (undefined)),
  /** The settings of a run that waits for its files. */
  needs: signal(/** @type {Recipe | undefined} */ (undefined)),
  /** The pictures that the person chose, and how far they are samples. */
  pictures: signal(/** @type {Chosen | undefined} */ (undefined)),
  prepared: signal(/** @type {Prepared | undefined} */ (undefined)),
  problem: signal(/** @type {Problem | undefined} */ (undefined)),

  /** The settings that the person is about to run. */
  draft: signal(/** @type {Recipe} */ ({})),
  /** What the controls were last set to, all at once. */
  controls: signal(/** @type {Recipe} */ ({})),
  /** The fields that the draft makes use of, and what is wrong with it. */
  judged: signal({
    fields: /** @type {string[]} */ ([]),
    fault: /** @type {Fault | undefined} */ (undefined),
  }),
});

/** @param {RunState} state @param {Exclude<Told, { type: "gpu_wanted" }>} told Takes in what a worker tells of its run. */
export function hear(state, told) {
  batch(() => {
    switch (told.type) {
      case "started":
        return begin(state, told);
      case "state": {
        const { playing, steps, rate, seconds } = told;
        state.progress.value = { playing, steps, rate, seconds };
        state.playing.value = playing;
        return;
      }
      case "curves":
        return read(state, told.readings);
      case "samples":
        state.samples.value = told;
        return score(state, told);
      case "fidelity":
        state.fidelity.value = told;
        return;
      case "digits_scored":
        scoreDigits(state, told);
        return;
      case "digits_not_scored":
        state.digitsScored.value = told;
        return;
      case "updated":
        state.updated.value = told;
        state.last.value = { ...state.last.value, ...told.values };
        return;
      case "devices":
        state.devices.value = told.devices;
        return;
      case "stopped":
        state.phase.value = "ended";
        state.playing.value = false;
        break;
      case "failed":
        state.phase.value = "failed";
    }
    state.problem.value = told;
  });
}

/** @param {RunState} state @param {ToldOf<"started">} told */
function begin(state, told) {
  const { recipe, query, steps, kept } = told;
  state.phase.value = "ready";
  state.shown.value = told;
  state.recipe.value = recipe;
  state.query.value = query;
  state.asked.value = told.asked;
  state.needs.value = undefined;
  state.playing.value &&= kept;
  state.progress.value = { ...state.progress.value, playing: state.playing.value, steps };
  state.readings.value = kept ? until(state.readings.value, steps) : noReadings();
  state.scores.value = kept ? until(state.scores.value, steps) : noReadings();
  state.digitScores.value = kept ? until(state.digitScores.value, steps) : noReadings();
  state.updated.value = state.digitsScored.value = undefined;
  // Another run's samples are none of this one's.
  if (kept) return;
  state.samples.value = state.insight.value = state.inspected.value = undefined;
  state.explored.value = state.imagined.value = state.translated.value = undefined;
  state.truncation.value = state.fidelity.value = undefined;
  state.last.value = {};
}

/**
 * @param {RunState} state
 * @param {ToldOf<"samples">} samples Samples may come again without a step, and are scored once; truncated ones say nothing of
 *   the run.
 */
function score(state, { scores, step, bound }) {
  if (!scores || bound !== undefined || state.scores.value.step.at(-1) === step) return;
  const columns = Object.entries(scores).map(([name, value]) => [name, [value ?? NaN]]);
  state.scores.value = grown(state.scores.value, { step: [step], values: Object.fromEntries(columns) });
}

/** @param {RunState} state @param {ToldOf<"digits_scored">} told */
function scoreDigits(state, told) {
  state.digitsScored.value = told;
  const { step, score, frechet } = told;
  state.digitScores.value = grown(state.digitScores.value, {
    step: [step],
    values: { score: [score], frechet: [frechet] },
  });
}

/** @param {Readings} readings @param {Readings} more */
function grown(readings, more) {
  append(readings, more);
  return readings.step.length > POINTS ? thin(readings, 2) : { ...readings };
}

/** @param {RunState} state @param {Readings} more */
function read(state, more) {
  state.readings.value = grown(state.readings.value, more);
  const columns = Object.entries(more.values);
  const last = Object.fromEntries(columns.map(([name, values]) => [name, values.at(-1) ?? NaN]));
  state.last.value = { ...state.last.value, ...last };
}
