// The failure doctor in the page: it speaks of a broken run, one click applies a remedy, and a healthy run is left alone.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, reach, steps, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** A VAE that the doctor finds at fault after some hundred short steps. */
const SILENT = "?variant=vae&data=ring&decoder_deviation=1&batch=16&device=cpu";
/** A discriminator far faster than its generator, for as long as it is left so; live settings put it right. */
const WON = "?variant=vanilla&data=digits&generator_lr=0.00002&discriminator_lr=0.002&batch=16&device=cpu";

/** @param {Page} page @param {string} name */
const finding = (page, name) => page.getByRole("article", { name });

/** @param {Page} page @param {string} query */
async function train(page, query) {
  await open(page, query);
  await page.getByRole("button", { name: "Start", exact: true }).click();
}

test("a silent code is found, said and shown, and a restarted run is repaired", async ({ page }) => {
  await train(page, SILENT);
  await expect(page.locator("#doctor-status")).toHaveText("No fault found so far.");
  const card = finding(page, "Posterior collapse");
  await expect(card).toBeVisible({ timeout: 40_000 });
  await expect(card).toContainText(/Since step \d+ the codes have said next to nothing/);
  await expect(card.locator(".readout")).toHaveText(/Step [\d,]+: KL 0\.0/);
  await expect(page.locator("#doctor-spoken")).toHaveText(/^Posterior collapse Since step \d+/);
  await expect(page.locator("#doctor-status")).toBeHidden();
  await card.getByRole("button", { name: /sharper decoder/ }).click();
  await expect(page).toHaveURL(/variant=vae&data=ring(?!.*decoder_deviation)/);
  await expect(card).toBeHidden();
  await reach(page, 150);
  await expect(card).toBeHidden();
  await expect(page.locator("#scores-readout")).toHaveText(/KL [1-9]/);
});

test("a live remedy goes into the running run", async ({ page }) => {
  await train(page, WON);
  const card = finding(page, "The discriminator wins outright");
  await expect(card).toBeVisible({ timeout: 40_000 });
  await expect(card.locator(".readout")).toHaveText(/D\(x\) [01]\.\d+, D\(G\(z\)\) 0/);
  const before = await steps(page);
  await card.getByRole("button", { name: "Back to the variant’s own settings" }).click();
  await expect(page).toHaveURL(/^(?!.*_lr=)/);
  await expect(page.getByLabel("Generator learning rate", { exact: true })).toHaveValue("0.0002");
  await expect(page.getByLabel("Discriminator learning rate", { exact: true })).toHaveValue("0.0002");
  await reach(page, before + 1);
  await expect(page.locator("#pending")).toBeHidden();
  await expect(card).toBeHidden({ timeout: 30_000 });
  await expect(page.locator("#doctor-spoken")).toHaveText("The discriminator wins outright: no longer seen.");
});

test("a healthy run is left alone", async ({ page }) => {
  await train(page, "?variant=vae&data=ring&batch=16&device=cpu");
  await reach(page, 400);
  await expect(page.locator("#doctor-status")).toHaveText("No fault found so far.");
  await expect(page.locator(".finding")).toHaveCount(0);
});

test("numbers that overflow are said with what helps in a fresh start", async ({ page }) => {
  await train(page, "?variant=vae&data=ring&optimiser=sgd&generator_lr=0.1&discriminator_lr=0.1&device=cpu");
  const card = finding(page, "A number overflowed");
  await expect(card).toBeVisible();
  // The run told its last whole step before it ended, however soon that was.
  await expect(page.locator("#steps")).toHaveText("3");
  await expect(card).toContainText("After step 3 a loss was no longer a finite number");
  await expect(page.locator("#losses-readout")).toContainText("Step 3:");
  await card.getByRole("button", { name: "Gradients cut down to a length of 1" }).click();
  await expect(page).toHaveURL(/clip_grad_norm=1/);
  await reach(page, 30);
  await expect(card).toBeHidden();
});

test("a message can be dismissed, and the doctor muted", async ({ page }) => {
  await train(page, SILENT);
  const card = finding(page, "Posterior collapse");
  await expect(card).toBeVisible({ timeout: 40_000 });
  await page.getByRole("checkbox", { name: "Mute" }).check();
  await expect(card).toBeHidden();
  await expect(page.locator("#doctor-status")).toHaveText(/^Muted/);
  await page.getByRole("checkbox", { name: "Mute" }).uncheck();
  await expect(card).toBeVisible();
  await page.getByRole("button", { name: "Dismiss: Posterior collapse" }).click();
  await expect(card).toBeHidden();
  await reach(page, (await steps(page)) + 50);
  await expect(card).toBeHidden();
});

test("axe finds nothing in a finding, on a phone, dark", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await train(page, "?variant=vae&data=ring&optimiser=sgd&generator_lr=0.1&discriminator_lr=0.1&device=cpu");
  await expect(finding(page, "A number overflowed")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
