// The URL carries the run, and says so when it cannot.

import { expect, open, pixels, setTo, stepBy, test } from "./page.js";

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
  await expect(page).toHaveURL(/\?variant=vanilla&seed=42&batch=8&device=cpu&paused$/);
});

for (const [query, words] of /** @type {const} */ ([
  ["?batch=0&device=cpu", /batch.*whole number from 1 to 1024/],
  ["?variant=gun&device=cpu", /variant.*gun/],
  ["?colour=red&device=cpu", /means nothing here: colour\./],
  ["?beta1=NaN&device=cpu", /beta1.*from 0 to 0\.999/],
])) {
  test(`nonsense in the address is named and the default stands: ${query}`, async ({ page }) => {
    await open(page, query);
    await expect(page.locator("#notice")).toContainText(words);
    await expect(page.getByLabel("Batch", { exact: true })).toHaveValue("64");
  });
}

test("a link with keys of others keeps its run, says so once, and stays as it came", async ({ page }) => {
  const query = "?Variant=WGAN&data=ring&seed=5&batch=0&utm_source=x&fbclid=y&device=cpu";
  await open(page, query);
  await expect(page.getByLabel("Variant", { exact: true })).toHaveValue("wgan");
  await expect(page.getByLabel("Seed", { exact: true })).toHaveValue("5");
  await expect(page.locator("#notice")).toContainText("`0` is not a whole number");
  await expect(page.getByRole("alert").filter({ hasText: "address" })).toHaveCount(0);
  await expect(page.locator("#notice")).toContainText("means nothing here: utm_source, fbclid.");
  await stepBy(page);
  expect(new URL(page.url()).search).toBe(`${query}&paused`);
  await page.getByRole("button", { name: "Restart" }).click();
  await expect(page.locator("#notice")).toHaveText("");
  await setTo(page, "Seed", "6");
  await expect(page).toHaveURL(/\?variant=wgan&data=ring&seed=6&device=cpu&paused$/);
});

test("a device or a number of workers that there is not is named", async ({ page }) => {
  await open(page, "?variant=vanilla&data=ring&device=tpu&workers=two");
  const why = page.locator("#device-why");
  await expect(why).toContainText("“tpu”, which is neither cpu nor gpu");
  await expect(why).toContainText("“two” workers, which is no whole number from 1");
});

test("a slider's movements are written to the address once, when it rests", async ({ page }) => {
  await page.addInitScript(() => {
    const replace = history.replaceState.bind(history);
    history.replaceState = (...state) => {
      replace(...state);
      document.documentElement.dataset.writes = `${Number(document.documentElement.dataset.writes ?? 0) + 1}`;
    };
  });
  await open(page);
  await page.getByLabel("Generator learning rate, slider").evaluate((slider) => {
    for (let at = 0; at < 20; at++) {
      /** @type {HTMLInputElement} */ (slider).stepUp();
      slider.dispatchEvent(new Event("input"));
    }
  });
  await expect(page).toHaveURL(/generator_lr=/);
  await expect(page.locator("html")).toHaveAttribute("data-writes", "1");
});
