// The page's URL: the recipe, which the engine reads and writes, and a few keys that are the page's own.

import { effect } from "@preact/signals-core";

/** @import { RunState } from "../core/store.js" */
/** @import { DeviceChoice } from "../protocol/messages.js" */

/**
 * `device` chooses the device, `workers` how many workers compute a step on the CPU, `paused` waits for the person to start,
 * `bench` opens the benchmark, `steps` is its length.
 */
const OWN = ["device", "workers", "paused", "bench", "steps"];
/** More gain nothing on any machine that a page runs on. */
const MOST_WORKERS = 16;

const parameters = new URLSearchParams(location.search);

/** The recipe's part of the URL that the page was opened with. */
export const query = [...parameters]
  .filter(([name]) => !OWN.includes(name))
  .map((pair) => pair.join("="))
  .join("&");

const asked = parameters.get("device")?.toLowerCase();

/** @type {DeviceChoice} */
export const device = asked === "cpu" || asked === "gpu" ? asked : "auto";

/** The device that the address asks for, where there is none of that name. */
export const unknownDevice = device === "auto" && asked !== "auto" ? asked : undefined;

const askedWorkers = parameters.get("workers") ?? "";

/** How many workers compute a step on the CPU; nothing where a measurement is to find out. */
export const workers = /^[1-9]\d*$/.test(askedWorkers)
  ? Math.min(MOST_WORKERS, Number(askedWorkers))
  : undefined;

/** What the address says of workers, where that is no number of them. */
export const unknownWorkers = askedWorkers && workers === undefined ? askedWorkers : undefined;

/** Whether the run waits for the person to start it. */
export const paused = parameters.has("paused");

/** How many steps `?bench` shall measure; nothing where the page is to train. */
export const benchSteps = parameters.has("bench")
  ? Math.min(10_000, Math.max(1, Number(parameters.get("steps")) || 30))
  : undefined;

/** A slider moves many times a second, and browsers refuse to write the address that often: it waits for a rest. */
const REST = 300;

let shown = { query, device, workers };
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/**
 * Follows the run. What it is at first, in the engine's own words, is what the person came with: that address stays.
 * @param {RunState} state
 */
export function follow(state) {
  effect(() => show({ device: state.choice.value, workers: state.workers.value }));
  let came = false;
  effect(() => {
    const query = state.query.value;
    if (query === undefined) return;
    if (came) show({ query });
    else shown = { ...shown, query };
    came = true;
  });
}

/** @param {Partial<typeof shown>} parts Puts a changed run into the URL, from which it can be had again. */
function show(parts) {
  const next = { ...shown, ...parts };
  const { query, device, workers } = shown;
  if (next.query === query && next.device === device && next.workers === workers) return;
  shown = next;
  clearTimeout(waiting);
  waiting = setTimeout(write, REST);
}

/** Writes the run into the URL, however the person came to it. */
export function write() {
  clearTimeout(waiting);
  waiting = undefined;
  const { query, device, workers } = shown;
  const own = [
    ...(device === "auto" ? [] : [`device=${device}`]),
    ...(workers === undefined ? [] : [`workers=${workers}`]),
    ...(paused ? ["paused"] : []),
  ];
  history.replaceState(null, "", `?${[query, ...own].join("&")}${location.hash}`);
}

/** What waits is written before the person leaves. */
addEventListener("pagehide", () => {
  if (waiting !== undefined) write();
});
