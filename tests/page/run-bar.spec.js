// Start, pause, one step, reset.

import { expect, open, pixels, reach, stepBy, steps, test } from "./page.js";

test("starting makes the steps, the samples and the curves go on", async ({ page }) => {
  await open(page);
  const first = await pixels(page, "generated");
  const real = await pixels(page, "real");
  await page.getByRole("button", { name: "Start" }).click();
  await reach(page, 20);
  await expect.poll(() => pixels(page, "generated")).not.toBe(first);
  const points = Number(await page.locator("#curves").getAttribute("data-points"));
  expect(points).toBeGreaterThan(2);
  await expect
    .poll(async () => Number(await page.locator("#curves").getAttribute("data-points")))
    .toBeGreaterThan(points);
  await expect(page.locator("#rate")).toHaveText(/^[\d.,]+$/);
  expect(await pixels(page, "real")).toBe(real);
});

test("pausing stops at once and going on continues", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Start" }).click();
  await reach(page, 5);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Start" })).toBeVisible();
  await expect(page.getByRole("button", { name: "One step" })).toBeEnabled();
  await expect(page.locator("#rate")).toHaveText("–");
  const paused = await steps(page);
  const shown = await pixels(page, "generated");
  await page.waitForTimeout(1500);
  expect(await steps(page)).toBe(paused);
  expect(await pixels(page, "generated")).toBe(shown);
  await page.getByRole("button", { name: "Start" }).click();
  await reach(page, paused + 3);
});

test("one step adds one", async ({ page }) => {
  await open(page);
  await stepBy(page, 2);
  await page.waitForTimeout(500);
  expect(await steps(page)).toBe(2);
  await expect(page.locator("#curves")).toHaveAttribute("data-points", "2");
});

test("a reset gives the same first samples and the same first losses", async ({ page }) => {
  await open(page);
  const first = await pixels(page, "generated");
  await stepBy(page, 2);
  const losses = await page.locator("#losses-readout").innerText();
  expect(await pixels(page, "generated")).not.toBe(first);
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(page.locator("#steps")).toHaveText("0");
  await expect.poll(() => pixels(page, "generated")).toBe(first);
  await stepBy(page, 2);
  expect(await page.locator("#losses-readout").innerText()).toBe(losses);
});

test("a hidden page trains nothing and goes on when it is seen again", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Start" }).click();
  await reach(page, 3);
  const show = (/** @type {string} */ state) =>
    page.evaluate((value) => {
      Object.defineProperty(document, "visibilityState", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, state);
  await show("hidden");
  await page.waitForTimeout(500);
  const hidden = await steps(page);
  await page.waitForTimeout(1000);
  expect(await steps(page)).toBe(hidden);
  await show("visible");
  await reach(page, hidden + 3);
});
