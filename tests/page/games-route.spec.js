// The way to the games and back; how they look, read and move.

import AxeBuilder from "@axe-core/playwright";
import { fill, game, openGames, reading, step } from "./games.js";
import { expect, open, test } from "./page.js";

test("a link leads to the games and one back, and so do the address, the back button and a reload", async ({
  page,
}) => {
  await open(page);
  const [training, games] = [page.locator("#training"), page.locator("#page")];
  await page.getByRole("link", { name: "Games", exact: true }).click();
  const heading = page.getByRole("heading", { name: "Games", exact: true });
  await expect(heading).toBeFocused();
  await expect(training).toBeHidden();
  await expect(page).toHaveTitle(/^Games/);
  await expect(page).toHaveURL(/\?variant=vanilla&batch=8&device=cpu&paused#games$/);
  await page.goBack();
  await expect(training).toBeVisible();
  await expect(games).toBeHidden();
  await expect(games).toBeEmpty();
  await page.goForward();
  await expect(heading).toBeVisible();
  await page.reload();
  await expect(heading).toBeVisible();
  await expect(training).toBeHidden();
  await expect(page.getByRole("link", { name: "Games", exact: true })).toHaveAttribute(
    "aria-current",
    "page",
  );
  await page.getByRole("link", { name: "Train" }).click();
  await expect(page.locator("#play")).toBeVisible();
  await expect(page).toHaveTitle(/^Saddle/);
  await page.getByRole("link", { name: "To the run" }).press("Enter");
  await expect(page).toHaveURL(/#stage$/);
  await expect(page.getByRole("link", { name: "Train" })).not.toBeFocused();
});

test("the games are fetched when they are first opened", async ({ page }) => {
  /** @type {string[]} */
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const ofGames = () => fetched.filter((path) => /\/page-.*\.(js|css)$/.test(path)).length;
  await open(page);
  expect(ofGames()).toBe(0);
  await page.getByRole("link", { name: "Games", exact: true }).click();
  await expect(page.getByRole("heading", { name: "The Dirac-GAN" })).toBeVisible();
  expect(ofGames()).toBe(2);
});

test("training rests while the games are shown, and goes on afterwards", async ({ page }) => {
  await open(page);
  const count = async () => Number((await page.locator("#steps").textContent())?.replaceAll(",", ""));
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect.poll(count).toBeGreaterThan(2);
  const before = await count();
  await page.waitForTimeout(1000);
  const [left, inASecond] = [await count(), (await count()) - before];
  await page.getByRole("link", { name: "Games", exact: true }).click();
  await expect(page.getByRole("heading", { name: "The Dirac-GAN" })).toBeVisible();
  await page.waitForTimeout(4000);
  await page.goBack();
  const rested = await count();
  // Had it gone on, it would have taken four times as many steps; some are taken on the way out and back.
  expect(rested - left).toBeLessThan(2 * inASecond + 10);
  await expect.poll(count).toBeGreaterThan(rested);
});

for (const [scheme, name, width] of /** @type {const} */ ([
  ["light", "a wide screen", 1440],
  ["dark", "a phone", 390],
])) {
  test(`axe finds nothing in the games on ${name}, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 844 });
    await openGames(page);
    await game(page, "Play against the computer").getByRole("button", { name: "Paper" }).click();
    await game(page, "The Dirac-GAN").getByLabel("Two learning rates", { exact: true }).check();
    await fill(game(page, "The Dirac-GAN"), "R1 weight", "900");
    await fill(game(page, "Rock, paper, scissors"), "Starting mixtures: First player, Rock", "-1");
    for (const name of ["Rock, paper, scissors", "The bilinear game"]) await step(game(page, name), 2);
    await page.getByRole("button", { name: "What is in Exploitability?" }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}

test("whoever wants no motion finds everything paused, and anyone else what is in sight playing", async ({
  page,
}) => {
  await openGames(page);
  await expect(page.getByRole("button", { name: "Play", exact: true })).toHaveCount(3);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.reload();
  const [bilinear, dirac] = [game(page, "The bilinear game"), game(page, "The Dirac-GAN")];
  await bilinear.getByRole("button", { name: "Pause" }).scrollIntoViewIfNeeded();
  await expect.poll(() => reading(bilinear, "Step")).toBeGreaterThan(3);
  // What has not been in sight has not begun.
  await expect(dirac.locator(".readings dd").first()).toHaveText("–");
});
