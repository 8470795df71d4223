// Runs made for a moment, such as to measure a step: each holds a net's worth of memory that no one else frees.

import { orLost } from "./gpu.js";

/** @import { Steps } from "./steps.js" */

const MEASURED_STEPS = 12;
const MEASURED_MS = 1000;

/**
 * Does something with a run that has its first step behind it, and frees the run whatever happens.
 * @template T
 * @param {() => Promise<Steps>} make
 * @param {(steps: Steps) => Promise<T>} action
 */
export async function withRun(make, action) {
  const steps = await make();
  try {
    await steps.step();
    await orLost(steps.run.read());
    return await action(steps);
  } finally {
    steps.free();
  }
}

/** @param {Steps} steps @returns {Promise<number>} Milliseconds a step, with a reading every few steps as in training. */
export async function time(steps) {
  const begun = performance.now();
  let taken = 0;
  do {
    await steps.step();
    taken += 1;
    if (taken % 4 === 0) await orLost(steps.run.read());
  } while (taken < MEASURED_STEPS && performance.now() - begun < MEASURED_MS);
  await orLost(steps.run.read());
  return (performance.now() - begun) / taken;
}
