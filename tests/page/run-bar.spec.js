// Start, pause, one step, restart.

import { expect, hideFromStart, open, pixels, reach, showTab, stepBy, steps, test } from "./page.js";

/** A penalty so heavy that each step on it overshoots further. */
const DIVERGES =
  "?variant=wgan_gp&architecture=mlp&penalty_weight=10000&optimiser=sgd&discriminator_lr=0.1&batch=8&device=cpu";

test("starting makes the steps, the samples and the curves go on", async ({ page }) => {
  await open(page);
  const first = await pixels(page, "generated");
  const real = await pixels(page, "real");
  await page.getByRole("button", { name: "Start", exact: true }).click();
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
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 5);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Start", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "One step" })).toBeEnabled();
  await expect(page.locator("#rate")).toHaveText("–");
  const paused = await steps(page);
  const shown = await pixels(page, "generated");
  await page.waitForTimeout(1500);
  expect(await steps(page)).toBe(paused);
  expect(await pixels(page, "generated")).toBe(shown);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, paused + 3);
});

test("one step adds one", async ({ page }) => {
  await open(page);
  await stepBy(page, 2);
  await page.waitForTimeout(500);
  expect(await steps(page)).toBe(2);
  await expect(page.locator("#curves")).toHaveAttribute("data-points", "2");
});

test("a restart gives the same first samples and the same first losses", async ({ page }) => {
  await open(page);
  const first = await pixels(page, "generated");
  await stepBy(page, 2);
  const losses = await page.locator("#losses-readout").innerText();
  expect(await pixels(page, "generated")).not.toBe(first);
  await page.getByRole("button", { name: "Restart" }).click();
  await expect(page.locator("#steps")).toHaveText("0");
  await expect.poll(() => pixels(page, "generated")).toBe(first);
  await stepBy(page, 2);
  expect(await page.locator("#losses-readout").innerText()).toBe(losses);
});

test("a run that diverged takes no further step until it starts afresh", async ({ page }) => {
  await open(page, DIVERGES);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The run has ended" })).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.locator("#step")).toBeDisabled();
  await expect(page.locator("#play")).toBeDisabled();
  await page.getByRole("button", { name: "Restart" }).click();
  await expect(page.locator("#step")).toBeEnabled();
  await expect(page.locator("#notice")).toHaveText("");
});

test("a page opened where nobody sees it trains once it is seen", async ({ page }) => {
  await hideFromStart(page);
  await open(page);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.waitForTimeout(1000);
  expect(await steps(page)).toBe(0);
  await showTab(page, "visible");
  await reach(page, 3);
});

test("a hidden page trains nothing and goes on when it is seen again", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 3);
  await showTab(page, "hidden");
  await page.waitForTimeout(500);
  const hidden = await steps(page);
  await page.waitForTimeout(1000);
  expect(await steps(page)).toBe(hidden);
  await showTab(page, "visible");
  await reach(page, hidden + 3);
});
