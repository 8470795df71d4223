// The gallery of broken runs: opened, repaired by the doctor's remedy, and marked as repaired.

import AxeBuilder from "@axe-core/playwright";
import { CASES } from "../../www/gallery/cases.js";
import { expect, reach, steps, test } from "./page.js";

test("eight broken runs, each with what to watch, a hint and a remedy", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/?device=cpu#gallery");
  await expect(page.getByRole("heading", { name: "Broken runs to repair" })).toBeVisible();
  const cases = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: /^Open: / }) });
  await expect(cases).toHaveCount(8);
  await cases.first().getByText("A hint").click();
  await cases.first().getByText("The remedy").click();
  await expect(cases.first()).toContainText("Set Generator learning rate to 0.001");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});

test("each is a recipe without a mistake", async ({ page }) => {
  for (const { name, query } of CASES) {
    await page.goto(`/?${query}&device=cpu#broken=${name}`);
    await expect(page.locator("#repair-status")).not.toBeEmpty();
    await expect(page.locator("#steps")).toHaveText(/\d/);
    expect(await page.locator("#notice").innerText()).not.toMatch(/invalid|means nothing/);
  }
});

test("a broken run starts by itself, and the page knows when it is repaired", async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto("/?device=cpu#gallery");
  await page.getByRole("link", { name: "Open: A code that says nothing" }).click();
  const status = page.locator("#repair-status");
  await expect(page.getByRole("heading", { name: "To repair: A code that says nothing" })).toBeVisible();
  await expect(status).toHaveText(/^It trains/);
  await expect(status).toHaveText(/^The doctor has found the fault/, { timeout: 50_000 });
  const card = page.getByRole("article", { name: "Posterior collapse" });
  await expect(card).toBeInViewport();
  await card.getByRole("button", { name: /sharper decoder/ }).click();
  await expect(status).toHaveText(/^Changed/);
  await expect(status).toHaveText(/^Repaired/, { timeout: 60_000 });
  await page.getByRole("link", { name: "All broken runs" }).click();
  await expect(page.locator(".case").filter({ hasText: "A code that says nothing" })).toContainText(
    "✓ Repaired",
  );
  await expect(page.locator(".mark", { hasText: "Repaired" })).toHaveCount(1);
});

test("a change that does not help is no repair", async ({ page }) => {
  await page.goto("/?variant=vae&data=ring&decoder_deviation=1&batch=16&device=cpu#broken=silent_code");
  const status = page.locator("#repair-status");
  await expect(status).toHaveText(/^The doctor has found the fault/, { timeout: 50_000 });
  const rate = page.getByLabel("Generator learning rate", { exact: true });
  await rate.fill("0.002");
  await rate.press("Enter");
  await expect(page).toHaveURL(/generator_lr=0.002/);
  await reach(page, (await steps(page)) + 50);
  await expect(status).toHaveText(/^The doctor has found the fault/);
});
