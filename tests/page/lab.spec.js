// The lab: layers of the plane, a step taken apart, scores, points drawn by hand.

import { expect, open, pixels, steps, stepBy, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** @param {string} variant */
const onRing = (variant) => `?variant=${variant}&data=ring&batch=16&device=cpu`;
/** @param {Page} page */
const legend = (page) => page.locator("#legend");
/** @param {Page} page @param {string} name */
const box = (page, name) => page.getByRole("checkbox", { name, exact: true });
/** @param {Page} page */
const shade = (page) => page.getByRole("combobox", { name: "Shade", exact: true });

test("each layer is drawn, said in words, and taken away again", async ({ page }) => {
  await open(page, onRing("wgan_gp"));
  await stepBy(page);
  await expect(legend(page)).toHaveText(
    /^Shade: D’s score, from -?[\d.]+ \(none\) to -?[\d.]+ \(full\)\. Arrows: /,
  );
  for (const [name, words] of /** @type {const} */ ([
    ["G’s grid", "Grid: what G makes of a regular grid of latents"],
    ["Penalty", /Crosses: where the penalty measures D’s slope, [\d.]+ on average; it asks for 1\./],
    ["Arrows", "Arrows: where D pulls generated points."],
  ])) {
    const isThere = await box(page, name).isChecked();
    if (!isThere) await box(page, name).check();
    await expect(legend(page)).toContainText(words);
    const drawn = await pixels(page, "generated");
    await box(page, name).uncheck();
    await expect(legend(page)).not.toContainText(words);
    expect(await pixels(page, "generated")).not.toBe(drawn);
  }
  await shade(page).selectOption("D’s slope");
  await expect(legend(page)).toContainText("Shade: the slope of D’s raw score, from 0 (none) to");
  await shade(page).selectOption("None");
  await expect(legend(page)).toHaveText("");
  const bare = await pixels(page, "generated");
  await box(page, "Real").uncheck();
  await expect.poll(() => pixels(page, "generated")).not.toBe(bare);
});

test("probabilities, energies, and a latent space of more than two are called so", async ({ page }) => {
  await open(page, onRing("vanilla"));
  await stepBy(page);
  await expect(legend(page)).toContainText("D’s probability that a point is real, from 0 (none) to 1 (full)");
  await expect(box(page, "Penalty")).toBeHidden();
  await open(page, `${onRing("began")}&latent=4`);
  await stepBy(page);
  await expect(legend(page)).toContainText("D’s energy");
  await box(page, "G’s grid").check();
  await expect(legend(page)).toContainText("its first two latents, the others at their mean");
});

test("a conditional run's layers are those of the class asked for", async ({ page }) => {
  await open(page, onRing("cgan"));
  await stepBy(page);
  await expect(legend(page)).toHaveText(/Choose one class/);
  await page.getByRole("combobox", { name: "Class", exact: true }).selectOption("3");
  await expect(legend(page)).toContainText("D’s probability");
});

test("a VAE has its grid, and nobody who judges", async ({ page }) => {
  await open(page, onRing("vae"));
  await stepBy(page);
  for (const control of [shade(page), box(page, "Arrows"), page.getByRole("button", { name: "Update D" })])
    await expect(control).toBeHidden();
  await expect(legend(page)).toHaveText("");
  await box(page, "G’s grid").check();
  await expect(legend(page)).toContainText("Grid: what G makes");
});

test("an update moves one player alone: the discriminator changes the shade, the generator the points", async ({
  page,
}) => {
  await open(page, onRing("vanilla"));
  await shade(page).selectOption("None");
  await box(page, "Arrows").uncheck();
  const diagram = page.locator("svg.flow");
  const [before, drawn] = [await steps(page), await pixels(page, "generated")];
  await page.getByRole("button", { name: "Update D" }).click();
  await expect(diagram).toHaveAccessibleName(/^The discriminator was updated, .*x [\d.]+, D’s loss [\d.]+$/);
  expect(await steps(page)).toBe(before);
  expect(await pixels(page, "generated")).toBe(drawn);
  await page.getByRole("button", { name: "Update G" }).click();
  await expect(diagram).toHaveAccessibleName(/^The generator was updated, .*G’s loss [\d.]+$/);
  await expect.poll(() => steps(page)).toBe(before + 1);
  await expect.poll(() => pixels(page, "generated")).not.toBe(drawn);
});

test("slow motion takes one update after the other, and rests", async ({ page }) => {
  await open(page, `${onRing("vanilla")}&discriminator_steps=2`);
  await box(page, "Slow motion").check();
  await page.evaluate(() => {
    const seen = /** @type {string[]} */ ([]);
    const diagram = document.querySelector("svg.flow");
    new MutationObserver(() => {
      const [what = ""] = (diagram?.getAttribute("aria-label") ?? "").split(",");
      if (seen.at(-1) !== what) seen.push(what);
    }).observe(/** @type {Element} */ (diagram), { attributeFilter: ["aria-label"] });
    /** @type {Window & { updates?: string[] }} */ (window).updates = seen;
  });
  await page.locator("#play").click();
  await expect.poll(() => steps(page)).toBe(2);
  await page.locator("#play").click();
  const updates = await page.evaluate(() => /** @type {Window & { updates?: string[] }} */ (window).updates);
  expect(updates?.slice(0, 4)).toEqual([
    "The discriminator was updated",
    "The generator was updated",
    "The discriminator was updated",
    "The generator was updated",
  ]);
  await expect(page.locator("#losses-readout")).toHaveText(/^Step 2: D [\d.]+, G [\d.]+$/);
});

test("points are scored beside real ones, over the steps", async ({ page }) => {
  await open(page, "?variant=vae&data=moons&device=cpu");
  const js = async () =>
    Number(/JS ([\d.]+)/.exec(await page.locator("#divergence-readout").innerText())?.[1]);
  await expect(page.locator("#shares-readout")).toHaveText(/Precision [\d.]+, Recall [\d.]+$/);
  const first = await js();
  await page.locator("#play").click();
  // As many other real points score 0.05 or so.
  await expect.poll(js, { timeout: 50_000 }).toBeLessThan(Math.min(first, 0.45));
});

test("a drawn shape becomes the data, and a link gives it to others", async ({ page }) => {
  await open(page, onRing("vanilla"));
  await page.getByText("Draw your own points").click();
  const square = page.getByRole("application", { name: /^Square to draw on/ });
  const train = page.getByRole("button", { name: "Train on these points" });
  await expect(train).toBeDisabled();
  await square.scrollIntoViewIfNeeded();
  const { x = 0, y = 0, width = 0 } = (await square.boundingBox()) ?? {};
  await page.mouse.move(x + 0.1 * width, y + 0.5 * width);
  await page.mouse.down();
  await page.mouse.move(x + 0.9 * width, y + 0.5 * width, { steps: 5 });
  await page.mouse.up();
  const count = async () => Number((await page.locator(".pad [role=status]").innerText()).split(" ")[0]);
  const stroke = await count();
  expect(stroke).toBeGreaterThan(15);
  await square.focus();
  for (let row = 0; row < 6; row++) await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  expect(await count()).toBe(stroke + 1);
  await train.click();
  await expect(page.getByRole("combobox", { name: "Data", exact: true })).toHaveValue("drawn");
  await stepBy(page);
  await expect(page).toHaveURL(/data=drawn/);
  const link = page.url();
  const drawing = new URL(link).searchParams.get("drawing") ?? "";
  expect(drawing).toHaveLength(2 * (stroke + 1));
  const drawn = await pixels(page, "generated");
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.locator("#play")).toBeEnabled({ timeout: 30_000 });
  await stepBy(page);
  expect(await pixels(page, "generated")).toBe(drawn);
  await page.getByText("Draw your own points").click();
  expect(await count()).toBe(stroke + 1);
  await page.getByRole("button", { name: "Clear" }).click();
  await expect(train).toBeDisabled();
});
