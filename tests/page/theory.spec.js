// The theory beside the run: typeset at build time, filled with the run's values.

import { test as base } from "@playwright/test";
import { expect, open, setTo, stepBy, test } from "./page.js";

test("formulas are typeset and readable by machines", async ({ page }) => {
  await open(page);
  await expect(page.locator("#theory .katex").first()).toBeVisible();
  expect(await page.locator("#theory math").count()).toBeGreaterThan(5);
  await expect(page.getByRole("link", { name: "arXiv:1406.2661" })).toBeVisible();
});

test("the table is filled with the run's own values", async ({ page }) => {
  await open(page);
  await expect(page.locator("[data-live=rest_loss_d]")).toHaveText("1.376");
  await stepBy(page);
  const readout = await page.locator("#losses-readout").innerText();
  expect(readout).toContain(`: D ${await page.locator("[data-live=loss_d]").innerText()}`);
});

test("what there is to see on points is explained beside them, and not beside images", async ({ page }) => {
  await open(page, "?variant=vanilla&data=ring&batch=4&device=cpu");
  await expect(page.getByRole("heading", { name: "On points of the plane" })).toBeVisible();
  await setTo(page, "Variant", "vae");
  await expect(page.getByRole("heading", { name: "On points of the plane" })).toBeVisible();
  await setTo(page, "Data", "digits");
  await expect(page.getByRole("heading", { name: "On points of the plane" })).toBeHidden();
});

test("nothing comes from elsewhere", async ({ page, baseURL }) => {
  /** @type {string[]} */
  const foreign = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(`${baseURL}/`)) foreign.push(request.url());
  });
  await open(page, "?variant=dcgan&batch=4&device=cpu");
  await page.evaluate(() => document.fonts.ready);
  expect(foreign).toEqual([]);
});

base("a text that does not load leaves no other under its heading, and is tried again", async ({ page }) => {
  await open(page);
  await page.route("**/assets/wgan-*.js", (route) => route.abort());
  await setTo(page, "Variant", "wgan");
  await expect(page.locator("#theory-name")).toHaveText("WGAN");
  await expect(page.locator("#theory-text")).toHaveText("This variant’s text did not load.");
  await page.unroute("**/assets/wgan-*.js");
  await page.getByRole("button", { name: "Restart" }).click();
  await expect(page.locator("#theory .katex").first()).toBeVisible();
});
