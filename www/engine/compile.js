// The engines' wasm: where it lies, whether this browser can run it, and its compiling, on the page or in a worker.

import { FaultError } from "../protocol/faults.js";
import { cpuAddress, hasSimd } from "./cpu.js";

/** @import { DeviceName } from "./api.js" */
/**
 * An engine as any worker takes it. `script` is the address of the GPU's, which is built apart from the page.
 * @typedef {{ module: WebAssembly.Module, script?: string }} Engine
 */
/**
 * What `gpu.json` says: where the GPU's engine lies, or how far `make play` has come with it.
 * @typedef {{ state: "built", script: string, module: string } | { state: "building" | "failed" }} GpuEngine
 */

/** Beside the page's scripts. */
const GPU = new URL(/* @vite-ignore */ "./gpu.json", import.meta.url);

/** @param {DeviceName} device @returns {Promise<Engine>} */
export async function compile(device) {
  if (!hasSimd()) throw new FaultError({ code: "no_simd" });
  if (device === "gpu") {
    const { script, module } = await findGpu();
    return { script, module: await compileFrom(module) };
  }
  if (!cpuAddress) throw new FaultError({ code: "no_bundle", device });
  return { module: await compileFrom(cpuAddress) };
}

/** @returns The addresses of the GPU's script and module. */
async function findGpu() {
  const response = await fetch(GPU, { cache: "no-cache" });
  if (!response.ok) throw new FaultError({ code: "no_bundle", device: "gpu" });
  const found = /** @type {GpuEngine} */ (await response.json());
  if (found.state !== "built") throw new FaultError({ code: `engine_${found.state}` });
  return { script: new URL(found.script, GPU).href, module: new URL(found.module, GPU).href };
}

/** @param {string} address */
async function compileFrom(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  // A server that does not know wasm for what it is costs the head start of compiling while it loads.
  return response.headers.get("Content-Type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
