// Images in a grid beside real ones, points in a scatter, live weights or averaged ones.

import { expect, open, pixels, stepBy, test } from "./page.js";

test("the samples are described for those who do not see them", async ({ page }) => {
  await open(page);
  await stepBy(page);
  await expect(page.getByRole("img", { name: "64 generated samples at step 1" })).toBeVisible();
  await expect(page.getByRole("img", { name: "64 real samples of digits" })).toBeVisible();
});

test("averaged weights draw other samples than live ones", async ({ page }) => {
  await open(page);
  await stepBy(page, 3);
  const averaged = page.getByRole("checkbox", { name: "Averaged weights" });
  const live = await pixels(page, "generated");
  await averaged.check();
  await expect(page.getByRole("img", { name: /averaged weights/ })).toBeVisible();
  expect(await pixels(page, "generated")).not.toBe(live);
  await averaged.uncheck();
  await expect.poll(() => pixels(page, "generated")).toBe(live);
});

test("points of the plane are shown as a scatter over the real ones", async ({ page }) => {
  await open(page, "?variant=vanilla&data=ring&batch=16&device=cpu");
  await expect(page.locator("#real-figure")).toBeHidden();
  const first = await pixels(page, "generated");
  await stepBy(page, 2);
  expect(await pixels(page, "generated")).not.toBe(first);
  await expect(page.getByRole("img", { name: "512 generated samples at step 2" })).toBeVisible();
});
