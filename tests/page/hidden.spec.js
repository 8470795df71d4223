// What nobody sees is neither drawn nor computed, and is there again once it is seen.

import { expect, open, reach, stepBy, steps, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** @param {Page} page @param {string} id @param {boolean} hidden */
const hide = (page, id, hidden) =>
  page.locator(`#${id}`).evaluate((element, hidden) => {
    /** @type {HTMLElement} */ (element).hidden = hidden;
  }, hidden);

/** @param {Page} page Counts the parcels of samples that the worker sends. */
async function countSamples(page) {
  await page.addInitScript(() => {
    const { Worker } = window;
    let count = 0;
    window.Worker = class extends Worker {
      /** @param {string | URL} script @param {WorkerOptions} [options] */
      constructor(script, options) {
        super(script, options);
        this.addEventListener("message", ({ data }) => {
          if (data.type === "samples") document.documentElement.dataset.samples = String(++count);
        });
      }
    };
  });
  return async () => Number(await page.locator("html").getAttribute("data-samples"));
}

test("hidden samples are not computed while the run trains on, and come back with it", async ({ page }) => {
  const samples = await countSamples(page);
  await open(page);
  await hide(page, "samples", true);
  await page.waitForTimeout(300);
  const before = await samples();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 20);
  await page.waitForTimeout(1500);
  expect(await samples()).toBe(before);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.locator("#rate")).toHaveText("–");
  await hide(page, "samples", false);
  await expect(page.locator("#sampled-at")).toHaveText(`step ${(await steps(page)).toLocaleString("en")}`);
  await stepBy(page);
});

for (const [how, fold] of /** @type {const} */ ([
  ["hidden", (/** @type {Page} */ page, /** @type {boolean} */ away) => hide(page, "curves", away)],
  [
    "folded",
    (/** @type {Page} */ page, /** @type {boolean} */ away) =>
      page.locator("#curves").evaluate((curves, away) => {
        const details = curves.closest("details") ?? document.createElement("details");
        if (curves.parentElement !== details) {
          curves.replaceWith(details);
          details.append(curves);
        }
        details.open = !away;
      }, away),
  ],
])) {
  test(`${how} curves are not drawn, and lack nothing once they are seen`, async ({ page }) => {
    await open(page);
    await stepBy(page);
    await fold(page, true);
    await page.waitForTimeout(300);
    for (const step of ["2", "3"]) {
      await page.locator("#step").click();
      await expect(page.locator("#steps")).toHaveText(step);
      await expect(page.locator("#sampled-at")).toHaveText(`step ${step}`);
    }
    await expect(page.locator("#curves")).toHaveAttribute("data-points", "1");
    await fold(page, false);
    await expect(page.locator("#curves")).toHaveAttribute("data-points", "3");
    await expect(page.locator("#losses-readout")).toContainText("Step 3:");
  });
}
