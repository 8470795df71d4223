// Fidelity against variety: truncated latents, and the curve of what they gain and cost.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, pixels, reach, SMALL, stepBy, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** @param {Page} page */
const unfold = (page) => page.getByText("Fidelity against variety").click();
/** @param {Page} page */
const bound = (page) => page.getByRole("slider", { name: "Truncation" });
/** @param {Page} page */
const truncated = (page) => page.locator("#truncated");

/** @param {Page} page @returns How far the shown samples are from their mean, in the root of the mean square. */
const spread = (page) =>
  page.locator("#generated").evaluate((element) => {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    // Images of 28 pixels, two apart.
    const samples = Array.from({ length: 64 }, (_, at) => {
      const { data } = context.getImageData((at % 8) * 30, Math.floor(at / 8) * 30, 28, 28);
      return data.filter((_, place) => place % 4 === 0);
    });
    const squares = Array.from({ length: samples[0]?.length ?? 0 }, (_, place) => {
      const values = samples.map((sample) => sample[place] ?? 0);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    });
    return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  });

/** @param {Page} page @param {string} id of a canvas @param {number} left @returns The image of 28 pixels there. */
const grey = (page, id, left) =>
  page.locator(`#${id}`).evaluate((element, left) => {
    const canvas = /** @type {HTMLCanvasElement} */ (element);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    return [...context.getImageData(left, 0, 28, 28).data].filter((_, place) => place % 4 === 0);
  }, left);

/** @param {Page} page Waits for the whole curve. @returns The rows of its table. */
async function curve(page) {
  await page.getByRole("button", { name: "Measure the curve" }).click();
  await expect(page.locator("#fidelity tr")).toHaveCount(7, { timeout: 90_000 });
  const rows = page.locator("#fidelity tr:has(td)");
  return rows.evaluateAll((rows) =>
    rows.map((row) => [...row.children].map(({ textContent }) => textContent?.trim() ?? "")),
  );
}

test("a small truncation makes samples alike, and off brings back the very same ones", async ({ page }) => {
  await open(page);
  await stepBy(page, 3);
  await unfold(page);
  await expect(bound(page)).toHaveAttribute("aria-valuetext", "off: all latents as they are drawn");
  const [before, varied] = [await pixels(page, "generated"), await spread(page)];
  await bound(page).press("Home");
  await expect(bound(page)).toHaveAttribute("aria-valuetext", "at most 0.2 from the mean");
  await expect(truncated(page)).toHaveText("truncated at 0.2");
  await expect(
    page.getByRole("img", { name: /generated samples at step 3.*truncated at 0\.2/ }),
  ).toBeVisible();
  expect(await spread(page)).toBeLessThan(0.5 * varied);
  await bound(page).press("End");
  await expect(truncated(page)).toBeEmpty();
  expect(await pixels(page, "generated")).toBe(before);
});

test("the latents of a truncated sample are those that it was made from", async ({ page }) => {
  await open(page, "?variant=dcgan&batch=4&latent=8&device=cpu");
  await stepBy(page, 1);
  await unfold(page);
  await bound(page).press("Home");
  await expect(truncated(page)).toHaveText("truncated at 0.0667");
  await page.getByRole("button", { name: "Sample 5", exact: true }).click();
  await expect(page.locator("#imagined-at")).toHaveText(/at step/);
  await page.getByText("Each latent by itself").click();
  const values = await page
    .locator("#raw-latents input")
    .evaluateAll((inputs) => inputs.map((input) => Number(/** @type {HTMLInputElement} */ (input).value)));
  expect(values).toHaveLength(8);
  // A slider shows hundredths.
  for (const value of values) expect(Math.abs(value)).toBeLessThanOrEqual(0.0668 + 0.005);
  // Batch norm has the same statistics for one sample as for all.
  const shown = await grey(page, "generated", 4 * 30);
  const imagined = await grey(page, "imagined", 0);
  const apart = shown.map((value, place) => Math.abs(value - (imagined[place] ?? 0)));
  expect(Math.max(...apart)).toBeLessThanOrEqual(1);
  // Other latents are behind the samples from now on.
  await bound(page).press("End");
  await expect(page.locator("#explorer")).toBeHidden();
});

test("the curve has six truncations with shares of samples, and marks the slider's place", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page);
  await stepBy(page, 2);
  await unfold(page);
  const rows = await curve(page);
  expect(rows.map(([name]) => name)).toEqual(["0.2", "0.344", "0.591", "1.02", "1.75", "Off"]);
  for (const share of rows.flatMap(([, ...shares]) => shares)) {
    expect(share).toMatch(/^\d+ %$/);
    expect(parseInt(share)).toBeLessThanOrEqual(100);
  }
  await expect(page.locator("#fidelity figcaption")).toContainText(
    "At step 2: 512 generated samples at each truncation, beside 512 real ones.",
  );
  const current = page.locator("#fidelity tr[aria-current]");
  await expect(current).toContainText("Off");
  await bound(page).press("Home");
  await expect(current).toContainText("0.2");
  await bound(page).press("ArrowRight");
  await expect(current).toHaveCount(0);
  await expect(page.locator("#fidelity")).toContainText(
    /At the slider’s place: fidelity \d+ %, variety \d+ %\./,
  );
});

test("points are truncated and measured too, while the run trains, and their scores are left alone", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page, "?variant=vanilla&data=ring&batch=16&device=cpu");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 200);
  await unfold(page);
  const rows = await curve(page);
  expect(rows).toHaveLength(6);
  // Points nearer to each other reach less of the ring.
  const variety = rows.map(([, , recall]) => parseInt(recall ?? ""));
  expect(variety[0]).toBeLessThanOrEqual(variety[5] ?? 0);
  await page.getByRole("button", { name: "Pause" }).click();
  await bound(page).press("Home");
  await expect(truncated(page)).toHaveText("truncated at 0.2");
  const scores = page.locator("#divergence").locator("..");
  const before = await scores.innerText();
  await page.locator("#step").click();
  await expect(truncated(page)).toHaveText("truncated at 0.2");
  expect(await scores.innerText()).toBe(before);
});

test("another run begins untruncated, and a measurement under way ends with its run", async ({ page }) => {
  await open(page);
  await stepBy(page, 1);
  await unfold(page);
  await bound(page).press("Home");
  await expect(truncated(page)).toHaveText("truncated at 0.2");
  await page.getByRole("button", { name: "Measure the curve" }).click();
  await page
    .getByRole("button", { name: /Restart/ })
    .first()
    .click();
  await expect(page.locator("#steps")).toHaveText("0");
  await expect(bound(page)).toHaveAttribute("aria-valuetext", /^off/);
  await expect(truncated(page)).toBeEmpty();
  await expect(page.getByRole("button", { name: "Measure the curve" })).toBeEnabled();
  await expect(page.locator("#fidelity")).toBeHidden();
});

for (const scheme of /** @type {const} */ (["light", "dark"])) {
  test(`axe finds nothing wrong with the curve, ${scheme}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, SMALL);
    await stepBy(page, 1);
    await unfold(page);
    await page.getByRole("button", { name: "What is Truncation?" }).click();
    await curve(page);
    const { violations } = await new AxeBuilder({ page }).include("#truncation").analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
}
