// Runs made for a moment, such as to measure a step: each holds a net's worth of memory that no one else frees.

import { orLost } from "./gpu.js";

/** @import { Run } from "./api.js" */

/**
 * Does something with a run that has its first step behind it, and frees the run whatever happens.
 * @template T
 * @param {() => Promise<Run>} make
 * @param {(run: Run) => Promise<T>} action
 */
export async function withRun(make, action) {
  const run = await make();
  try {
    run.step();
    await orLost(run.read());
    return await action(run);
  } finally {
    run.free();
  }
}
