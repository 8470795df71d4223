// Trains in Chromium and prints the longest tasks of the page's main thread, in milliseconds of processor time, which
// unlike the time on the wall does not depend on what else the machine does: `npm run smooth -- SECONDS QUERY [ADDRESS]`,
// with the page served (`npm run serve`). A task of 50 ms or more is one that a person may feel.

import { chromium } from "@playwright/test";

/**
 * One event of Chromium's trace; `tdur` is its thread's processor time, in microseconds.
 * @typedef {{ name: string, ph: string, pid: number, tid: number, tdur?: number, args: { name?: string } }} Event
 */

const [seconds = "6", query = "?variant=vanilla&batch=8&device=cpu", address = "http://localhost:4173"] =
  process.argv.slice(2);
const SHOWN = 5;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${address}/${query}&paused`);
await page.getByRole("button", { name: "Start", exact: true }).click({ timeout: 60_000 });
await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
await page.waitForTimeout(Number(seconds) * 1000);
const trace = await browser.stopTracing();
await browser.close();

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
console.log(
  `${times.length} tasks in ${seconds} s of training, the longest ${times.slice(0, SHOWN).join(", ")} ms`,
);
