// Saving a run to a file and loading it again.

import { readFile } from "node:fs/promises";
import { drop, expect, open, pixels, stepBy, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** @param {Page} page */
async function save(page) {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save" }).click(),
  ]);
  return { name: download.suggestedFilename(), buffer: await readFile(await download.path()) };
}

/** @param {Page} page @param {{ name: string, buffer: Buffer }} file */
const load = (page, file) =>
  page.locator("#load-file").setInputFiles({ ...file, mimeType: "application/octet-stream" });

test("a loaded run goes on where it was saved, with the same values", async ({ page }) => {
  await open(page);
  await stepBy(page, 3);
  const file = await save(page);
  expect(file.name).toBe("saddle-vanilla-digits-step-3.safetensors");
  await expect(page.getByText(`saddle resume ${file.name} --out FOLDER --steps TOTAL`)).toBeVisible();
  await stepBy(page, 2);
  const [losses, samples] = [
    await page.locator("#losses-readout").innerText(),
    await pixels(page, "generated"),
  ];

  await open(page, "?variant=dcgan&batch=4&device=cpu");
  await load(page, file);
  await expect(page.locator("#steps")).toHaveText("3");
  await expect(page.getByLabel("Variant", { exact: true })).toHaveValue("vanilla");
  await expect(page).toHaveURL(/variant=vanilla&batch=8/);
  await stepBy(page, 2);
  expect(await page.locator("#losses-readout").innerText()).toBe(losses);
  expect(await pixels(page, "generated")).toBe(samples);
});

test("a run can be saved while it trains, and a saved one dropped on the page", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.locator("#steps")).not.toHaveText("0");
  const file = await save(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await drop(page, [file]);
  await expect(page.locator("#steps")).toHaveText(/step-(\d+)\./.exec(file.name)?.[1] ?? "none");
});

test("a damaged file is refused and the run stays", async ({ page }) => {
  await open(page);
  await stepBy(page, 2);
  const file = await save(page);
  for (const buffer of [
    file.buffer.subarray(0, file.buffer.length / 2),
    Buffer.from("not a run"),
    Buffer.alloc(0),
  ]) {
    await load(page, { name: "damaged.safetensors", buffer });
    await expect(page.getByRole("alert").filter({ hasText: "cannot be loaded" })).toBeVisible();
    await page.getByRole("button", { name: "Dismiss" }).click();
  }
  await expect(page.locator("#steps")).toHaveText("2");
  await stepBy(page);
});

test("a run that trained for more than a minute ends only when the person says so", async ({ page }) => {
  // The worker's minutes pass in less than a second.
  await page.route("**/assets/worker-*.js", async (route) => {
    const script = await (await route.fetch()).text();
    const hurry = "const now = performance.now.bind(performance); performance.now = () => 100 * now();";
    await route.fulfill({ contentType: "text/javascript", body: `${hurry}${script}` });
  });
  /** @type {string[]} */
  const asked = [];
  let answer = false;
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return answer ? dialog.accept() : dialog.dismiss();
  });
  await open(page);
  const file = await save(page);
  await load(page, file);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.locator("#elapsed")).toHaveText(/^[1-9]\d*:/);
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.locator("#rate")).toHaveText("–");
  const reached = await page.locator("#steps").innerText();
  await page.getByRole("button", { name: "Restart" }).click();
  await load(page, file);
  await expect.poll(() => asked.length).toBe(2);
  expect(asked[0]).toContain("This ends the present run, which has trained for");
  await expect(page.locator("#steps")).toHaveText(reached);
  answer = true;
  await page.getByRole("button", { name: "Restart" }).click();
  await expect(page.locator("#steps")).toHaveText("0");
});
