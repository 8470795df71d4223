// The GPU as the browser gives it: whether there is one, and what happens to those who wait for it when it is lost.

import { FaultError } from "../protocol/faults.js";

/** @import { Fault } from "../protocol/faults.js" */

/** @returns {Promise<Fault | undefined>} Why there is no GPU to use; nothing where there is one. */
export async function whyNoGpu() {
  if (!("gpu" in navigator)) return { code: "no_webgpu" };
  try {
    const adapter = await navigator.gpu.requestAdapter();
    return adapter ? undefined : { code: "no_adapter" };
  } catch (error) {
    return { code: "webgpu_failed", words: error instanceof Error ? error.message : String(error) };
  }
}

/** @type {Set<(error: Error) => void>} */
const waiting = new Set();
/** @type {Error | undefined} Set once the device is lost; until the page is loaded again there is no other. */
let lost;

/** @param {(error: Error) => void} handler @returns {() => void} Hears no more of it. */
export function whenLost(handler) {
  waiting.add(handler);
  return () => waiting.delete(handler);
}

/**
 * The promise, or a rejection should the device be lost: the engine may then never hear of what it waits for.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
export function orLost(promise) {
  return new Promise((resolve, reject) => {
    if (lost) return reject(lost);
    const settled = whenLost(reject);
    promise.then(resolve, reject).then(settled, settled);
  });
}

/** Watches the device that the engine will open inside its wasm, where no script reaches it but through the adapter. */
export function watchGpu() {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    const device = await requestDevice.apply(this, options);
    void device.lost.then(({ message }) => {
      lost = new FaultError({ code: "device_lost", words: message });
      for (const hear of waiting) hear(lost);
    });
    return device;
  };
}
