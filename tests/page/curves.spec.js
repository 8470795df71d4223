// The curves' values, smoothing, scale and lines of reference.

import { expect, open, stepBy, test } from "./page.js";

test("the lines of reference stand where the losses would rest", async ({ page }) => {
  await open(page, "?variant=dcgan&batch=4&device=cpu");
  await expect(page.locator("#rest")).toContainText(
    "the loss of D at 1.386, the loss of G at 0.693, D(x) at 0.500",
  );
  await open(page);
  await expect(page.locator("#rest")).toContainText(
    "the loss of D at 1.376, the loss of G at 0.799, D(x) at 0.450",
  );
  await open(page, "?variant=vanilla&loss=minimax&real_target=1&batch=8&device=cpu");
  await expect(page.locator("#rest")).toContainText(
    "the loss of D at 1.386, the loss of G at -0.693, D(x) at 0.500",
  );
});

test("the value under the pointer is shown", async ({ page }) => {
  await open(page);
  await stepBy(page, 4);
  const chart = page.locator("#losses .u-over");
  const last = await page.locator("#losses-readout").innerText();
  await chart.hover({ position: { x: 2, y: 40 } });
  await expect(page.locator("#losses-readout")).toHaveText(/^Step 1: D \d+\.\d{3}, G \d+\.\d{3}$/);
  await page.locator("h1").hover();
  await expect(page.locator("#losses-readout")).toHaveText(last);
});

test("smoothing and the logarithmic scale redraw the curves", async ({ page }) => {
  await open(page);
  await stepBy(page, 4);
  const picture = () =>
    page
      .locator("#losses canvas")
      .evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
  const plain = await picture();
  await page.getByLabel("Logarithmic losses").check();
  await expect.poll(picture).not.toBe(plain);
  const logarithmic = await picture();
  await page.getByLabel("Smoothing").fill("0");
  await expect.poll(picture).not.toBe(logarithmic);
});
