// MNIST's files: beside the page, asked for, chosen, dropped, damaged.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preview } from "vite";
import { drop, expect, idxFiles, open, packed, pixels, reach, stepBy, test } from "./page.js";

const QUERY = "/?variant=vanilla&data=mnist&batch=8&device=cpu&paused";

test.beforeEach(async ({ page, baseURL }) => {
  // Whoever runs the tests may have the files.
  await page.route(`${baseURL}/data/mnist/*`, (route) => route.fulfill({ status: 404 }));
});

/**
 * Serves the built page as `npm run serve` does, with another folder of data.
 * @param {{ name: string, buffer: Buffer }[]} files those of MNIST that are to lie beside the page
 * @param {(address: string) => Promise<void>} action
 */
async function beside(files, action) {
  const folder = await mkdtemp(join(tmpdir(), "saddle-data-"));
  await mkdir(join(folder, "mnist"));
  for (const { name, buffer } of files) await writeFile(join(folder, "mnist", name), buffer);
  process.env.SADDLE_DATA = folder;
  const server = await preview({ preview: { port: 4180, strictPort: false }, logLevel: "error" });
  delete process.env.SADDLE_DATA;
  try {
    await action(server.resolvedUrls?.local[0]?.replace(/\/$/, "") ?? "");
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

test("files beside the page are trained on unasked", async ({ page }) => {
  await beside(packed(idxFiles(100)), async (address) => {
    await page.goto(address + QUERY.replace("&paused", ""));
    await reach(page, 3);
    await expect(page.locator("#mnist")).toBeHidden();
  });
});

test("what does not lie beside the page is a 404, whatever the page's own files are", async ({ request }) => {
  const [images] = packed(idxFiles(10));
  if (!images) throw new Error("no file of images");
  await beside([images], async (address) => {
    /** @param {string} path */
    const status = async (path) => (await request.get(`${address}/data/mnist/${path}`)).status();
    expect(await status("train-images-idx3-ubyte.gz")).toBe(200);
    expect(await status("train-labels-idx1-ubyte.gz")).toBe(404);
    expect(await status("")).toBe(404);
    expect(await status("..%2F..%2Fpackage.json")).toBe(404);
  });
});

test("dropped files are trained on", async ({ page }) => {
  await page.goto(QUERY);
  await expect(page.getByRole("heading", { name: "MNIST needs its two files" })).toBeVisible();
  await expect(page.locator("#mnist")).toContainText("contacts storage.googleapis.com");
  await expect(page.locator("#mnist-status")).toContainText("do not lie beside this page");
  await expect(page.locator("#play")).toBeDisabled();
  await drop(page, packed(idxFiles(100)));
  await expect(page.locator("#play")).toBeEnabled();
  await expect(page.locator("#mnist")).toBeHidden();
  await stepBy(page);
});

test("files may be chosen one by one, plain or packed", async ({ page }) => {
  await open(page);
  const digits = await pixels(page, "real");
  await page.getByLabel("Data", { exact: true }).selectOption("mnist");
  const { images, labels } = idxFiles(50);
  const chooser = page.getByLabel("Choose files");
  await chooser.setInputFiles({ name: "my-images", mimeType: "application/octet-stream", buffer: images });
  await expect(page.locator("#mnist-status")).toContainText("Now the file of labels");
  await chooser.setInputFiles({ name: "my-labels", mimeType: "application/octet-stream", buffer: labels });
  await expect(page.locator("#mnist")).toBeHidden();
  await expect.poll(() => pixels(page, "real")).not.toBe(digits);
  await expect(page).toHaveURL(/data=mnist/);
});

test("EMNIST’s files are known by their names and turned upright", async ({ page }) => {
  const { images, labels } = idxFiles(50);
  const shown = [];
  for (const set of ["", "emnist-letters-"]) {
    await page.goto(QUERY);
    await expect(page.locator("#mnist")).toBeVisible();
    await drop(page, [
      { name: `${set}train-images-idx3-ubyte`, buffer: images },
      { name: `${set}train-labels-idx1-ubyte`, buffer: labels },
    ]);
    await expect(page.locator("#play")).toBeEnabled();
    shown.push(await pixels(page, "real"));
  }
  expect(shown[0]).not.toBe(shown[1]);
});

test("a file cut short is refused in words, and a whole one then taken", async ({ page }) => {
  await page.goto(QUERY);
  const whole = idxFiles(100);
  const cut = { ...whole, images: whole.images.subarray(0, 40_000) };
  await expect(page.locator("#mnist")).toBeVisible();
  await drop(page, packed(cut));
  await expect(page.locator("#mnist-status")).toContainText("These files cannot be used");
  const files = packed(whole).map((file) => ({
    ...file,
    buffer: file.buffer.subarray(0, file.buffer.length - 9),
  }));
  await drop(page, files);
  await expect(page.locator("#mnist-status")).toContainText("These files cannot be used");
  await drop(page, packed(whole));
  await expect(page.locator("#play")).toBeEnabled();
});

test("a file of another kind is not taken for MNIST", async ({ page }) => {
  await open(page);
  const notes = { name: "train-images.txt", buffer: Buffer.from("nothing of the kind") };
  await drop(page, [notes]);
  await expect(page.getByRole("alert").filter({ hasText: "train-images.txt" })).toContainText("Neither");
  await expect(page.locator("#mnist")).toBeHidden();
  const [, labels] = packed(idxFiles(50));
  if (!labels) throw new Error("no file of labels");
  await drop(page, [notes, { ...labels, name: "data.bin" }]);
  await expect(page.locator("#mnist-status")).toContainText("Now the file of images");
});

test("keeping the run gives up the set that waited for its files", async ({ page }) => {
  await open(page);
  await stepBy(page, 2);
  await page.getByLabel("Data", { exact: true }).selectOption("mnist");
  await page.getByRole("button", { name: "Restart with this" }).click();
  await expect(page.locator("#mnist")).toBeVisible();
  await page.getByRole("button", { name: "Keep the run" }).click();
  await expect(page.locator("#mnist")).toBeHidden();
  await expect(page.getByLabel("Data", { exact: true })).toHaveValue("digits");
  await drop(page, packed(idxFiles(50)));
  await stepBy(page);
  await expect(page.locator("#steps")).toHaveText("3");
});
