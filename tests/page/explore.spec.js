// Looking into samples: one by one, through their latents, and by the discriminator's scores.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, pixels, reach, SMALL, stepBy, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** @param {Page} page @param {number} number */
const sample = (page, number) => page.getByRole("button", { name: `Sample ${number}`, exact: true });

/** @param {Page} page @param {number} number Opens its latents, once they are drawn. */
async function explore(page, number) {
  await sample(page, number).click();
  await expect(page.getByRole("heading", { name: `Sample ${number}: its latents` })).toBeFocused();
  await expect(page.locator("#imagined-at")).toHaveText(/at step/);
}

/** @param {Page} page @param {number} at */
const direction = (page, at) => page.getByRole("slider", { name: new RegExp(`^Direction ${at} `) });

test("pointing at a sample shows it larger, what the discriminator makes of it, and the nearest real image", async ({
  page,
}) => {
  await open(page);
  await stepBy(page);
  await expect(page.locator("#lens")).toContainText("Point at a generated sample");
  await sample(page, 13).hover();
  await expect(page.locator("#lens-name")).toHaveText("Sample 13");
  await expect(page.locator("#lens-opinion")).toHaveText(/^D’s probability that it is real: 0\.\d{3}$/);
  await expect(page.locator("#lens-likeness")).toHaveText(
    /^Nearest of 2,048 real images\. Pixels differ by \d/,
  );
  await expect(page.getByRole("img", { name: "The real image nearest to sample 13" })).toBeVisible();
  const larger = await pixels(page, "lens-sample");
  await sample(page, 14).hover();
  await expect(page.locator("#lens-name")).toHaveText("Sample 14");
  await expect.poll(() => pixels(page, "lens-sample")).not.toBe(larger);
});

test("the grid is one tab stop, and arrow keys move in it", async ({ page }) => {
  await open(page);
  await stepBy(page);
  await expect(page.locator("#cells [tabindex='0']")).toHaveCount(1);
  await sample(page, 1).focus();
  for (const [key, number] of /** @type {const} */ ([
    ["ArrowRight", 2],
    ["ArrowDown", 10],
    ["ArrowLeft", 9],
    ["ArrowUp", 1],
    ["ArrowLeft", 1],
    ["End", 8],
    ["Home", 1],
  ])) {
    await page.keyboard.press(key);
    await expect(sample(page, number)).toBeFocused();
    await expect(page.locator("#lens-name")).toHaveText(`Sample ${number}`);
  }
  await expect(page.locator("#lens-said")).toHaveText(
    /^Sample 1\. D’s probability that it is real: 0\.\d+\.$/,
  );
  await expect(page.locator("#cells [tabindex='0']")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sample 1: its latents" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.locator("#explorer")).toBeHidden();
  await expect(sample(page, 1)).toBeFocused();
});

test("while it trains, the sample that is looked at stays, and its score follows", async ({ page }) => {
  await open(page);
  await stepBy(page);
  await sample(page, 20).hover();
  const opinion = page.locator("#lens-opinion");
  await expect(opinion).toHaveText(/probability/);
  const first = await opinion.innerText();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 30);
  await expect(opinion).not.toHaveText(first);
  await expect(page.locator("#lens-name")).toHaveText("Sample 20");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Restart" }).click();
  await expect(page.locator("#lens")).toContainText("Point at a generated sample");
});

test("a sample's latents are sliders, and each redraws it at once", async ({ page }) => {
  await open(page);
  await stepBy(page);
  await explore(page, 5);
  const own = await pixels(page, "imagined");
  expect(own).toBe(await pixels(page, "lens-sample"));
  await expect(page.getByRole("slider", { name: /^Direction \d+ [\d.]+ % of the variance$/ })).toHaveCount(8);
  const shares = await page.locator("#directions small").allInnerTexts();
  const numbers = shares.slice(0, 8).map(parseFloat);
  expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
  expect(numbers[0]).toBeGreaterThan(100 / 64);

  await direction(page, 1).fill("2.5");
  await expect(direction(page, 1)).toHaveAttribute("aria-valuetext", "2.50 σ");
  await expect.poll(() => pixels(page, "imagined")).not.toBe(own);
  await page.getByRole("button", { name: "Back to its latents" }).click();
  await expect.poll(() => pixels(page, "imagined")).toBe(own);

  await page.getByRole("button", { name: "Show 56 more" }).click();
  await expect(direction(page, 9)).toBeFocused();
  await expect(direction(page, 64)).toBeVisible();
  await page.getByText("Each latent by itself").click();
  const latent = page.getByRole("slider", { name: "Latent 64", exact: true });
  const before = await direction(page, 1).getAttribute("aria-valuetext");
  await latent.fill("-2.9");
  await expect.poll(() => pixels(page, "imagined")).not.toBe(own);
  await expect(direction(page, 1)).not.toHaveAttribute("aria-valuetext", String(before));
});

test("what is made of moved latents follows the training", async ({ page }) => {
  await open(page);
  await stepBy(page);
  await explore(page, 3);
  await direction(page, 2).fill("-2");
  const before = await pixels(page, "imagined");
  await stepBy(page, 2);
  await expect(page.locator("#imagined-at")).toHaveText("at step 3");
  expect(await pixels(page, "imagined")).not.toBe(before);
  await expect(direction(page, 2)).toHaveAttribute("aria-valuetext", "-2.00 σ");
  await page.getByRole("button", { name: "What is Principal directions?" }).click();
  await expect(page.locator("#directions-help")).toContainText("Found at step 1.");
  await page.getByRole("button", { name: "Find them again" }).click();
  await expect(page.locator("#directions-help")).toContainText("Found at step 3.");
});

test("the way to another sample ends there, and a walk goes on to the next", async ({ page }) => {
  await open(page);
  await stepBy(page);
  await sample(page, 7).hover();
  await expect(page.locator("#lens-name")).toHaveText("Sample 7");
  const end = await pixels(page, "lens-sample");
  await explore(page, 5);
  const own = await pixels(page, "imagined");
  await page.getByRole("combobox", { name: "Sample", exact: true }).selectOption("7");
  const position = page.getByRole("slider", { name: "Position on the way" });
  await position.fill("100");
  await expect(position).toHaveAttribute("aria-valuetext", "100 % of the way to sample 7");
  await expect.poll(() => pixels(page, "imagined")).toBe(end);
  await position.fill("0");
  await expect.poll(() => pixels(page, "imagined")).toBe(own);
  await page.getByRole("button", { name: "Walk from sample to sample" }).click();
  await expect(page.getByRole("combobox", { name: "Sample", exact: true })).toHaveValue("7");
  await page.getByRole("button", { name: "Pause the walk" }).click();
  await expect(position).toHaveAttribute("aria-valuetext", /of the way to sample 8/);
});

test("where less motion is asked for, a walk takes few, slow steps", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await stepBy(page);
  await explore(page, 5);
  await page.getByRole("button", { name: "Walk from sample to sample" }).click();
  const position = page.getByRole("slider", { name: "Position on the way" });
  await expect(position).toHaveAttribute("aria-valuetext", "50 % of the way to sample 6");
  await expect(position).toHaveAttribute("aria-valuetext", "100 % of the way to sample 6");
});

test("a conditional run's sample is drawn as any class", async ({ page }) => {
  await open(page, "?variant=cgan&architecture=mlp&batch=8&device=cpu");
  await stepBy(page);
  await page.getByRole("button", { name: "Sample 33, class 3" }).click();
  const classes = page.getByRole("combobox", { name: "Draw it as class" });
  await expect(classes).toHaveValue("3");
  await expect(page.locator("#imagined-at")).toHaveText("at step 1");
  expect(await pixels(page, "imagined")).toBe(await pixels(page, "lens-sample"));
  await page.getByRole("button", { name: "Sample 43, class 4" }).hover();
  await expect(page.locator("#lens-name")).toHaveText("Sample 43, class 4");
  await classes.selectOption("4");
  // Rows are of the same latents.
  await expect.poll(() => pixels(page, "imagined")).toBe(await pixels(page, "lens-sample"));
});

test("a VAE's decoder has latents, and nobody who judges", async ({ page }) => {
  await open(page, "?variant=vae&batch=8&device=cpu");
  await stepBy(page);
  await expect(page.locator("#opinions")).toBeHidden();
  await explore(page, 2);
  await expect(page.locator("#lens-opinion")).toHaveText(
    "No discriminator judges single samples in this run",
  );
  const own = await pixels(page, "imagined");
  await direction(page, 1).fill("2");
  await expect.poll(() => pixels(page, "imagined")).not.toBe(own);
});

for (const [variant, what] of /** @type {const} */ ([
  ["vanilla", "D’s probability that a sample is real"],
  ["wgan_gp&architecture=mlp&discriminator_steps=1", "D’s score"],
  ["began&architecture=mlp", "D’s energy"],
])) {
  test(`the scores of ${variant} are two heaps, with values by keyboard`, async ({ page }) => {
    await open(page, `?variant=${variant}&batch=8&device=cpu`);
    await stepBy(page);
    await page.getByText("Discriminator’s scores").click();
    const chart = page.locator("#histogram");
    await expect(chart).toHaveAccessibleName(
      new RegExp(`^${what} at step 1\\. Mean of real samples -?[\\d.e-]+,`),
    );
    const bar = page.getByRole("slider", { name: "Values of one bar" });
    await bar.focus();
    const counts = { real: 0, generated: 0 };
    for (let at = 0; at < 20; at++) {
      const [, real, generated] =
        /: (\d+) of 64 real, (\d+) of 64 generated$/.exec((await bar.getAttribute("aria-valuetext")) ?? "") ??
        [];
      counts.real += Number(real);
      counts.generated += Number(generated);
      await page.keyboard.press("ArrowRight");
    }
    expect(counts).toEqual({ real: 64, generated: 64 });
    await stepBy(page);
    await expect(chart).toHaveAccessibleName(/at step 2/);
  });
}

for (const [scheme, width] of /** @type {const} */ ([
  ["light", 1440],
  ["dark", 390],
])) {
  test(`axe finds nothing in opened latents and scores at ${width} pixels, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 844 });
    await open(page, SMALL);
    await stepBy(page);
    await explore(page, 5);
    await page.getByText("Discriminator’s scores").click();
    await page.getByText("Each latent by itself").click();
    await expect(page.locator("#histogram-values")).not.toBeEmpty();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
