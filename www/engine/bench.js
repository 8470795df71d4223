// `?bench`: the real step's times on each device, and what the page costs to load and to keep.

import { faultOf } from "../protocol/faults.js";
import { loadBundle } from "./bundles.js";
import { countGpuWork } from "./gpu-work.js";
import { Given } from "./given.js";
import { whyNoGpu } from "./gpu.js";
import { openRun } from "./opening.js";

/** @import { Bundle, DeviceName, Linked, Recipe } from "./api.js" */
/** @import { Place } from "./steps.js" */
/** @import { BenchRow } from "../protocol/messages.js" */

const SAMPLES = 64;

/**
 * @param {string} query the recipe, as in the URL
 * @param {number} count of steps
 * @param {number} workers on the CPU, measured beside one
 * @returns {Promise<BenchRow[]>}
 */
export async function bench(query, count, workers) {
  /** @type {Place[]} */
  const places = [{ device: "cpu", workers: 1 }];
  if (workers > 1) places.push({ device: "cpu", workers });
  places.push({ device: "gpu", workers: 1 });
  /** @type {BenchRow[]} */
  const rows = [];
  for (const place of places) {
    const fault = place.device === "gpu" ? await whyNoGpu() : undefined;
    try {
      rows.push(fault ? { ...place, fault } : await benchAt(place, query, count));
    } catch (error) {
      rows.push({ ...place, fault: faultOf(error) });
    }
  }
  return rows;
}

/**
 * @param {Place} place
 * @param {string} query
 * @param {number} count
 * @returns {Promise<BenchRow>}
 */
async function benchAt(place, query, count) {
  const { device } = place;
  const begun = performance.now();
  const bundle = await loadBundle(device);
  const load_ms = performance.now() - begun;
  const recipe = recipeIn(bundle, query);
  const steps = await openRun({ type: "start", recipe, play: false }, place, new Given());
  const { run } = steps;
  await run.sample(SAMPLES, false);
  const first_sample_ms = performance.now() - begun;
  const start = bundle.heap_bytes();
  const work = device === "gpu" ? countGpuWork() : undefined;
  const times = [];
  const own = [];
  for (let step = 0; step <= count; step++) {
    work?.reset();
    const stepped = performance.now();
    await steps.step();
    own.push(performance.now() - stepped);
    await run.read();
    times.push(performance.now() - stepped);
  }
  // The first step compiles.
  const [first_step_ms = 0, ...later] = times;
  const end = bundle.heap_bytes();
  steps.free();
  return {
    ...place,
    load_ms,
    first_sample_ms,
    first_step_ms,
    step_ms: spread(later),
    // The counts are the last step's.
    ...(work && { gpu: { ...work.counts, page_ms: spread(own.slice(1)) } }),
    downloads: await downloads(device),
    heap_bytes: { start, end },
  };
}

/** @param {number[]} times */
function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ place) => sorted[Math.floor(place * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), min: at(0), max: at(1) };
}

/**
 * The sizes of what a bundle fetched, plain and as gzip would send it.
 * @param {DeviceName} device
 */
async function downloads(device) {
  const wasm = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource")).filter(
    (entry) => entry.name.includes(".wasm"),
  );
  // The CPU's bundle is loaded first, the GPU's after.
  const entry = device === "cpu" ? wasm[0] : wasm[1];
  if (!entry) return [];
  const bytes = await (await fetch(entry.name)).arrayBuffer();
  const gzip = new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip")));
  const file = new URL(entry.name).pathname.split("/").at(-1) ?? "";
  return [{ file, raw: bytes.byteLength, gzip: (await gzip.arrayBuffer()).byteLength }];
}

/**
 * The recipe in a link, whose other keys do not matter.
 * @param {Bundle} bundle
 * @param {string} query
 * @returns {Recipe}
 */
function recipeIn(bundle, query) {
  /** @type {Linked} */
  const { recipe, problems } = JSON.parse(bundle.recipe_from_link(query));
  // Figures of another recipe than the one asked for would mislead.
  if (problems.length > 0) throw new Error(problems.join("; "));
  return recipe;
}
