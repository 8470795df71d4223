// The first minute: the page trains at once, says what is being seen, and shows the ways on.

import { test as bare } from "@playwright/test";
import { expect, hideFromStart, open, pixels, reach, showTab, SMALL, stepBy, steps, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

const pause = (/** @type {Page} */ page) => page.getByRole("button", { name: "Pause", exact: true });
const start = (/** @type {Page} */ page) => page.getByRole("button", { name: "Start", exact: true });
const way = (/** @type {Page} */ page, /** @type {RegExp} */ name) =>
  page.getByRole("navigation", { name: "Where to go on" }).getByRole("button", { name });

test("the first visit trains at once, on points, and its samples move", async ({ page }) => {
  await page.goto("/");
  await expect(pause(page)).toBeVisible();
  await expect(page.locator("#sampled-at")).not.toBeEmpty();
  const first = await pixels(page, "generated");
  await reach(page, 20);
  await expect.poll(() => pixels(page, "generated")).not.toBe(first);
  await expect(page.getByLabel("Variant", { exact: true })).toHaveValue("vanilla");
  await expect(page.getByLabel("Data", { exact: true })).toHaveValue("ring");
  await expect(page.locator("#legend")).toContainText("probability that a point is real");
  expect(new URL(page.url()).search).toBe("");
});

test("an address with keys of others alone is a first visit, one with a setting is not", async ({ page }) => {
  await page.goto("/?utm_source=letter");
  await expect(page.getByLabel("Data", { exact: true })).toHaveValue("ring");
  await expect(page.locator("#notice")).toContainText("means nothing here: utm_source.");
  await page.goto("/?seed=3&architecture=mlp&batch=4");
  await expect(page.getByLabel("Data", { exact: true })).toHaveValue("digits");
  await expect(page.getByLabel("Variant", { exact: true })).toHaveValue("dcgan");
});

test("a link with settings trains at once, and waits where it says so", async ({ page }) => {
  await page.goto(`/${SMALL}`);
  await expect(pause(page)).toBeVisible();
  await reach(page, 3);
  await page.goto(`/${SMALL}&paused`);
  await expect(start(page)).toBeEnabled();
  await page.waitForTimeout(1000);
  expect(await steps(page)).toBe(0);
  await expect(page.locator("#standing")).toHaveText("Nothing is learnt yet. Press Start, and watch.");
});

test("whoever wants less motion starts paused, and is told so", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  await expect(start(page)).toBeEnabled();
  await expect(page.locator("#standing")).toContainText("your system asks for less motion");
  await page.waitForTimeout(1000);
  expect(await steps(page)).toBe(0);
  await start(page).click();
  await reach(page, 3);
});

test("a first visit that nobody sees trains once it is seen", async ({ page }) => {
  await hideFromStart(page);
  await page.goto("/");
  await expect(pause(page)).toBeEnabled();
  await page.waitForTimeout(1000);
  expect(await steps(page)).toBe(0);
  await showTab(page, "visible");
  await reach(page, 3);
});

test("a line says what the two networks do, with which data, how it stands and where to look", async ({
  page,
}) => {
  const [scene, standing] = [page.locator("#scene"), page.locator("#standing")];
  await open(page, "?variant=vanilla&data=ring&batch=16&device=cpu");
  await expect(scene).toHaveText(
    "The generator makes points; the discriminator learns to tell them from the real ones, eight clusters (modes) on a ring.",
  );
  await expect(scene.locator(".generator")).toHaveText("generator");
  await start(page).click();
  await expect(standing).toHaveText(/^\d of 8 modes found: watch .* The discriminator is [a-z]+\.$/);
  await pause(page).click();
  await expect(standing).toHaveText(/^Paused at step [\d,]+\. Press Start to go on\.$/);

  await open(page, "?variant=wgan&architecture=mlp&batch=4&warm_up=0&device=cpu");
  await expect(scene).toContainText("The generator draws;");
  await expect(scene).toContainText("handwritten digits");
  await start(page).click();
  await expect(standing).toHaveText(
    /^Watch: noise first, .* scores real samples -?[\d.,]+ higher than generated ones\.$/,
  );

  await open(page, "?variant=vae&batch=8&device=cpu");
  await expect(scene).toContainText("a decoder makes samples from such numbers");
  await expect(scene).not.toContainText("discriminator");
});

test("each step taken by hand is told", async ({ page }) => {
  await open(page);
  await stepBy(page, 2);
  await expect(page.locator("#standing")).toHaveText("Paused at step 2. Press Start to go on.");
});

test("points and digits are each a click away, and the third way leads on", async ({ page }) => {
  await page.goto("/");
  await reach(page, 3);
  await expect(way(page, /Points/)).toHaveAttribute("aria-current", "true");
  await way(page, /Digits/).click();
  await expect(page.getByLabel("Variant", { exact: true })).toHaveValue("dcgan");
  await expect(page.getByLabel("Data", { exact: true })).toHaveValue("digits");
  await expect(way(page, /Digits/)).toHaveAttribute("aria-current", "true");
  await expect(way(page, /Points/)).toHaveAttribute("aria-current", "false");
  await expect(page).toHaveURL(/variant=dcgan/);
  await expect(pause(page)).toBeVisible();
  await way(page, /Points/).click();
  await expect(page).toHaveURL(/\?variant=vanilla&data=ring$/);
  await reach(page, 3);
  await page.getByRole("link", { name: "Learn six lessons" }).click();
  await expect(page.getByRole("heading", { name: "Learn", exact: true })).toBeFocused();
});

test("a restart goes on training, or stays paused, as it was, and takes what is set", async ({ page }) => {
  await page.goto("/?variant=vanilla&data=ring&device=cpu");
  await reach(page, 200);
  await page.getByRole("button", { name: "Restart", exact: true }).click();
  await expect.poll(() => steps(page)).toBeLessThan(200);
  await expect(pause(page)).toBeVisible();
  await reach(page, 5);
  await pause(page).click();
  await page.getByLabel("Seed", { exact: true }).fill("9");
  await page.getByLabel("Seed", { exact: true }).press("Enter");
  await expect(page.locator("#pending")).toContainText("needs a restart");
  await page.getByRole("button", { name: "Restart", exact: true }).click();
  await expect(page.locator("#steps")).toHaveText("0");
  await expect(start(page)).toBeVisible();
  await expect(page.locator("#pending")).toBeHidden();
  await expect(page).toHaveURL(/seed=9/);
});

test("the copied link of a first visit names its run", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/?device=cpu");
  await reach(page, 1);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect(page.locator("#notice")).toContainText("in the clipboard");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).search).toBe("?variant=vanilla&data=ring&device=cpu");
});

bare("without JavaScript the page says what it is and what it needs", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${baseURL}/`);
  await expect(page.locator("noscript p")).toContainText("which needs JavaScript and WebAssembly");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.close();
});
