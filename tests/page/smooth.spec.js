// The page stays smooth while the worker trains.

import { expect, open, reach, test } from "./page.js";

/**
 * One event of Chromium's trace; `tdur` is the processor time its thread spent, in microseconds, which unlike
 * the time on the wall does not depend on what else the machine does.
 * @typedef {{ name: string, ph: string, pid: number, tid: number, tdur?: number, args: { name?: string } }} Event
 */

test("no task on the main thread takes 50 ms while training", async ({ page, browser }) => {
  await open(page);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 20);
  await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
  await page.waitForTimeout(6000);
  const trace = await browser.stopTracing();
  /** @type {Event[]} */
  const events = JSON.parse(trace.toString()).traceEvents;
  const mains = events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const tasks = events.filter(
    ({ name, ph, pid, tid, tdur }) =>
      name.endsWith("RunTask") &&
      ph === "X" &&
      tdur &&
      mains.some((main) => main.pid === pid && main.tid === tid),
  );
  const times = tasks.map(({ tdur = 0 }) => tdur / 1000).sort((a, b) => b - a);
  console.log(`the longest of ${times.length} tasks in 6 s of training: ${times.slice(0, 3).join(", ")} ms`);
  expect(times.length).toBeGreaterThan(20);
  expect(times[0]).toBeLessThan(50);
});
