import { expect, test } from "@playwright/test";
import { withRun } from "../../www/engine/scratch.js";

/** @import { Steps } from "../../www/engine/steps.js" */

/**
 * A run that notes what is done with it, up to the call that breaks.
 * @param {string} [broken]
 */
function runThat(broken) {
  /** @type {string[]} */
  const done = [];
  /** @param {string} call */
  const calls = (call) => {
    done.push(call);
    if (call === broken) throw new Error("out of memory");
  };
  const run = { read: async () => calls("read") };
  const steps = { run, step: async () => calls("step"), free: () => calls("free") };
  return { make: async () => /** @type {Steps} */ (/** @type {unknown} */ (steps)), done, calls };
}

test("a run made for a moment is freed when its work is done", async () => {
  const { make, done } = runThat();
  expect(await withRun(make, async () => 7)).toBe(7);
  expect(done).toEqual(["step", "read", "free"]);
});

for (const broken of ["step", "read", "work"]) {
  test(`a run made for a moment is freed when its ${broken} breaks, and the error is told`, async () => {
    const { make, done, calls } = runThat(broken);
    await expect(withRun(make, async () => calls("work"))).rejects.toThrow("out of memory");
    expect(done.slice(-2)).toEqual([broken, "free"]);
  });
}
