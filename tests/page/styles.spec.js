// Nets that grow, and styles of two samples in one.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, pixels, stepBy, test } from "./page.js";

const GROWING = "?variant=pggan&batch=4&fade_steps=2&stable_steps=1&device=cpu";
const STYLED = "?variant=stylegan&batch=4&device=cpu";

/** @param {import("@playwright/test").Page} page Opens the latents of the first sample. */
async function explore(page) {
  await page.getByRole("button", { name: "Sample 1", exact: true }).click();
  await expect(page.locator("#imagined-at")).toHaveText(/at step/);
}

test("a run that grows says how far it is and shows what each level makes", async ({ page }) => {
  await open(page, GROWING);
  const growth = page.locator("#growth");
  await expect(growth).toHaveText("7×7 pixels");
  await stepBy(page);
  await expect(growth).toHaveText("14×14 pixels, of which the newest level has faded in by 50 %");
  await explore(page);
  const levels = page.getByRole("img", {
    name: "What the generator’s levels make of these latents: 7×7, 14×14",
  });
  await expect(levels).toBeVisible();
  for (let step = 0; step < 4; step++) await stepBy(page);
  await expect(growth).toHaveText("fully grown, 28×28 pixels");
  await expect(page.locator("#levels figcaption")).toContainText("7×7, 14×14, 28×28");
  const { violations } = await new AxeBuilder({ page }).include("#samples").analyze();
  expect(violations).toEqual([]);
});

test("the last styles of a sample are taken from another one, level by level", async ({ page }) => {
  await open(page, STYLED);
  await stepBy(page);
  await explore(page);
  await expect(page.locator("#growth")).toHaveText("");
  await expect(page.locator("#levels")).toBeHidden();
  const mixing = page.getByRole("group", { name: "Mix styles" });
  const levels = mixing.getByRole("slider", { name: "Levels from it" });
  await expect(levels).toHaveAttribute("aria-valuetext", "0 of 6");
  const own = await pixels(page, "imagined");
  await levels.fill("2");
  await expect(levels).toHaveAttribute("aria-valuetext", "2 of 6");
  await expect.poll(() => pixels(page, "imagined")).not.toBe(own);
  const mixed = await pixels(page, "imagined");
  await mixing.getByLabel("With sample").selectOption("5");
  await expect.poll(() => pixels(page, "imagined")).not.toBe(mixed);
  await page.getByRole("button", { name: "Back to its latents" }).click();
  await expect(levels).toHaveAttribute("aria-valuetext", "0 of 6");
  await expect.poll(() => pixels(page, "imagined")).toBe(own);
  const { violations } = await new AxeBuilder({ page }).include("#explorer").analyze();
  expect(violations).toEqual([]);
});

test("nets without a mapping network mix no styles, and those that do not grow have no levels", async ({
  page,
}) => {
  await open(page);
  await stepBy(page);
  await explore(page);
  for (const part of ["#mixing", "#levels"]) await expect(page.locator(part)).toBeHidden();
});
