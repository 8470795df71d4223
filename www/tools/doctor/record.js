// Records what the page would know of a run, outside of the page: the CPU's bundle in Node, sampled and read as the
// worker does. A recording is kept, so that other thresholds can be tried on it.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { lookOf } from "../../doctor/looks.js";
import { append, noReadings, Readout, until } from "../../engine/readings.js";
import { Shown } from "../../engine/shown.js";
import { faultOf } from "../../protocol/faults.js";

/** @import { Bundle, Catalogue, Recipe, Run } from "../../engine/api.js" */
/** @import { Evidence } from "../../doctor/evidence.js" */
/** @import { Fault } from "../../protocol/faults.js" */
/** @import { Readings, ToldOf } from "../../protocol/messages.js" */
/** @typedef {{ query: string, recipe: Recipe, readings: Readings, looks: Readings, ended?: Fault }} Recording */

const KEPT = "runs/doctor";
const WASM = new URL("../../wasm/cpu/", import.meta.url);

/** @returns {Promise<Bundle>} */
async function load() {
  const bundle = /** @type {Bundle} */ (await import(`${WASM}saddle.js`));
  await bundle.default({
    module_or_path: await WebAssembly.compile(
      new Uint8Array(await readFile(new URL("saddle_bg.wasm", WASM))),
    ),
  });
  return bundle;
}
const engine = await load();

/** @type {Catalogue} */
export const catalogue = JSON.parse(engine.catalogue());

/**
 * A change of live settings on the way, or a fresh start with other settings.
 * @typedef {{ at: number, fields: Recipe }} Change
 */

/** With `--kept`, only what was recorded before is examined. */
const KEPT_ALONE = process.argv.includes("--kept");

/**
 * @param {string} query
 * @param {number} steps
 * @param {{ every: number, change?: Change }} options steps between two looks; the page samples every 0.6 s
 * @returns {Promise<Recording | undefined>} as it was recorded before, or anew
 */
export async function recorded(query, steps, options) {
  const change = options.change ? `+${options.change.at}${JSON.stringify(options.change.fields)}` : "";
  const file = `${KEPT}/${`${query}${change}`.replace(/[^\w=.+-]+/g, "_")}-${steps}.json`;
  try {
    return JSON.parse(await readFile(file, "utf8"), (_, value) => (value === null ? NaN : value));
  } catch {
    if (KEPT_ALONE) return undefined;
    const recording = await record(query, steps, options);
    await mkdir(KEPT, { recursive: true });
    await writeFile(file, JSON.stringify(recording));
    return recording;
  }
}

/** @param {string} query @param {number} steps @param {{ every: number, change?: Change }} options @returns {Promise<Recording>} */
async function record(query, steps, { every, change }) {
  const { recipe, ignored, problems } = JSON.parse(engine.recipe_from_link(query));
  if (ignored.length + problems.length > 0)
    throw new Error(`${query}: ${[...ignored, ...problems].join("; ")}`);
  const run = await engine.Run.create(JSON.stringify(recipe), "cpu");
  const shown = new Shown(run, undefined);
  const started = /** @type {ToldOf<"started">} */ ({ shape: shown.shape, ...shown.real() });
  const [readings, looks, readout] = [noReadings(), noReadings(), new Readout()];
  /** @type {Fault | undefined} */
  let ended;
  try {
    while (run.steps() < steps) {
      if (run.steps() === change?.at) set(run, change.fields);
      run.step();
      readout.add(await run.read());
      if (run.steps() % every !== 0) continue;
      append(readings, readout.take() ?? noReadings());
      append(looks, await look(run, shown, started));
    }
  } catch (error) {
    ended = faultOf(error);
  }
  append(readings, readout.take() ?? noReadings());
  const settings = JSON.parse(run.recipe());
  run.free();
  return { query, recipe: settings, readings, looks, ...(ended && { ended }) };
}

/** @param {Run} run @param {Recipe} fields */
function set(run, fields) {
  for (const [field, value] of Object.entries(fields)) run.set(field, String(value));
}

/** @param {Run} run @param {Shown} shown @param {ToldOf<"started">} started */
async function look(run, shown, started) {
  const drawn = await shown.draw(false, {
    page: true,
    samples: true,
    opinions: false,
    digits: false,
    layers: [],
  });
  return lookOf({ type: "samples", ...drawn, step: run.steps(), averaged: false }, started);
}

/** @param {Recording} recording @param {number} step @returns {Evidence} What was known then. */
export function evidenceAt({ recipe, readings, looks, ended }, step) {
  const over = ended && step >= (readings.step.at(-1) ?? 0);
  return {
    recipe,
    catalogue,
    readings: until(readings, step),
    looks: until(looks, step),
    ended: over ? ended : undefined,
  };
}
