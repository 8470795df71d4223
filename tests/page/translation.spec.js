// Images made of other images: rows of them, a canvas to draw on, and what there is not to see of such a run.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, pixels, setTo, stepBy, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

const PAIRS = "?variant=pix2pix&data=digits&filters=4&batch=2&device=cpu";
const CYCLE = "?variant=cyclegan&data=digits&filters=4&batch=2&device=cpu";

const image = (/** @type {Page} */ page, /** @type {string | RegExp} */ name) =>
  page.getByRole("img", { name });
const translation = (/** @type {Page} */ page) => image(page, /^Translation of the drawing/);

/** @param {Page} page @param {string} part */
async function expectAccessible(page, part) {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** @param {Page} page @param {[number, number][]} places shares of the canvas's width and height */
async function stroke(page, places) {
  const canvas = page.locator("#drawing");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error("no canvas");
  for (const [at, [x, y]] of places.entries()) {
    await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
    if (at === 0) await page.mouse.down();
  }
  await page.mouse.up();
}

test("pairs are seen as rows of sources, translations and targets, and nothing of latents", async ({
  page,
}) => {
  await open(page, PAIRS);
  await expect(image(page, "10 sources")).toBeVisible();
  await expect(image(page, /^10 targets$/)).toBeVisible();
  await stepBy(page);
  await expect(image(page, "10 translations of the sources at step 1")).toBeVisible();
  for (const of of ["translations", "targets"]) {
    const judged = `The discriminator's judgement of the patches of 10 ${of} at step 1: `;
    await expect(image(page, new RegExp(`^${judged}0\\.\\d+ on average$`))).toBeVisible();
  }
  await expect(page.locator("#patches-range")).toContainText("dark, generated (0), to bright, real (1)");
  await expect(image(page, /translated back/)).toHaveCount(0);
  for (const part of ["#cells", "#explorer", "#truncation", "#opinions", "#directions"]) {
    await expect(page.locator(part)).toHaveCount(0);
  }
  await expect(page.locator("#losses-readout")).toContainText("Step 1:");
  await expectAccessible(page, "#samples");
});

test("in a cycle sources come back, and targets go the other way round", async ({ page }) => {
  await open(page, CYCLE);
  await stepBy(page);
  for (const name of [
    "10 sources",
    "10 translations of the sources at step 1",
    "10 sources, translated and translated back, at step 1",
    "10 targets",
    "10 targets, translated back, at step 1",
    "10 targets, translated back and there again, at step 1",
  ]) {
    await expect(image(page, new RegExp(`^${name}$`))).toBeVisible();
  }
  await page.getByRole("button", { name: "Take a source" }).click();
  await expect(image(page, /^The drawing, translated and translated back, at step 1/)).toBeVisible();
  await expectAccessible(page, "#samples");
});

test("what is drawn by mouse is translated, erased and cleared", async ({ page }) => {
  await open(page, PAIRS);
  await stepBy(page);
  await expect(translation(page)).toHaveCount(0);
  const empty = await pixels(page, "drawing");
  await stroke(page, [
    [0.3, 0.2],
    [0.7, 0.2],
    [0.5, 0.8],
  ]);
  await expect(translation(page)).toBeVisible();
  expect(await pixels(page, "drawing")).not.toBe(empty);
  const first = await pixels(page, "drawing-translated");
  await page.locator("#pen").selectOption("Thick");
  await stroke(page, [
    [0.2, 0.5],
    [0.8, 0.5],
  ]);
  await expect.poll(() => pixels(page, "drawing-translated")).not.toBe(first);
  await page.getByRole("checkbox", { name: "Erase" }).check();
  const drawn = await pixels(page, "drawing");
  await stroke(page, [
    [0.2, 0.5],
    [0.8, 0.5],
  ]);
  await expect.poll(() => pixels(page, "drawing")).not.toBe(drawn);
  await page.locator("#drawing-pad").getByRole("button", { name: "Clear" }).click();
  await expect.poll(() => pixels(page, "drawing")).toBe(empty);
  await expect(translation(page)).toHaveCount(0);
});

test("what is drawn by a finger is translated, and the page does not scroll under it", async ({ page }) => {
  await open(page, PAIRS);
  await stepBy(page);
  const canvas = page.locator("#drawing");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error("no canvas");
  const [empty, top] = [await pixels(page, "drawing"), await page.evaluate(() => scrollY)];
  const client = await page.context().newCDPSession(page);
  const touch = (
    /** @type {"touchStart" | "touchMove" | "touchEnd"} */ type,
    /** @type {number[]} */ ...down
  ) =>
    client.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: down.map((share) => ({ x: box.x + box.width / 2, y: box.y + share * box.height })),
    });
  await touch("touchStart", 0.8);
  for (const share of [0.7, 0.5, 0.3, 0.2]) await touch("touchMove", share);
  await touch("touchEnd");
  await expect(translation(page)).toBeVisible();
  expect(await pixels(page, "drawing")).not.toBe(empty);
  expect(await page.evaluate(() => scrollY)).toBe(top);
});

test("what is drawn by keyboard is said and translated", async ({ page }) => {
  await open(page, PAIRS);
  await stepBy(page);
  const canvas = page.getByRole("application", { name: /^Canvas of 28 by 28 pixels/ });
  const status = page.locator("#drawing-pad").getByRole("status");
  await canvas.focus();
  await canvas.press("ArrowRight");
  await expect(status).toHaveText("Row 15, column 16: dark");
  await canvas.press(" ");
  await expect(status).toHaveText("Row 15, column 16: bright");
  await expect(translation(page)).toBeVisible();
  const first = await pixels(page, "drawing-translated");
  for (const key of ["ArrowDown", " ", "ArrowDown", " ", "ArrowLeft", " "]) await canvas.press(key);
  await expect(status).toHaveText("Row 17, column 15: bright");
  await expect.poll(() => pixels(page, "drawing-translated")).not.toBe(first);
  await canvas.press(" ");
  await expect(status).toHaveText("Row 17, column 15: dark");
  await canvas.press("Delete");
  await expect(status).toHaveText("The canvas is empty.");
  await expect(translation(page)).toHaveCount(0);
});

test("a drawing is translated anew when the run has learnt", async ({ page }) => {
  await open(page, PAIRS);
  await page.getByRole("button", { name: "Take a source" }).click();
  await expect(image(page, "Translation of the drawing at step 0")).toBeVisible();
  await stepBy(page);
  await expect(image(page, "Translation of the drawing at step 1")).toBeVisible();
});

test("a picture file becomes a source, and what is none is named", async ({ page }) => {
  await open(page, PAIRS);
  await stepBy(page);
  const png = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 56;
    const context = canvas.getContext("2d");
    if (!context) return "";
    context.fillStyle = "#fff";
    context.fillRect(20, 8, 8, 40);
    return canvas.toDataURL().split(",")[1] ?? "";
  });
  const file = page.locator("#drawing-pad").getByLabel("Picture");
  await file.setInputFiles({ name: "one.png", mimeType: "image/png", buffer: Buffer.from(png, "base64") });
  await expect(page.locator("#drawing-pad").getByRole("status")).toHaveText("one.png is on the canvas.");
  await expect(translation(page)).toBeVisible();
  await file.setInputFiles({ name: "two.png", mimeType: "image/png", buffer: Buffer.from("none") });
  await expect(page.locator("#drawing-pad").getByRole("status")).toContainText("two.png is no picture");
});

test("a variant that has no settings for points offers none, and is not stopped by them", async ({
  page,
}) => {
  await open(page, "?variant=vanilla&data=ring&batch=4&device=cpu");
  const data = page.getByLabel("Data", { exact: true });
  await expect(data.locator("option[value=ring]")).toBeEnabled();
  await setTo(page, "Variant", "pix2pix");
  await expect(page).toHaveURL(/variant=pix2pix/);
  await expect(data).toHaveValue("digits");
  await expect(data.locator("option[value=ring]")).toBeDisabled();
  await expect(data.locator("option[value=mnist]")).toBeEnabled();
  await expect(image(page, "10 sources")).toBeVisible();
  await setTo(page, "Variant", "vanilla");
  await expect(data.locator("option[value=ring]")).toBeEnabled();
  await expect(page.locator("#cells button").first()).toBeVisible();
});

test("a link to a translation of points says what is wrong, and opens images", async ({ page }) => {
  await open(page, "?variant=pix2pix&data=ring&device=cpu");
  await expect(page.getByText(/points of the plane are no images to be translated/)).toBeVisible();
  await expect(page.getByLabel("Data", { exact: true })).toHaveValue("digits");
});

for (const scheme of /** @type {const} */ (["light", "dark"])) {
  test(`on a phone, in ${scheme} colours, rows and canvas fit`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, CYCLE);
    await stepBy(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expectAccessible(page, "#samples");
  });
}
