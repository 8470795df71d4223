// The curves' values, smoothing, scale and lines of reference.

import { expect, open, stepBy, test } from "./page.js";

for (const [query, words] of /** @type {const} */ ([
  ["?variant=dcgan&batch=4", "the loss of D at 1.386, the loss of G at 0.693, D(x) at 0.500"],
  ["?variant=vanilla&batch=8", "the loss of D at 1.376, the loss of G at 0.799, D(x) at 0.450"],
  ["?variant=vanilla&batch=8&loss=minimax&real_target=1", "the loss of G at -0.693, D(x) at 0.500"],
  ["?variant=vanilla&batch=8&label_flips=0.1", "real ones: D(x) at 0.450"],
  ["?variant=lsgan&batch=4", "the loss of D at 0.250, the loss of G at 0.125, D(x) at 0.500"],
  [
    "?variant=lsgan&batch=4&generated_target=-1&fooled_target=0",
    "D at 1.000, the loss of G at 0.000, D(x) at 0.000",
  ],
  ["?variant=hinge&batch=4", "the loss of D at 2.000."],
  ["?variant=wgan_gp&batch=4", "real ones: Distance at 0.000."],
  ["?variant=dragan&batch=4", "real ones: the loss of G at 0.693, D(x) at 0.500"],
])) {
  test(`the lines of reference stand where the curves would rest: ${query}`, async ({ page }) => {
    await open(page, `${query}&device=cpu`);
    await expect(page.locator("#rest")).toContainText(words);
  });
}

test("a run that rests nowhere known has no lines of reference", async ({ page }) => {
  await open(page, "?variant=vae&batch=8&device=cpu");
  await expect(page.locator("#rest")).toBeEmpty();
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
  await page.getByLabel("Logarithmic scale").check();
  await expect.poll(picture).not.toBe(plain);
  const logarithmic = await picture();
  await page.getByLabel("Smoothing").fill("0");
  await expect.poll(picture).not.toBe(logarithmic);
});
