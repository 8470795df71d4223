// The controls made from the engine's table of fields.

import { expect, open, reach, setTo, stepBy, test, unfold } from "./page.js";

test("every field has a labelled control with its help and range", async ({ page }) => {
  await open(page);
  await unfold(page);
  for (const label of [
    "Variant",
    "Data",
    "Seed",
    "Batch",
    "Generator learning rate",
    "Loss",
    "Adam beta 1",
  ]) {
    await expect(page.getByLabel(label, { exact: true })).toBeVisible();
  }
  await expect(page.getByLabel("Checkpoint every")).toHaveCount(0);
  await page.getByRole("button", { name: "What is Batch?" }).click();
  await expect(page.locator("#field-batch-help")).toContainText("A whole number from 1 to 1024");
  await expect(page.getByLabel("Batch", { exact: true })).toHaveAccessibleDescription(/steadier and slower/);
});

test("a value out of range is refused beside its control", async ({ page }) => {
  await open(page);
  await unfold(page);
  const batch = page.getByLabel("Batch", { exact: true });
  await batch.fill("0");
  await batch.press("Enter");
  await expect(page.locator("#field-batch-error")).toHaveText(
    "Batch must be a whole number from 1 to 1024 (samples).",
  );
  await expect(batch).toHaveAttribute("aria-invalid", "true");
  await batch.fill("4");
  await batch.press("Enter");
  await expect(page.locator("#field-batch-error")).toBeEmpty();
  await expect(page).toHaveURL(/batch=4/);
});

test("a decimal comma is a decimal point, and no comma is dropped unsaid", async ({ page }) => {
  await open(page);
  await unfold(page);
  /** @param {string} label @param {string} text As a person types it. */
  const type = async (label, text) => {
    const input = page.getByLabel(label, { exact: true });
    await input.selectText();
    await input.pressSequentially(text);
    await input.press("Enter");
  };
  await type("Adam beta 1", "0,25");
  await expect(page).toHaveURL(/beta1=0\.25/);
  await expect(page.getByLabel("Adam beta 1", { exact: true })).toHaveValue("0.25");
  await type("Batch", "1,000");
  await expect(page.locator("#field-batch-error")).toContainText("must be a whole number");
  await expect(page).toHaveURL(/batch=8/);
});

test("a rate changes while the run goes on", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 3);
  const rate = page.getByLabel("Generator learning rate", { exact: true });
  await rate.fill("0.001");
  await rate.press("Enter");
  await expect(page).toHaveURL(/generator_lr=0\.001/);
  await expect(page.locator("#pending")).toBeHidden();
  await page.getByLabel("Generator learning rate, slider").press("ArrowRight");
  await expect(page).not.toHaveURL(/generator_lr=0\.001(&|$)/);
  await reach(page, 8);
});

test("another change waits for a restart, which the person gives or not", async ({ page }) => {
  await open(page);
  await stepBy(page, 2);
  await unfold(page);
  const batch = page.getByLabel("Batch", { exact: true });
  await batch.fill("4");
  await batch.press("Enter");
  await expect(page.locator("#pending")).toContainText("the present run, 2 steps, would end");
  await page.getByRole("button", { name: "Keep the run" }).click();
  await expect(batch).toHaveValue("8");
  await batch.fill("4");
  await batch.press("Enter");
  await page.getByRole("button", { name: "Restart with this" }).click();
  await expect(page.locator("#steps")).toHaveText("0");
  await expect(page.locator("#pending")).toBeHidden();
  await expect(page).toHaveURL(/batch=4/);
});

test("another variant brings its own settings and keeps data and seed", async ({ page }) => {
  await open(page, "?variant=vanilla&batch=8&seed=5&device=cpu");
  await page.getByLabel("Variant", { exact: true }).selectOption("dcgan");
  await expect(page).toHaveURL(/variant=dcgan&seed=5/);
  await expect(page.locator("#field-discriminator_norm")).toHaveValue("batch");
  await expect(page.getByRole("heading", { name: "DCGAN" })).toBeVisible();
});

test("only fields in use are shown, under the headings of their groups", async ({ page }) => {
  await open(page);
  await unfold(page);
  const [slope, beta1] = [
    page.getByLabel("Penalty weight", { exact: true }),
    page.getByLabel("Adam beta 1", { exact: true }),
  ];
  await expect(slope).toBeHidden();
  await setTo(page, "Gradient penalty", "r1");
  await expect(
    page.getByRole("group", { name: "Regularisation" }).getByLabel("Penalty weight", { exact: true }),
  ).toBeVisible();
  await setTo(page, "Gradient penalty", "none");
  await expect(slope).toBeHidden();
  await expect(
    page.getByRole("group", { name: "Training" }).getByLabel("Adam beta 1", { exact: true }),
  ).toBeVisible();
  await setTo(page, "Optimiser", "sgd");
  await expect(beta1).toBeHidden();
  await expect(page.getByLabel("Discriminator steps", { exact: true })).toBeVisible();
  await setTo(page, "Variant", "vae");
  await expect(page.getByLabel("Discriminator steps", { exact: true })).toBeHidden();
  await expect(page.getByLabel("Likelihood", { exact: true })).toBeVisible();
});

test("the fields in use follow the draft while the run goes on", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 3);
  await unfold(page);
  await setTo(page, "Loss", "least_squares");
  await expect(page.getByLabel("Generated target", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Keep the run" }).click();
  await expect(page.getByLabel("Generated target", { exact: true })).toBeHidden();
});

test("a contradiction is refused at its control, and the run stays", async ({ page }) => {
  await open(page, "?variant=wgan_gp&architecture=mlp&batch=8&device=cpu");
  await unfold(page);
  const norm = page.getByLabel("Discriminator norm", { exact: true });
  // At a run's start a change is tried at once; later it waits for the person.
  for (const steps of [0, 2]) {
    await stepBy(page, steps);
    await setTo(page, "Discriminator norm", "batch");
    await expect(page.locator("#field-discriminator_norm-error")).toContainText(
      "the penalty is on each sample's own gradient",
    );
    await expect(norm).toHaveAttribute("aria-invalid", "true");
    await expect(page.locator("#pending")).toContainText("see Discriminator norm");
    await expect(page.getByRole("button", { name: "Restart with this" })).toBeHidden();
    await expect(page).not.toHaveURL(/norm=batch/);
    await expect(page.locator("#steps")).toHaveText(String(steps));
    await page.getByRole("button", { name: "Keep the run" }).click();
    await expect(norm).toHaveValue("none");
    await expect(page.locator("#field-discriminator_norm-error")).toBeEmpty();
    await expect(page.locator("#pending")).toBeHidden();
  }
});

test("points bring settings of their own, and what was changed stays", async ({ page }) => {
  await open(page, "?variant=dcgan&architecture=mlp&batch=4&device=cpu");
  const latent = page.getByLabel("Latent size", { exact: true });
  await expect(latent).toHaveValue("64");
  await setTo(page, "Data", "ring");
  await expect(latent).toHaveValue("2");
  await expect(page).toHaveURL(/variant=dcgan&data=ring&batch=4&architecture=mlp/);
  await expect(page).not.toHaveURL(/latent|norm|rate/);
  await setTo(page, "Variant", "hinge");
  await expect(latent).toHaveValue("2");
  await setTo(page, "Data", "digits");
  await expect(latent).toHaveValue("64");
});

test("the control of a contradiction comes into sight wherever it is, and the way out is taken", async ({
  page,
}) => {
  await open(page, "?variant=crgan&architecture=mlp&batch=4&consistency=5&device=cpu");
  await expect(page.getByLabel("Consistency", { exact: true })).toBeHidden();
  await setTo(page, "Data", "ring");
  await expect(page.getByLabel("Consistency", { exact: true })).toBeInViewport();
  await expect(page.locator("#field-consistency-error")).toContainText("these samples are points");
  await expect(page).not.toHaveURL(/data=ring/);
  await setTo(page, "Consistency", "0");
  await expect(page).toHaveURL(/data=ring/);
  await expect(page.getByLabel("Consistency", { exact: true })).toBeHidden();
});
