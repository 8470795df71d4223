// The two wasm bundles: whether this browser can run them, and their loading.

import { FaultError } from "../protocol/faults.js";

/** @import { Bundle, DeviceName } from "./api.js" */

/** The bundles that the page was built with. */
const modules = import.meta.glob("../wasm/*/saddle.js");

/** The smallest module with a SIMD instruction: a function that drops a splatted zero. */
const SIMD_PROBE = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 4, 1, 96, 0, 0],
  ...[3, 2, 1, 0],
  ...[10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11],
]);

export const hasSimd = () => WebAssembly.validate(SIMD_PROBE);

/** @type {Map<DeviceName, Promise<Bundle>>} */
const loading = new Map();

/**
 * The bundle for `device`, fetched and compiled at most once.
 * @param {DeviceName} device
 */
export function loadBundle(device) {
  const bundle = loading.get(device) ?? load(device);
  loading.set(device, bundle);
  return bundle;
}

/** @param {DeviceName} device */
async function load(device) {
  const load = modules[`../wasm/${device}/saddle.js`];
  if (!load) throw new FaultError({ code: "no_bundle", device });
  const bundle = /** @type {Bundle} */ (await load());
  await bundle.default();
  return bundle;
}
