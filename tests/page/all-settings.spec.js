// All settings: searched by word, marked where they are not the variant's own, and each a click from there.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, setTo, stepBy, test, unfold } from "./page.js";

/** @import { Page } from "@playwright/test" */

const field = (/** @type {Page} */ page, /** @type {string} */ label) =>
  page.getByLabel(label, { exact: true });
const search = (/** @type {Page} */ page) => page.getByRole("searchbox", { name: "Search the settings" });
const result = (/** @type {Page} */ page) => page.locator("#search-settings").getByRole("status");

test("five settings stand on top, the others behind one word", async ({ page }) => {
  await open(page);
  const labels = page.locator("#settings .field-head label").filter({ visible: true });
  await expect(labels).toHaveText([
    "Variant",
    "Data",
    "Generator learning rate",
    "Discriminator learning rate",
    "Seed",
  ]);
  await expect(field(page, "Batch")).toBeHidden();
  await unfold(page);
  await expect(field(page, "Batch")).toBeVisible();
  await expect(field(page, "CPU")).toBeVisible();
});

test("settings are found by label, by name and by what their help says", async ({ page }) => {
  await open(page);
  await unfold(page);
  const shown = page.locator("#more-fields .field").filter({ visible: true });
  await search(page).fill("BETA adam 1");
  await expect(shown).toHaveCount(1);
  await expect(field(page, "Adam beta 1")).toBeVisible();
  await expect(result(page)).toHaveText("1 setting.");
  await search(page).fill("real_target");
  await expect(field(page, "Real target")).toBeVisible();
  await search(page).fill("steadier and slower");
  await expect(field(page, "Batch")).toBeVisible();
  await search(page).fill("seed");
  await expect(result(page)).toHaveText("Above: Variant, Seed.");
  await search(page).fill("colour of the sky");
  await expect(shown).toHaveCount(0);
  await expect(page.locator("#more-fields h3").filter({ visible: true })).toHaveCount(0);
  await expect(result(page)).toHaveText("No setting in use is like this.");
  // What the settings make no use of is not found.
  await search(page).fill("penalty_weight");
  await expect(field(page, "Penalty weight")).toBeHidden();
  await search(page).fill("");
  await expect(field(page, "Adam beta 1")).toBeVisible();
  await expect(result(page)).toBeEmpty();
});

test("what is not the variant's own is marked and counted, and goes back at a click", async ({ page }) => {
  await open(page, "?variant=vanilla&architecture=mlp&device=cpu");
  const count = page.locator("#changed");
  await expect(count).toBeEmpty();
  await setTo(page, "Generator learning rate", "0.001");
  await expect(count).toHaveText("1 changed");
  await setTo(page, "Batch", "16");
  await setTo(page, "Optimiser", "sgd");
  await expect(count).toHaveText("3 changed");
  await page.getByLabel("Only changed ones").check();
  await expect(page.locator("#more-fields .field").filter({ visible: true })).toHaveCount(2);
  await expect(result(page)).toHaveText("2 settings. Above: Generator learning rate.");
  const { violations } = await new AxeBuilder({ page }).include("#settings").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);

  await page.getByRole("button", { name: "Back to Adam: Optimiser" }).click();
  await page.getByRole("button", { name: "Back to 64: Batch" }).press("Enter");
  await expect(field(page, "Batch")).toHaveValue("64");
  await page.getByRole("button", { name: "Back to 0.0002: Generator learning rate" }).click();
  await expect(field(page, "Generator learning rate")).toHaveValue("0.0002");
  await expect(field(page, "Generator learning rate")).toBeFocused();
  await expect(count).toBeEmpty();
  await expect(page.getByRole("button", { name: /^Back to/ })).toHaveCount(0);
  await expect(page).not.toHaveURL(/generator_lr|batch|optimiser/);
});

test("a link's own settings are marked as it opens, and another data set has its own values", async ({
  page,
}) => {
  await open(page, "?variant=vanilla&latent=16&beta1=0.7&device=cpu");
  await expect(page.locator("#changed")).toHaveText("2 changed");
  await unfold(page);
  await expect(page.getByRole("button", { name: "Back to 64: Latent size" })).toBeVisible();
  await setTo(page, "Data", "ring");
  await expect(page.getByRole("button", { name: "Back to 2: Latent size" })).toBeVisible();
  await setTo(page, "Variant", "hinge");
  await expect(page.locator("#changed")).toBeEmpty();
});

test("a live setting goes back while the run goes on", async ({ page }) => {
  await open(page);
  await stepBy(page, 2);
  await setTo(page, "Discriminator learning rate", "0.01");
  await expect(page).toHaveURL(/discriminator_lr=0\.01/);
  await page.getByRole("button", { name: /Back to .*: Discriminator learning rate/ }).click();
  await expect(page).not.toHaveURL(/discriminator_lr/);
  await expect(page.locator("#pending")).toBeHidden();
  await expect(page.locator("#steps")).toHaveText("2");
});

test("a contradiction comes into sight whatever is searched for", async ({ page }) => {
  await open(page, "?variant=wgan_gp&architecture=mlp&batch=4&device=cpu");
  await unfold(page);
  await search(page).fill("seed");
  await expect(field(page, "Discriminator norm")).toBeHidden();
  await search(page).fill("gradient penalty");
  await setTo(page, "Gradient penalty", "none");
  await search(page).fill("discriminator norm");
  await setTo(page, "Discriminator norm", "batch");
  await search(page).fill("gradient penalty");
  await setTo(page, "Gradient penalty", "wgan_gp");
  await expect(page.locator("#pending")).toContainText("contradict each other");
  await expect(field(page, "Discriminator norm")).toBeInViewport();
  await expect(search(page)).toHaveValue("");
});
