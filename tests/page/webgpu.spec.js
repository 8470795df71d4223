// The GPU's path on a software adapter: few steps, since a processor computes them.

import { expect, open, reach, stepBy, steps, test, unfold } from "./page.js";

/** @import { Page } from "@playwright/test" */

const QUERY = "?variant=vanilla&data=ring&batch=8";

/** @param {Page} page Takes two steps on the CPU and carries the run over. */
async function moveToGpu(page) {
  await open(page, `${QUERY}&device=cpu`);
  await stepBy(page, 2);
  await unfold(page);
  await page.getByLabel("GPU", { exact: true }).check();
  await expect(page.locator("#active-device")).toHaveText("GPU", { timeout: 300_000 });
}

/** @param {Page} page Trains on until the GPU has taken a step or two. */
async function train(page) {
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect.poll(() => steps(page), { timeout: 200_000 }).toBeGreaterThan(3);
}

test("the GPU's engine loads behind the CPU's, and the run moves to it and back", async ({ page }) => {
  await moveToGpu(page);
  expect(await steps(page)).toBe(2);
  await train(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.locator("#step")).toBeEnabled({ timeout: 60_000 });
  await expect(page.locator("#rate")).toHaveText("–", { timeout: 60_000 });
  const there = await steps(page);
  await page.getByLabel("CPU", { exact: true }).check();
  await expect(page.locator("#active-device")).toHaveText("CPU", { timeout: 60_000 });
  expect(await steps(page)).toBe(there);
  await stepBy(page);
});

test("left to choose, the page measures both devices and says which is faster", async ({ page }) => {
  await open(page, QUERY);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.locator("#device-why")).toHaveText(
    /^The [CG]PU trains, the faster one \(measured here: CPU [\d.,]+ ms a step, GPU [\d.,]+ ms\)\.$/,
    { timeout: 400_000 },
  );
  await reach(page, (await steps(page)) + 2);
});

test("a step asks little of the GPU: the counts are the same on every machine", async ({ page }) => {
  await page.goto("/?bench&steps=2&variant=dcgan&batch=8");
  const json = page.locator("#bench-json");
  await expect(json).not.toBeEmpty({ timeout: 400_000 });
  const [cpu, gpu] = JSON.parse(await json.innerText()).rows;
  expect(cpu.gpu).toBeUndefined();
  expect(gpu.gpu.dispatches).toBeLessThanOrEqual(150);
  expect(gpu.gpu.dispatches).toBeGreaterThan(100);
  expect(gpu.gpu.submits).toBeLessThanOrEqual(6);
  expect(gpu.gpu.page_ms.median).toBeGreaterThan(0);
  await expect(page.getByRole("row", { name: /GPU dispatches/ })).toBeVisible();
});

/** @param {Page} page The device lives in the worker, so the worker's script is given a way to destroy it. */
async function losable(page) {
  await page.route("**/assets/worker-*.js", async (route) => {
    const script = await (await route.fetch()).text();
    const trap = `const take = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...options) {
        const device = await take.apply(this, options);
        new BroadcastChannel("lose").onmessage = () => device.destroy();
        return device;
      };`;
    await route.fulfill({ contentType: "text/javascript", body: `${script};${trap}` });
  });
}

/** @param {Page} page */
const lose = (page) => page.evaluate(() => new BroadcastChannel("lose").postMessage(null));

test("a lost device hands the run to the CPU, which trains on", async ({ page }) => {
  await losable(page);
  await moveToGpu(page);
  await train(page);
  await lose(page);
  await expect(page.getByRole("alert").filter({ hasText: "The GPU stopped working" })).toBeVisible();
  await expect(page.locator("#active-device")).toHaveText("CPU");
  await reach(page, (await steps(page)) + 3);
});

test("a device lost while nothing waits for it hands the run over as it is, and it can be saved", async ({
  page,
}) => {
  await losable(page);
  await moveToGpu(page);
  await stepBy(page);
  await expect(page.locator("#rate")).toHaveText("–", { timeout: 60_000 });
  await lose(page);
  await expect(page.getByRole("alert").filter({ hasText: "The GPU stopped working" })).toBeVisible();
  await expect(page.locator("#active-device")).toHaveText("CPU");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save" }).click();
  expect((await download).suggestedFilename()).toContain("step-3");
  await stepBy(page);
});

test("a run that starts while the GPU is being lost is not put back to the one before", async ({ page }) => {
  await losable(page);
  await moveToGpu(page);
  await train(page);
  await page.evaluate(() => {
    for (const id of ["play", "restart"]) document.getElementById(id)?.click();
    new BroadcastChannel("lose").postMessage(null);
  });
  await expect(page.locator("#active-device")).toHaveText("CPU", { timeout: 60_000 });
  await expect(page.locator("#rate")).toHaveText("–", { timeout: 60_000 });
  await expect.poll(() => steps(page)).toBe(0);
  await stepBy(page);
});
