// Conditional runs: a row or a colour for each class, one class alone, and how often the discriminator names it.

import { expect, open, pixels, setTo, stepBy, test, unfold } from "./page.js";

const CGAN = "?variant=cgan&architecture=mlp&batch=8&device=cpu";

test("each class has a row, and one class can be asked for", async ({ page }) => {
  await open(page, CGAN);
  await stepBy(page);
  const classes = page.getByRole("combobox", { name: "Class", exact: true });
  await expect(
    page.getByRole("img", { name: /^100 generated samples of 10 classes, one a row/ }),
  ).toBeVisible();
  await expect(page.locator("#class-rows li")).toHaveText(Array.from("0123456789"));
  const all = await pixels(page, "generated");
  await classes.selectOption("3");
  await expect(page.getByRole("img", { name: "64 generated samples of class 3 at step 1" })).toBeVisible();
  await expect(page.locator("#class-rows li")).toHaveCount(0);
  const three = await pixels(page, "generated");
  await classes.selectOption("4");
  await expect.poll(() => pixels(page, "generated")).not.toBe(three);
  await classes.selectOption("All");
  await expect.poll(() => pixels(page, "generated")).toBe(all);
});

test("the class that is shown stays for the next run, if that run knows it", async ({ page }) => {
  await open(page, CGAN);
  await page.getByRole("combobox", { name: "Class", exact: true }).selectOption("9");
  await expect(page.getByRole("img", { name: /of class 9/ })).toBeVisible();
  await setTo(page, "Seed", "5");
  await expect(page.getByRole("img", { name: /of class 9/ })).toBeVisible();
  await setTo(page, "Data", "ring");
  await expect(page.getByRole("img", { name: /^512 generated samples of 8 classes/ })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "Class", exact: true })).toHaveValue("");
});

test("points have the colours of their classes, and those in their class's mode are counted", async ({
  page,
}) => {
  await open(page, "?variant=acgan&data=ring&batch=16&device=cpu");
  await stepBy(page, 2);
  await expect(page.locator("#covered")).toHaveText(
    /^\d of 8 modes, \d+ % good, \d+ % in the mode of their class$/,
  );
  const hues = await page.locator("#generated").evaluate((canvas) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext("2d");
    const { data } = /** @type {CanvasRenderingContext2D} */ (context).getImageData(0, 0, width, height);
    const strongest = new Set();
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
      if (alpha > 100 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60)
        strongest.add([red, green, blue].indexOf(Math.max(red, green, blue)));
    }
    return strongest.size;
  });
  expect(hues).toBe(3);
});

test("how often the discriminator names the class is a curve", async ({ page }) => {
  await open(page, "?variant=acgan&architecture=mlp&batch=8&device=cpu");
  await stepBy(page, 2);
  await expect(page.locator("#other-readout")).toHaveText(
    /^Step 2: Class of x [\d.]+, Class of G\(z\) [\d.]+/,
  );
});

test("any variant that can be is made conditional by one box", async ({ page }) => {
  await open(page);
  const classes = page.locator("#class-choice");
  await expect(classes).toBeHidden();
  await expect(page.getByLabel("Class embedding", { exact: true })).toBeHidden();
  await unfold(page);
  const box = page.getByRole("checkbox", { name: "Conditional", exact: true });
  await box.check();
  await expect(classes).toBeVisible();
  await expect(page).toHaveURL(/conditional=true/);
  await expect(page.getByLabel("Class embedding", { exact: true })).toBeVisible();
  await box.uncheck();
  await expect(classes).toBeHidden();
  await expect(page).not.toHaveURL(/conditional/);
  await setTo(page, "Variant", "ebgan");
  await expect(box).toBeHidden();
});
