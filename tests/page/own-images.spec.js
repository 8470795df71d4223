// The person's own pictures: chosen or dropped, made samples of, never sent anywhere.

import AxeBuilder from "@axe-core/playwright";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { drop, expect, open, setTo, stepBy, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/**
 * Pictures as a person has them: each of its own colour, and not square.
 * @param {Page} page
 * @param {number} count
 * @param {"plain" | "stripes"} [kind] stripes are a pixel wide
 */
async function drawn(page, count, kind = "plain") {
  const files = await page.evaluate(
    async ({ count, kind }) => {
      const canvas = new OffscreenCanvas(120, 80);
      const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
      const files = [];
      for (let at = 0; at < count; at++) {
        context.fillStyle = kind === "stripes" ? "#000" : `hsl(${(360 * at) / count} 90% 50%)`;
        context.fillRect(0, 0, 120, 80);
        context.fillStyle = "#fff";
        for (let x = 0; kind === "stripes" && x < 120; x += 2) context.fillRect(x, 0, 1, 80);
        const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
        files.push(Array.from(bytes));
      }
      return files;
    },
    { count, kind },
  );
  return files.map((bytes, at) => ({
    name: `${String(at).padStart(3, "0")}.png`,
    mimeType: "image/png",
    buffer: Buffer.from(bytes),
  }));
}

/** @param {Page} page Whether the first real sample is there and has no colour. */
const isGrey = (page) =>
  page.locator("#real").evaluate((canvas) => {
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext("2d");
    const { data } = /** @type {CanvasRenderingContext2D} */ (context).getImageData(0, 0, 1, 1);
    const [red, green, blue, alpha] = data;
    return red === green && green === blue && alpha === 255;
  });

/** @param {Page} page */
const status = (page) => page.locator("#own-status");

test("chosen pictures are trained on, and what is none is named and passed over", async ({ page }) => {
  await open(page);
  await expect(page.locator("#own")).toBeHidden();
  const requests = /** @type {string[]} */ ([]);
  await setTo(page, "Data", "folder");
  await expect(status(page)).toHaveText(/^This run learns from pictures that are not in its link/);
  page.on("request", (request) => requests.push(request.url()));
  await page
    .getByLabel("Choose pictures")
    .setInputFiles([
      ...(await drawn(page, 20)),
      { name: "cut.jpg", mimeType: "image/jpeg", buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]) },
      { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") },
    ]);
  await expect(status(page)).toHaveText("20 pictures from “pictures” at 32 × 32, in colour.");
  await expect(page.locator("#own-strange")).toHaveText(/damaged or too small: 2 \(notes\.txt, cut\.jpg\)/);
  await expect(page.getByRole("img", { name: "20 real samples of folder" })).toBeVisible();
  await stepBy(page);
  await expect(page).toHaveURL(/data=folder/);
  expect(
    requests.filter((url) => !url.startsWith(new URL("/", page.url()).href) && !url.startsWith("blob:")),
  ).toEqual([]);
  const [red = 0, green = 0] = await page.locator("#real").evaluate((canvas) => {
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext("2d");
    return [.../** @type {CanvasRenderingContext2D} */ (context).getImageData(0, 0, 1, 1).data];
  });
  expect(red - green).toBeGreaterThan(150);
});

test("another size and grey are made of the same pictures without asking again", async ({ page }) => {
  await open(page);
  await drop(page, await drawn(page, 16));
  await expect(status(page)).toHaveText(/^16 pictures .* at 32 × 32, in colour/);
  await expect(page.getByRole("combobox", { name: "Data", exact: true })).toHaveValue("folder");
  await setTo(page, "Image size", "28");
  await expect(status(page)).toHaveText(/ at 28 × 28, in colour/);
  await page.getByRole("checkbox", { name: "Greyscale" }).check();
  await expect(status(page)).toHaveText(/ at 28 × 28, in grey/);
  // The run in colour may still open before the one in grey.
  await expect.poll(() => isGrey(page)).toBe(true);
  await stepBy(page);
});

test("pictures are made smaller without leaving pixels out", async ({ page }) => {
  await open(page);
  await drop(page, await drawn(page, 16, "stripes"));
  await expect(page.getByRole("img", { name: "16 real samples of folder" })).toBeVisible();
  const shades = await page.locator("#real").evaluate((canvas) => {
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext("2d");
    const { data } = /** @type {CanvasRenderingContext2D} */ (context).getImageData(0, 0, 32, 32);
    return data.filter((_, at) => at % 4 === 0);
  });
  const all = Object.values(shades);
  expect(Math.min(...all)).toBeGreaterThan(110);
  expect(Math.max(...all)).toBeLessThan(145);
});

test("a link to own pictures asks for them, and takes too few with a word", async ({ page }) => {
  await page.goto("/?variant=vanilla&data=folder&image_size=32&batch=8&device=cpu&paused");
  await expect(status(page)).toHaveText(/^This run learns from pictures that are not in its link/);
  await expect(page.locator("#play")).toBeDisabled();
  const pictures = await drawn(page, 20);
  await page.getByLabel("Choose pictures").setInputFiles(pictures.slice(0, 3));
  await expect(status(page)).toHaveText(
    /^Only 3 of the files could be read as pictures, and a run needs at least 16/,
  );
  await page.getByLabel("Choose pictures").setInputFiles(pictures);
  await expect(page.locator("#play")).toBeEnabled();
  await stepBy(page);
});

test("a link to what only the native binary does with pictures says so", async ({ page }) => {
  await page.goto("/?variant=vanilla&data=folder&image_size=32&crop=celeba&device=cpu&paused");
  await drop(page, await drawn(page, 16));
  await expect(status(page)).toHaveText(/cut by the native binary/);
});

test("folders inside of a folder are classes", async ({ page }, testInfo) => {
  await open(page, "?variant=cgan&architecture=mlp&batch=8&device=cpu");
  const folder = testInfo.outputPath("flags");
  for (const [at, { name, buffer }] of (await drawn(page, 18)).entries()) {
    const path = join(folder, ["first", "second", "third"][at % 3] ?? "", name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, buffer);
  }
  await setTo(page, "Data", "folder");
  await setTo(page, "Labels", "folders");
  await page.getByLabel("Choose a folder").setInputFiles(folder);
  await expect(status(page)).toHaveText(
    "18 pictures from “flags” at 32 × 32, in colour. They lie in 3 folders.",
  );
  await expect(page.locator("#class-rows li")).toHaveCount(3);
});

test("a saved run goes on with its own pictures and with no others", async ({ page }) => {
  await open(page);
  const pictures = await drawn(page, 17);
  await drop(page, pictures);
  await expect(status(page)).toHaveText(/^17 pictures/);
  await setTo(page, "Batch", "8");
  await stepBy(page, 2);
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save" }).click();
  const saved = await (await saving).path();
  await page.reload();
  await expect(status(page)).toHaveText(/^This run learns from pictures/);
  await page.locator("#load-file").setInputFiles(saved);
  await drop(page, pictures.slice(1));
  await expect(status(page)).toHaveText(
    /These pictures cannot be used\. .*learnt from `pictures` \(17 samples/,
  );
  await drop(page, pictures);
  await expect(page.locator("#steps")).toHaveText("2");
});

test("axe finds nothing in the panel on a phone, in the dark", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page);
  await drop(page, await drawn(page, 16));
  await expect(status(page)).toHaveText(/^16 pictures/);
  await page.getByText("How many, and what to expect?").click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
