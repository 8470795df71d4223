// The page's URL: the recipe, which the engine reads and writes, and three keys that are the page's own.

/** @import { DeviceChoice } from "./protocol.js" */

/** `device` chooses the device, `bench` opens the benchmark, `steps` is its length. */
const OWN = ["device", "bench", "steps"];

const parameters = new URLSearchParams(location.search);

/** The recipe's part of the URL that the page was opened with. */
export const query = [...parameters]
  .filter(([name]) => !OWN.includes(name))
  .map((pair) => pair.join("="))
  .join("&");

/** @type {DeviceChoice} */
export const device = (() => {
  const name = parameters.get("device");
  return name === "cpu" || name === "gpu" ? name : "auto";
})();

/** How many steps `?bench` shall measure; nothing where the page is to train. */
export const benchSteps = parameters.has("bench")
  ? Math.min(10_000, Math.max(1, Number(parameters.get("steps")) || 30))
  : undefined;

let shown = { query, device };

/** Browsers allow some 100 changes of the address in 30 s, and a slider makes more. */
const REST_MS = 300;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** @param {Partial<typeof shown>} parts Puts the run into the URL, from which it can be had again, once it rests. */
export function show(parts) {
  shown = { ...shown, ...parts };
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const own = shown.device === "auto" ? "" : `&device=${shown.device}`;
    history.replaceState(null, "", `?${shown.query}${own}`);
  }, REST_MS);
}
