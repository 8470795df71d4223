// For everyone: by keyboard alone, on a phone, in the dark, with a screen reader.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, setTo, SMALL, stepBy, test, unfold } from "./page.js";

for (const [scheme, name, width] of /** @type {const} */ ([
  ["light", "a wide screen", 1440],
  ["dark", "a phone", 390],
])) {
  test(`axe finds nothing on ${name}, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 844 });
    await open(page);
    await stepBy(page);
    await unfold(page);
    await page.getByLabel("Batch", { exact: true }).fill("0");
    await page.getByLabel("Batch", { exact: true }).press("Enter");
    await page.getByLabel("Seed", { exact: true }).fill("3");
    await page.getByLabel("Seed", { exact: true }).press("Enter");
    await page.getByLabel("Data", { exact: true }).selectOption("mnist");
    await expect(page.locator("#pending")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}

test("axe finds nothing in a chart's help, a contradiction and reconstructions", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [query, norm] of /** @type {const} */ ([
    ["?variant=wgan_gp&architecture=mlp", "batch"],
    ["?variant=began&architecture=mlp", "layer"],
  ])) {
    await open(page, `${query}&batch=4&device=cpu`);
    await stepBy(page);
    await page.getByRole("button", { name: "What is in Other metrics?" }).click();
    await unfold(page);
    await setTo(page, "Discriminator norm", norm);
    await expect(page.locator("#pending")).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }
});

test("a run is set up, started, paused and stepped by keyboard alone", async ({ page }) => {
  await open(page);
  /** @param {string} id */
  const tabTo = async (id) => {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press("Tab");
      const focus = page.locator(":focus");
      if ((await focus.getAttribute("id")) === id) {
        expect(await focus.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe("none");
        return;
      }
    }
    throw new Error(`#${id} is out of the keyboard's reach`);
  };
  await tabTo("play");
  await page.keyboard.press("Enter");
  await expect(page.locator("#play")).toHaveText("Pause");
  await expect(page.locator("#steps")).not.toHaveText("0");
  await page.keyboard.press("Enter");
  await expect(page.locator("#play")).toHaveText("Start");
  await expect(page.locator("#step")).toBeEnabled();
  await tabTo("restart");
  await page.keyboard.press("Space");
  await expect(page.locator("#steps")).toHaveText("0");
  await tabTo("field-seed");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("9");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/seed=9/);
  await tabTo("averaged");
  await tabTo("smoothing");
});

test("a phone needs no scrolling sideways and shows the samples first", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await expect(page.locator("#generated")).toBeInViewport();
  await stepBy(page);
});

test("light and dark follow the system until the button is pressed, and the choice stays", async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`/${SMALL}`);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.getByRole("button", { name: "Dark" }).click();
  expect(await ground()).toBe(dark);
  await page.reload();
  expect(await ground()).toBe(dark);
});

test("a screen reader hears of the run when it starts and when it stops", async ({ page }) => {
  await open(page);
  const summary = page.locator("#summary");
  await expect(summary).toHaveAttribute("aria-live", "polite");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(summary).toHaveText(/^Training at step \d+/);
  await expect(page.locator("#steps")).not.toHaveText("0");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(summary).toHaveText(/^Paused at step \d+\. Discriminator loss [\d.]+, at balance 1\.38;/);
});
