// The two wasm bundles: the scripts around the compiled modules.

import { compile } from "./compile.js";

/** @import { Bundle, DeviceName } from "./api.js" */
/** @import { Engine } from "./compile.js" */

const scripts = import.meta.glob("../wasm/cpu/saddle.js");

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

/** The CPU's script, which is small: it may as well be there before its module is. */
export const cpuScript = () => scripts["../wasm/cpu/saddle.js"]?.();

/** @param {DeviceName} device @param {Engine} [compiled] */
async function load(device, compiled) {
  const { module, script } = compiled ?? (await compile(device));
  const bundle = /** @type {Bundle} */ (await (script ? import(/* @vite-ignore */ script) : cpuScript()));
  await bundle.default({ module_or_path: module });
  return bundle;
}
