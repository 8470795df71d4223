// Images in a grid beside real ones, points in a scatter, live weights or averaged ones.

import { expect, open, pixels, setTo, stepBy, test } from "./page.js";

test("the samples are described for those who do not see them", async ({ page }) => {
  await open(page);
  await stepBy(page);
  await expect(page.getByRole("img", { name: "64 generated samples at step 1" })).toBeVisible();
  await expect(page.getByRole("img", { name: "64 real samples of digits" })).toBeVisible();
});

test("averaged weights draw other samples than live ones", async ({ page }) => {
  await open(page);
  await stepBy(page, 3);
  const averaged = page.getByRole("checkbox", { name: "Averaged weights" });
  const live = await pixels(page, "generated");
  await averaged.check();
  await expect(page.getByRole("img", { name: /averaged weights/ })).toBeVisible();
  expect(await pixels(page, "generated")).not.toBe(live);
  await averaged.uncheck();
  await expect.poll(() => pixels(page, "generated")).toBe(live);
});

test("points of the plane are shown as a scatter over the real ones", async ({ page }) => {
  await open(page, "?variant=vanilla&data=ring&batch=16&device=cpu");
  await expect(page.locator("#real-figure")).toBeHidden();
  const first = await pixels(page, "generated");
  await stepBy(page, 2);
  expect(await pixels(page, "generated")).not.toBe(first);
  await expect(page.getByRole("img", { name: "512 generated samples at step 2" })).toBeVisible();
  await expect(page.locator("#covered")).toHaveText(/^\d of 8 modes, \d+ % good$/);
  await setTo(page, "Data", "moons");
  await page.getByRole("button", { name: "Restart with this" }).click();
  await expect(page.locator("#covered")).toBeEmpty();
});

test("what an auto-encoding discriminator rebuilds is shown and learns", async ({ page }) => {
  await open(page, "?variant=began&batch=4&device=cpu");
  await expect(page.locator("#rebuilt-figure")).toContainText("What D rebuilds");
  const first = await pixels(page, "rebuilt");
  await stepBy(page, 2);
  await expect(page.locator("#other-readout")).toHaveText(/^Step 2: k [\d.]+, M \d+\.\d+$/);
  await expect(page.getByRole("img", { name: "The 64 real samples, rebuilt at step 2" })).toBeVisible();
  expect(await pixels(page, "rebuilt")).not.toBe(first);
});

test("only runs on images that rebuild show what they rebuild", async ({ page }) => {
  await open(page, "?variant=vae&batch=8&device=cpu");
  await expect(page.locator("#rebuilt-figure")).toContainText("What the decoder rebuilds");
  await setTo(page, "Data", "ring");
  await expect(page.locator("#rebuilt-figure")).toBeHidden();
  await setTo(page, "Data", "digits");
  await expect(page.locator("#rebuilt-figure")).toBeVisible();
  await setTo(page, "Variant", "hinge");
  await expect(page.locator("#rebuilt-figure")).toBeHidden();
});

test("another run's samples do not stay until the new one has its own", async ({ page }) => {
  // Samples are held back once the first run has shown its own.
  await page.addInitScript(() => {
    const { Worker } = window;
    window.Worker = class extends Worker {
      /** @param {any} handler */
      set onmessage(handler) {
        super.onmessage = (event) => {
          const held = document.documentElement.dataset.held === "yes" && event.data.type === "samples";
          if (!held) handler(event);
        };
      }
    };
  });
  await open(page, "?variant=vae&batch=8&device=cpu");
  await expect(page.locator("#rebuilt-figure")).toBeVisible();
  await page.evaluate(() => (document.documentElement.dataset.held = "yes"));
  await page.getByLabel("Seed", { exact: true }).fill("9");
  await page.getByLabel("Seed", { exact: true }).press("Enter");
  await expect(page.locator("#sampled-at")).toBeEmpty();
  await expect(page.locator("#generated")).toHaveAccessibleName("No samples yet");
  await expect(page.locator("#rebuilt-figure")).toBeHidden();
});
