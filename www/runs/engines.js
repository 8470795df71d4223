// The engines, each fetched and compiled once for all runs: a compiled module may be sent to any number of workers.

import { compile } from "../engine/compile.js";

/** @import { DeviceName } from "../engine/api.js" */
/** @import { Engine } from "../engine/compile.js" */

/** @type {Map<DeviceName, Promise<Engine>>} */
const compiled = new Map();

/** @param {DeviceName} device */
export function engineFor(device) {
  const engine = compiled.get(device) ?? compile(device);
  compiled.set(device, engine);
  // After a failure the next who asks tries again.
  engine.catch(() => compiled.delete(device));
  return engine;
}
