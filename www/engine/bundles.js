// The wasm bundles: the scripts around the compiled modules.

import { compile } from "./compile.js";
import { cpuScript } from "./cpu.js";

/** @import { Bundle, DeviceName } from "./api.js" */
/** @import { Engine } from "./compile.js" */

/** @type {Map<DeviceName, { engine: Promise<Engine>, bundle: Promise<Bundle> }>} */
const loading = new Map();

/**
 * The bundle for `device`, loaded at most once.
 * @param {DeviceName} device
 * @param {Engine} [engine] where somebody compiled it before
 */
export const loadBundle = (device, engine) => loaded(device, engine).bundle;

/** @param {DeviceName} device What its bundle was loaded from, for other workers. */
export const engineOf = (device) => loaded(device).engine;

/** @param {DeviceName} device @param {Engine} [compiled] */
function loaded(device, compiled) {
  const known = loading.get(device);
  if (known) return known;
  const engine = compiled ? Promise.resolve(compiled) : compile(device);
  const load = { engine, bundle: engine.then(start) };
  loading.set(device, load);
  return load;
}

/** @param {Engine} engine */
async function start({ module, script }) {
  const bundle = /** @type {Bundle} */ (await (script ? import(/* @vite-ignore */ script) : cpuScript()));
  await bundle.default({ module_or_path: module });
  return bundle;
}
