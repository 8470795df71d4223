// Where the generator looks, over the sample whose latents are moved.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, pixels, stepBy, test } from "./page.js";

const SAGAN = "?variant=sagan&batch=4&device=cpu";

/** @param {import("@playwright/test").Page} page Opens the latents of the first sample. */
async function explore(page) {
  await stepBy(page);
  await page
    .getByRole("button", { name: /^Sample 1(, class 0)?$/ })
    .first()
    .click();
  await expect(page.locator("#imagined-at")).toHaveText(/at step/);
}

test("pointing at a pixel shows where it looks, and so do the arrow keys", async ({ page }) => {
  await open(page, SAGAN);
  await explore(page);
  const layer = page.locator("#attention");
  const said = page.locator("#attention-said");
  await expect(said).toHaveText(/^Point at a pixel.* It takes up -?[\d.e−-]+ times what it finds/);
  const nowhere = await pixels(page, "attention");
  const { width = 0, height = 0 } = (await layer.boundingBox()) ?? {};
  await layer.hover({ position: { x: (4.5 / 14) * width, y: (2.5 / 14) * height } });
  await expect(said).toHaveText(
    /^From row 3, column 5 it looks most at rows \d+–\d+, columns \d+–\d+: [\d.]+ % of its weight, where an even look would give 2\.0 %\.$/,
  );
  const pointed = await pixels(page, "attention");
  expect(pointed).not.toBe(nowhere);
  await page.mouse.move(0, 0);
  await expect(said).toHaveText(/^Point at a pixel/);

  await layer.focus();
  await expect(said).toHaveText(/^From row 8, column 8 /);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowRight");
  await expect(said).toHaveText(/^From row 7, column 9 /);
  for (let times = 0; times < 9; times++) await page.keyboard.press("ArrowRight");
  await expect(said).toHaveText(/^From row 7, column 14 /);
  await expect.poll(() => pixels(page, "attention")).not.toBe(pointed);
  const { violations } = await new AxeBuilder({ page }).include("#explorer").analyze();
  expect(violations).toEqual([]);
});

test("nets without attention have no such layer", async ({ page }) => {
  await open(page);
  await explore(page);
  await expect(page.locator("#attention")).toBeHidden();
  await expect(page.locator("#attention-said")).toBeHidden();
});
