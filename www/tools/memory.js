// Trains in Chromium and prints each minute what memory holds, which should be flat: `npm run memory -- MINUTES QUERY
// [ADDRESS]`, with the page served (`npm run serve`). Megabytes: the page's own objects after a collection, the page's
// process (its worker and the engine's memory in it) and all of the browser's.

import { chromium } from "@playwright/test";
import { existsSync, readFileSync } from "node:fs";

const [minutes = "60", query = "?variant=dcgan&data=digits", address = "http://localhost:4173"] =
  process.argv.slice(2);
const MEGABYTE = 2 ** 20;
/** Layers of the lab, all of which cost something; those that a run has not are hidden. */
const LAYERS = ["real", "generated", "arrows", "manifold", "penalty"];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium" });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.on("pageerror", ({ message }) => console.error(message));
await page.goto(`${address}/${query}&paused`);
await page.getByRole("button", { name: "Start", exact: true }).click({ timeout: 60_000 });
for (const name of LAYERS) {
  const box = page.locator(`#layer-${name}`);
  if (await box.isVisible()) await box.check();
}

const devtools = await page.context().newCDPSession(page);
const own = await (await browser.newBrowserCDPSession()).send("SystemInfo.getProcessInfo");

/** @param {number} id @returns {number} Bytes that the process alone holds, and its share of what it holds with others. */
function proportional(id) {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"));
  return Number(line?.[1] ?? NaN) * 1024;
}

/** @returns {Promise<number>} Bytes of the page's objects that are in use. */
async function heap() {
  await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / MEGABYTE).toFixed(1);

const processes = own.processInfo.map(({ id, type }) => ({ id, type }));
console.log("minute\tsteps\tobjects\tpage\tbrowser");
for (let minute = 0; minute <= Number(minutes); minute++) {
  if (minute > 0) await page.waitForTimeout(60_000);
  const sizes = processes
    .filter(({ id }) => existsSync(`/proc/${id}`))
    .map(({ id, type }) => ({ type, bytes: proportional(id) }));
  const rendering = sizes.filter(({ type }) => type === "renderer").map(({ bytes }) => bytes);
  const all = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const row = [await heap(), Math.max(...rendering), all].map(megabytes);
  console.log([minute, await page.locator("#steps").innerText(), ...row].join("\t"));
}
await browser.close();
