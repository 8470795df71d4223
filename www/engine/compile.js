// The engines' wasm: whether this browser can run it, and its compiling, on the page or in a worker.

import { FaultError } from "../protocol/faults.js";

/** @import { DeviceName } from "./api.js" */

/** @type {Record<string, string>} The addresses of what the page was built with. */
const addresses = import.meta.glob("../wasm/*/saddle_bg.wasm", {
  query: "?url",
  import: "default",
  eager: true,
});

/** The smallest module with a SIMD instruction: a function that drops a splatted zero. */
const SIMD_PROBE = Uint8Array.from([
  ...[0, 97, 115, 109, 1, 0, 0, 0],
  ...[1, 4, 1, 96, 0, 0],
  ...[3, 2, 1, 0],
  ...[10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11],
]);

/** @param {DeviceName} device @returns {Promise<WebAssembly.Module>} */
export async function compile(device) {
  if (!WebAssembly.validate(SIMD_PROBE)) throw new FaultError({ code: "no_simd" });
  const address = addresses[`../wasm/${device}/saddle_bg.wasm`];
  if (!address) throw new FaultError({ code: "no_bundle", device });
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  // A server that does not know wasm for what it is costs the head start of compiling while it loads.
  return response.headers.get("Content-Type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
