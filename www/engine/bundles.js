// The two wasm bundles: the scripts around the compiled modules.

import { compile } from "./compile.js";

/** @import { Bundle, DeviceName } from "./api.js" */

const scripts = import.meta.glob("../wasm/*/saddle.js");

/** @type {Map<DeviceName, Promise<Bundle>>} */
const loading = new Map();

/**
 * The bundle for `device`, loaded at most once.
 * @param {DeviceName} device
 * @param {WebAssembly.Module} [module] where somebody compiled it before
 */
export function loadBundle(device, module) {
  const bundle = loading.get(device) ?? load(device, module);
  loading.set(device, bundle);
  return bundle;
}

/** @param {DeviceName} device Its script, which is small: it may as well be there before the module is. */
export const scriptOf = (device) => scripts[`../wasm/${device}/saddle.js`]?.();

/** @param {DeviceName} device @param {WebAssembly.Module} [compiled] */
async function load(device, compiled) {
  const module = compiled ?? (await compile(device));
  const bundle = /** @type {Bundle} */ (await scriptOf(device));
  await bundle.default({ module_or_path: module });
  return bundle;
}
