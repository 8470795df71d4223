// How many workers compute a step fastest, measured on the real step.

import { workerCounts } from "../core/worker-counts.js";
import { faultOf } from "../protocol/faults.js";
import { time, withRun } from "./scratch.js";

/** @import { Steps } from "./steps.js" */

/** What one worker does in so many milliseconds gains nothing from others: telling them takes one or two. */
const SHORT = 12;
/** More workers take more memory, and are to be worth it: a step has to shrink to this part. */
const WORTH = 0.9;

/** What a step of so many workers takes, in milliseconds. @typedef {{ workers: number, ms: number }} Counted */

/**
 * Measures one worker, and twice as many as long as that is faster.
 * @param {number} cores of the machine
 * @param {(workers: number) => Promise<Steps>} make a run like the present one
 * @param {(action: () => Promise<void>) => Promise<void>} alone while nothing else computes
 * @returns {Promise<Counted[]>}
 */
export async function countWorkers(cores, make, alone) {
  /** @type {Counted[]} */
  const counted = [];
  for (const workers of workerCounts(cores)) {
    try {
      const before = counted.at(-1)?.ms ?? Infinity;
      let ms = Infinity;
      await withRun(
        () => make(workers),
        (steps) => alone(async () => void (ms = await time(steps))),
      );
      counted.push({ workers, ms });
      if (ms < SHORT || ms > WORTH * before) break;
    } catch (error) {
      // So many cannot share the batch, or there is no memory for them.
      if (workers > 1 && ["worker_lost", "field"].includes(faultOf(error).code)) break;
      throw error;
    }
  }
  return counted;
}

/** @param {Counted[]} counted @returns {Counted | undefined} The fastest, if it is worth its workers; nothing where none is known. */
export function fastest(counted) {
  const [one, ...more] = counted;
  return one && more.reduce((best, next) => (next.ms < WORTH * best.ms ? next : best), one);
}
