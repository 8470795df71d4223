// What the discriminator makes of the plane: a shade below points, and arrows where it pulls generated ones.

import { expect, open, pixels, stepBy, test } from "./page.js";

/** @param {string} variant */
const onRing = (variant) => `?variant=${variant}&data=ring&batch=16&device=cpu`;

test("below points lies the discriminator's probability, until the person takes it away", async ({
  page,
}) => {
  await open(page, onRing("vanilla"));
  await stepBy(page);
  const legend = page.locator("#shade");
  await expect(legend).toContainText("D's probability that a point is real, from 0 (none) to 1 (full)");
  const shaded = await pixels(page, "generated");
  const discriminator = page.getByRole("checkbox", { name: "Discriminator", exact: true });
  await discriminator.uncheck();
  await expect(legend).toBeHidden();
  const bare = await pixels(page, "generated");
  expect(bare).not.toBe(shaded);
  await discriminator.check();
  await expect(legend).toBeVisible();
  await expect.poll(() => pixels(page, "generated")).toBe(shaded);
});

for (const [variant, words] of /** @type {const} */ ([
  ["wgan_gp", /D's score, from -?[\d.]+ \(none\) to -?[\d.]+ \(full\)/],
  ["began", /D's energy, from [\d.]+ \(none\) to [\d.]+ \(full\)/],
])) {
  test(`the shade of ${variant} says what it stands for`, async ({ page }) => {
    await open(page, onRing(variant));
    await stepBy(page);
    await expect(page.locator("#shade")).toHaveText(words);
  });
}

test("a conditional discriminator's surface is that of the class asked for", async ({ page }) => {
  await open(page, onRing("cgan"));
  await stepBy(page);
  await expect(page.locator("#shade")).toHaveText(/Ask for one class/);
  await page.getByRole("combobox", { name: "Class", exact: true }).selectOption("3");
  await expect(page.locator("#shade")).toContainText("D's probability");
});

test("where nobody judges, and below images, there is no surface to ask for", async ({ page }) => {
  for (const query of [onRing("vae"), "?variant=vanilla&batch=8&device=cpu"]) {
    await open(page, query);
    await stepBy(page);
    await expect(page.locator("#surface")).toBeHidden();
    await expect(page.locator("#shade")).toBeHidden();
  }
});
