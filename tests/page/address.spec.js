// The URL carries the run, and says so when it cannot.

import { expect, open, pixels, stepBy, test } from "./page.js";

test("the same address gives the same run, another seed another", async ({ page }) => {
  /** @param {string} query */
  const run = async (query) => {
    await open(page, query);
    await stepBy(page, 2);
    return [await pixels(page, "generated"), await page.locator("#losses-readout").innerText()];
  };
  const seven = await run("?variant=vanilla&seed=7&batch=8&device=cpu");
  expect(await run("?variant=vanilla&seed=7&batch=8&device=cpu")).toEqual(seven);
  expect(await run("?variant=vanilla&seed=8&batch=8&device=cpu")).not.toEqual(seven);
});

test("the address follows the settings", async ({ page }) => {
  await open(page);
  await page.getByLabel("Seed", { exact: true }).fill("42");
  await page.getByLabel("Seed", { exact: true }).press("Enter");
  await expect(page).toHaveURL(/\?variant=vanilla&seed=42&batch=8&device=cpu$/);
});

for (const [query, words] of /** @type {const} */ ([
  ["?batch=0&device=cpu", /batch.*whole number from 2 to 1024/],
  ["?variant=gun&device=cpu", /variant.*gun/],
  ["?beta1=NaN&device=cpu", /beta1.*from 0 to 0\.999/],
])) {
  test(`an invalid setting in the address is named and keeps its default: ${query}`, async ({ page }) => {
    await open(page, query);
    await expect(page.getByRole("status").filter({ hasText: "Invalid in this link" })).toHaveText(words);
    await expect(page.getByLabel("Batch", { exact: true })).toHaveValue("64");
    await expect(page).toHaveURL(query);
  });
}

test("a link keeps its run and its address whatever came along with it", async ({ page }) => {
  const query = "?variant=vanilla&Data=ring&seed=5&utm_source=x&fbclid=y&device=cpu";
  await open(page, query);
  await expect(page.getByLabel("Seed", { exact: true })).toHaveValue("5");
  await expect(page.getByRole("status").filter({ hasText: "Ignored" })).toContainText("utm_source, fbclid");
  await expect(page).toHaveURL(query);
  await page.getByLabel("Seed", { exact: true }).fill("6");
  await page.getByLabel("Seed", { exact: true }).press("Enter");
  await expect(page).toHaveURL(/\?variant=vanilla&data=ring&seed=6&device=cpu$/);
});
