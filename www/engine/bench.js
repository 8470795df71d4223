// `?bench`: the real step's times on each device, and what the page costs to load and to keep.

import { faultOf } from "../protocol/faults.js";
import { loadBundle } from "./bundles.js";
import { countGpuWork } from "./gpu-work.js";
import { whyNoGpu } from "./gpu.js";

/** @import { Bundle, DeviceName, Linked } from "./api.js" */
/** @import { BenchRow } from "../protocol/messages.js" */

const SAMPLES = 64;

/**
 * @param {string} query the recipe, as in the URL
 * @param {number} steps
 * @returns {Promise<BenchRow[]>}
 */
export async function bench(query, steps) {
  /** @type {BenchRow[]} */
  const rows = [];
  for (const device of /** @type {const} */ (["cpu", "gpu"])) {
    const fault = device === "gpu" ? await whyNoGpu() : undefined;
    try {
      rows.push(fault ? { device, fault } : await benchOn(device, query, steps));
    } catch (error) {
      rows.push({ device, fault: faultOf(error) });
    }
  }
  return rows;
}

/**
 * @param {DeviceName} device
 * @param {string} query
 * @param {number} steps
 * @returns {Promise<BenchRow>}
 */
async function benchOn(device, query, steps) {
  const begun = performance.now();
  const bundle = await loadBundle(device);
  const load_ms = performance.now() - begun;
  const run = await bundle.Run.create(recipeIn(bundle, query), device);
  await run.sample(SAMPLES, false);
  const first_sample_ms = performance.now() - begun;
  const start = bundle.heap_bytes();
  const work = device === "gpu" ? countGpuWork() : undefined;
  const times = [];
  const own = [];
  for (let step = 0; step <= steps; step++) {
    work?.reset();
    const stepped = performance.now();
    run.step();
    own.push(performance.now() - stepped);
    await run.read();
    times.push(performance.now() - stepped);
  }
  // The first step compiles.
  const [first_step_ms = 0, ...later] = times;
  const end = bundle.heap_bytes();
  run.free();
  return {
    device,
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
 */
function recipeIn(bundle, query) {
  /** @type {Linked} */
  const { recipe, problems } = JSON.parse(bundle.recipe_from_link(query));
  // Figures of another recipe than the one asked for would mislead.
  if (problems.length > 0) throw new Error(problems.join("; "));
  return JSON.stringify(recipe);
}
