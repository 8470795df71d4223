// The training worker: owns the wasm, the run and the loop, so that the page only draws.

import { Studio } from "./engine/studio.js";

/** @import { FromWorker, ToWorker } from "./protocol.js" */

/** @param {FromWorker} message @param {Transferable[]} [transfer] */
const post = (message, transfer = []) => self.postMessage(message, { transfer });

const studio = new Studio(post);
// A trap inside a promise of the engine's leaves that promise waiting for ever, and is heard of only here.
self.addEventListener("error", (event) => {
  if (studio.broke(event.error)) event.preventDefault();
});
self.onmessage = (/** @type {MessageEvent<ToWorker>} */ { data }) => studio.receive(data);
