// The GPU's engine comes after the page: only where there is a GPU, once for all runs, and late where it is still built.

import { test as base } from "@playwright/test";
import { expect, open, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

const QUERY = "?variant=vanilla&batch=8";

/** @param {Page} page A graphics card, to all appearances. */
const withGpu = (page) =>
  page.route("**/assets/worker-*.js", async (route) => {
    const script = await (await route.fetch()).text();
    const gpu = `self.GPUAdapter = class { requestDevice() {} };
      Object.defineProperty(navigator, "gpu", { value: { requestAdapter: async () => ({}) } });`;
    await route.fulfill({ contentType: "text/javascript", body: `${gpu}${script}` });
  });

/** @param {Page} page @param {string} state How far the build has come. */
const built = (page, state) => page.route("**/gpu.json", (route) => route.fulfill({ json: { state } }));

/** @param {Page} page An engine for it, which runs nothing. */
async function builtEngine(page) {
  const place = { state: "built", script: "gpu-script.js", module: "gpu-module.wasm" };
  await page.route("**/gpu.json", (route) => route.fulfill({ json: place }));
  const body = `export default async () => {};
    export const Run = { create: async () => { throw new Error("no such card") } };`;
  await page.route("**/gpu-script.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  const module = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await page.route("**/gpu-module.wasm", (route) =>
    route.fulfill({ contentType: "application/wasm", body: module }),
  );
}

/** @param {Page} page Notes what workers are told of the GPU's engine, and can have one ask again. */
const listen = (page) =>
  page.addInitScript(() => {
    const { Worker } = window;
    const told = /** @type {string[]} */ ([]);
    window.Worker = class extends Worker {
      /** @param {string | URL} script @param {WorkerOptions} [options] */
      constructor(script, options) {
        super(script, options);
        const data = { type: "gpu_wanted", run: options?.name };
        Object.assign(window, {
          told,
          askAgain: () => this.dispatchEvent(new MessageEvent("message", { data })),
        });
      }
      /** @param {any} message @param {any} transfer */
      postMessage(message, transfer) {
        if (message.type === "gpu") {
          told.push(message.fault?.code ?? message.engine.module.constructor.name);
        }
        super.postMessage(message, transfer);
      }
    };
  });
/** @param {Page} page @returns {Promise<string[]>} */
const told = (page) => page.evaluate("told");

/** @param {Page} page @param {string} name @returns {string[]} What it asks for under a name that ends so. */
function asked(page, name) {
  const urls = /** @type {string[]} */ ([]);
  page.on("request", (request) => {
    if (request.url().endsWith(name)) urls.push(request.url());
  });
  return urls;
}

test("without a GPU its engine is not even looked for", async ({ page }) => {
  const looked = asked(page, "gpu.json");
  await open(page, QUERY);
  await expect(page.locator("#device-why")).toHaveText(/^The CPU trains: this browser has .*WebGPU/);
  expect(looked).toEqual([]);
});

test("an engine that is still being built is taken up when it is there, compiled once for all", async ({
  page,
}) => {
  const modules = asked(page, "gpu-module.wasm");
  await withGpu(page);
  await built(page, "building");
  await listen(page);
  await open(page, QUERY);
  await expect(page.locator("#device-why")).toHaveText(
    "The CPU trains. The engine for the GPU is still being built; the page takes it up when it is there.",
  );
  expect(await told(page)).toEqual(["engine_building"]);
  await builtEngine(page);
  await expect.poll(() => told(page)).toEqual(["engine_building", "Module"]);
  await expect(page.locator("#device-why")).toHaveText(
    "The CPU trains: the GPU could not be used (no such card).",
  );
  await page.evaluate("askAgain()");
  await expect.poll(() => told(page)).toEqual(["engine_building", "Module", "Module"]);
  expect(modules.length).toBe(1);
});

test("a build of the engine that failed is said, and the CPU trains", async ({ page }) => {
  await withGpu(page);
  await built(page, "failed");
  await open(page, QUERY);
  await expect(page.locator("#device-why")).toContainText("the build of its engine failed");
  await expect(page.locator("#play")).toBeEnabled();
});

base("a page without the engine says so, and the CPU trains", async ({ page }) => {
  await withGpu(page);
  await page.route("**/gpu.json", (route) => route.fulfill({ status: 404 }));
  await open(page, QUERY);
  await expect(page.locator("#device-why")).toContainText(
    "this copy of the page was built without its GPU engine",
  );
});
