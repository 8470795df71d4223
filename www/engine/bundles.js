// The wasm bundles: the scripts around the compiled modules.

import { compile } from "./compile.js";
import { cpuScript } from "./cpu.js";

/** @import { Bundle, DeviceName } from "./api.js" */
/** @import { Engine } from "./compile.js" */

/** @type {Map<DeviceName, Promise<Bundle>>} */
const loading = new Map();

/**
 * The bundle for `device`, loaded at most once.
 * @param {DeviceName} device
 * @param {Engine} [engine] where somebody compiled it before
 */
export function loadBundle(device, engine) {
  const bundle = loading.get(device) ?? load(device, engine);
  loading.set(device, bundle);
  return bundle;
}

/** @param {DeviceName} device @param {Engine} [compiled] */
async function load(device, compiled) {
  const { module, script } = compiled ?? (await compile(device));
  const bundle = /** @type {Bundle} */ (await (script ? import(/* @vite-ignore */ script) : cpuScript()));
  await bundle.default({ module_or_path: module });
  return bundle;
}
