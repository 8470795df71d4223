// Scores of generated digits, measured while the run trains.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, stepBy, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

const DIGITS = "?variant=dcgan&data=digits&batch=4&device=cpu";
const scores = (/** @type {Page} */ page) => page.locator("#digit-scores");

test("digits are scored while this is open, anew after a step and when it is opened again", async ({
  page,
}) => {
  const asked = /** @type {string[]} */ ([]);
  page.context().on("request", (request) => asked.push(request.url()));
  await open(page, DIGITS);
  await stepBy(page);
  const weights = () => asked.filter((url) => url.endsWith(".safetensors")).length;
  expect(weights()).toBe(0);
  await page.getByText("Score the digits").click();
  const last = page.locator("#digits-last");
  await expect(last).toContainText("At step 1: 512 generated digits, beside 512 real ones.");
  await expect(last).toContainText("of 10 classes");
  expect(weights()).toBe(1);
  await expect(page.locator("#digits-score-readout")).toContainText(/Step 1: Score [1-9]/);
  await expect(page.locator("#digits-frechet-readout")).toContainText(/Step 1: Fréchet distance [1-9]/);
  await stepBy(page);
  await expect(last).toContainText("At step 2");
  const { violations } = await new AxeBuilder({ page }).include("#digit-scores").analyze();
  expect(violations).toEqual([]);
  await page.getByText("Score the digits").click();
  await stepBy(page);
  await page.getByText("Score the digits").click();
  await expect(last).toContainText("At step 3");
});

test("points, own images and translations are not scored as digits", async ({ page }) => {
  await open(page, "?variant=vanilla&data=ring&device=cpu");
  await expect(scores(page)).toHaveCount(0);
  await open(page, "?variant=pix2pix&data=digits&filters=4&batch=2&device=cpu");
  await expect(scores(page)).toHaveCount(0);
});
