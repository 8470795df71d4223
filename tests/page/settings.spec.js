// The controls made from the engine's table of fields.

import { expect, open, reach, stepBy, test } from "./page.js";

test("every field has a labelled control with its help and range", async ({ page }) => {
  await open(page);
  await page.getByText("More settings").click();
  for (const label of ["Variant", "Data", "Seed", "Batch", "Generator rate", "Loss", "Adam beta 1"]) {
    await expect(page.getByLabel(label, { exact: true })).toBeVisible();
  }
  await expect(page.getByLabel("Checkpoint every")).toHaveCount(0);
  await page.getByRole("button", { name: "What is Batch?" }).click();
  await expect(page.locator("#field-batch-help")).toContainText("A whole number from 2 to 1024");
  await expect(page.getByLabel("Batch", { exact: true })).toHaveAccessibleDescription(/steadier and slower/);
});

test("a value out of range is refused beside its control", async ({ page }) => {
  await open(page);
  const batch = page.getByLabel("Batch", { exact: true });
  await batch.fill("1");
  await batch.press("Enter");
  await expect(page.locator("#field-batch-error")).toHaveText(
    "Batch must be a whole number from 2 to 1024 (samples).",
  );
  await expect(batch).toHaveAttribute("aria-invalid", "true");
  await batch.fill("4");
  await batch.press("Enter");
  await expect(page.locator("#field-batch-error")).toBeEmpty();
  await expect(page).toHaveURL(/batch=4/);
});

test("a rate changes while the run goes on", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Start" }).click();
  await reach(page, 3);
  const rate = page.getByLabel("Generator rate", { exact: true });
  await rate.fill("0.001");
  await rate.press("Enter");
  await expect(page).toHaveURL(/generator_rate=0\.001/);
  await expect(page.locator("#pending")).toBeHidden();
  await page.getByLabel("Generator rate, slider").press("ArrowRight");
  await expect(page).not.toHaveURL(/generator_rate=0\.001(&|$)/);
  await reach(page, 8);
});

test("another change waits for a fresh start, which the person gives or not", async ({ page }) => {
  await open(page);
  await stepBy(page, 2);
  const batch = page.getByLabel("Batch", { exact: true });
  await batch.fill("4");
  await batch.press("Enter");
  await expect(page.locator("#pending")).toContainText("the present run, 2 steps, would end");
  await page.getByRole("button", { name: "Keep the run" }).click();
  await expect(batch).toHaveValue("8");
  await batch.fill("4");
  await batch.press("Enter");
  await page.getByRole("button", { name: "Start afresh" }).click();
  await expect(page.locator("#steps")).toHaveText("0");
  await expect(page.locator("#pending")).toBeHidden();
  await expect(page).toHaveURL(/batch=4/);
});

test("another variant brings its own settings and keeps data and seed", async ({ page }) => {
  await open(page, "?variant=vanilla&batch=8&seed=5&device=cpu");
  await page.getByLabel("Variant", { exact: true }).selectOption("dcgan");
  await expect(page).toHaveURL(/variant=dcgan&seed=5/);
  await expect(page.locator("#field-norm")).toHaveValue("batch");
  await expect(page.getByRole("heading", { name: "DCGAN" })).toBeVisible();
});
