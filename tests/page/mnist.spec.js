// MNIST's files: asked for, chosen, dropped, damaged.

import { drop, expect, idxFiles, open, packed, pixels, stepBy, test } from "./page.js";

const QUERY = "/?variant=vanilla&data=mnist&batch=8&device=cpu";

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
