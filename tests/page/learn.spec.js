// The page of learning: lessons done as a person would, tips trained beside each other, the glossary.

import AxeBuilder from "@axe-core/playwright";
import { expect, pixels, reach, steps, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** @param {Page} page @param {string} [place] */
async function openLearn(page, place = "") {
  await page.goto(`/?variant=vanilla&batch=8&device=cpu&paused#learn${place}`);
  await expect(page.getByRole("heading", { name: "Learn", exact: true })).toBeVisible();
}

/** @param {Page} page @param {string} name */
async function openLesson(page, name) {
  await openLearn(page, `/lessons/${name}`);
  await expect(page.locator("#play")).toBeEnabled({ timeout: 30_000 });
  await expect(page.locator("#sampled-at")).not.toBeEmpty();
}

/** @param {Page} page @param {RegExp} text */
const task = (page, text) =>
  page.getByRole("region", { name: "To do" }).getByRole("listitem").filter({ hasText: text });

test("the first lesson is done by training, is remembered, and can be forgotten", async ({ page }) => {
  test.setTimeout(180_000);
  await openLearn(page);
  await page.getByRole("link", { name: "The game" }).click();
  await expect(page.getByRole("heading", { name: "Lesson 1: The game" })).toBeFocused();
  await expect(page.locator("#play")).toBeEnabled({ timeout: 30_000 });
  await expect(task(page, /one step/)).toHaveAttribute("aria-current", "step");
  await page.getByRole("button", { name: "One step" }).click();
  await expect(task(page, /one step/)).toHaveAttribute("data-stage", "done");
  await expect(page.getByRole("status").filter({ hasText: "1 of 2 done." })).toBeVisible();
  await expect(page.getByRole("heading", { name: "What you saw" })).toBeHidden();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByText("All done.")).toBeVisible({ timeout: 150_000 });
  await expect(page.locator("#covered")).toHaveText(/[5-8] of 8 modes/);
  await expect(page.getByRole("heading", { name: "What you saw" })).toBeVisible();

  await page.getByRole("link", { name: "All lessons" }).click();
  await expect(page.getByText("1 of 6 lessons finished.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("listitem").filter({ hasText: "The game" })).toContainText("✓ Finished");
  await page.getByRole("button", { name: "Start all over" }).click();
  await expect(page.getByText("0 of 6 lessons finished.")).toBeVisible();
});

test("by hand: each task turns by its own values, and not before", async ({ page }) => {
  test.setTimeout(120_000);
  await openLesson(page, "steps");
  const [apart, fooled] = [task(page, /Update D/), task(page, /Update G/)];
  const [discriminator, generator] = ["Update D", "Update G"].map((name) =>
    page.getByRole("button", { name, exact: true }),
  );
  // Fooling a D that knows nothing yet is not what is asked for.
  for (let press = 0; press < 3; press++) await generator?.click();
  await expect(fooled).toHaveAttribute("data-stage", "later");
  await page.getByRole("button", { name: "Restart" }).click();
  for (let press = 0; press < 3; press++) await discriminator?.click();
  await expect(page.locator(".flow")).toHaveAttribute("aria-label", /discriminator was updated/);
  await expect(apart).toHaveAttribute("data-stage", "now");
  await expect(async () => {
    await discriminator?.click();
    await expect(apart).toHaveAttribute("data-stage", "done", { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(fooled).toHaveAttribute("data-stage", "now");
  await expect(async () => {
    await generator?.click();
    await expect(fooled).toHaveAttribute("data-stage", "done", { timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await expect(task(page, /Averaged weights/)).toHaveAttribute("aria-current", "step");
});

test("a prediction, then the curves: a balanced start is not ahead, and rates are set as it runs", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openLesson(page, "curves");
  const [predict, watch, balance] = [task(page, /Answer/), task(page, /apart/), task(page, /Bring both/)];
  await page.getByRole("button", { name: "One step" }).click();
  await expect(predict).toHaveAttribute("data-stage", "now");
  await page.getByLabel("Both to 0.5").check();
  await expect(predict).toHaveAttribute("data-stage", "done");
  await expect(watch).toHaveAttribute("data-stage", "now");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(watch).toHaveAttribute("data-stage", "done", { timeout: 100_000 });
  for (const name of ["Generator learning rate", "Discriminator learning rate"]) {
    await page.getByLabel(name, { exact: true }).fill("0.001");
    await page.getByLabel(name, { exact: true }).press("Enter");
  }
  await expect(balance).toHaveAttribute("data-stage", "done", { timeout: 60_000 });
  await expect(page.getByText("All done.")).toBeVisible();
});

test("a hint comes after a while", async ({ page }) => {
  await openLesson(page, "critic");
  const hint = page.getByText("A hint");
  await expect(hint).toBeHidden();
  await expect(hint).toBeVisible({ timeout: 40_000 });
  await hint.click();
  await expect(page.getByText("open the list Shade")).toBeVisible();
  await page.getByLabel("Shade").selectOption("D’s slope");
  await expect(task(page, /Shade the plane/)).toHaveAttribute("data-stage", "done");
  // The next task's is not due yet.
  await expect(hint).toBeHidden();
});

test("a lesson's run ends with it, and the page's own run waits", async ({ page }) => {
  await openLearn(page);
  await page.getByRole("link", { name: "Train", exact: true }).click();
  await expect(page.locator("#play")).toBeEnabled({ timeout: 30_000 });
  await page.locator("#play").click();
  await reach(page, 5);
  const workers = page.workers().length;
  await page.getByRole("link", { name: "Learn", exact: true }).click();
  await page.getByRole("link", { name: "The game" }).click();
  await expect.poll(() => page.workers().length).toBe(workers + 1);
  await expect(page.locator("#play")).toBeEnabled({ timeout: 30_000 });
  await expect(page.locator("#steps")).toHaveText("0");
  await page.getByRole("link", { name: "Glossary" }).click();
  await expect.poll(() => page.workers().length).toBe(workers);
  await page.getByRole("link", { name: "Train", exact: true }).click();
  const before = await steps(page);
  await reach(page, before + 5);
});

test("a way of a lesson starts another run", async ({ page }) => {
  await openLesson(page, "conditions");
  await page.getByRole("button", { name: "Classes of digits" }).click();
  await expect(page.locator("#generated-figure .by-class")).toBeVisible({ timeout: 40_000 });
  await reach(page, 1);
});

test("the two runs of a tip begin alike and train beside each other, one pair at a time", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openLearn(page, "/tips");
  const tip = page.getByRole("region", { name: "LeakyReLU in the discriminator" });
  const workers = page.workers().length;
  await tip.getByRole("button", { name: /^Train both/ }).click();
  await expect(tip.locator(".duel")).toBeFocused();
  const play = tip.getByRole("button", { name: "Train both", exact: true });
  await expect(play).toBeEnabled({ timeout: 40_000 });
  const pictures = tip.getByRole("img", { name: /generated samples at step/ });
  await expect(pictures).toHaveCount(2, { timeout: 30_000 });
  const ids = await pictures.evaluateAll((all) => all.map(({ id }) => id));
  const digest = (/** @type {string | undefined} */ id) => pixels(page, /** @type {"generated"} */ (id));
  // The setting is D's: before any step, the same seed makes the same points.
  expect(await digest(ids[0])).toBe(await digest(ids[1]));
  await play.click();
  const standing = tip.locator(".contestant .standing");
  const stepOf = async (/** @type {number} */ side) =>
    Number(/step ([\d,]+)/.exec(await standing.nth(side).innerText())?.[1]?.replaceAll(",", ""));
  for (const side of [0, 1]) await expect.poll(() => stepOf(side), { timeout: 30_000 }).toBeGreaterThan(20);
  await expect.poll(async () => (await digest(ids[0])) === (await digest(ids[1]))).toBe(false);
  await expect(tip.locator(".readout")).toHaveText(/LeakyReLU (0\.\d+|–), ReLU (0\.\d+|–)/);
  await tip.getByRole("button", { name: "Pause" }).click();
  await tip.getByRole("button", { name: "Another seed" }).click();
  await expect(tip.getByRole("button", { name: "Pause" })).toBeVisible();
  expect(page.workers().length).toBe(workers + 2);

  await page.getByRole("button", { name: "Train both: Adam" }).click();
  await expect.poll(() => page.workers().length).toBe(workers + 2);
  await expect(tip.locator(".contestant")).toHaveCount(0);
  await expect(page.locator(".contestant")).toHaveCount(2);
  await page.getByRole("link", { name: "Glossary" }).click();
  await expect.poll(() => page.workers().length).toBe(workers);
});

test("two time scales: the rates differ, and the tip has a text of its own whose links open runs", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openLearn(page, "/tips");
  const tip = page.getByRole("region", { name: "Two time scales" });
  await expect(tip.getByRole("row", { name: /^Two: G 0\.0002/ })).toContainText("%");
  await tip.getByText("The idea, what to watch, what to break").click();
  await expect(tip.getByRole("heading", { name: "Why" })).toBeVisible();
  const links = tip.getByRole("link", { name: "Try it" });
  await expect(links).toHaveCount(2);
  await expect(links.first()).toHaveAttribute("href", /discriminator_lr=0\.0001&generator_lr=0\.0003/);
  await tip.getByRole("button", { name: /^Train both/ }).click();
  const play = tip.getByRole("button", { name: "Train both", exact: true });
  await expect(play).toBeEnabled({ timeout: 40_000 });
  await play.click();
  for (const side of [0, 1]) {
    await expect(tip.locator(".contestant .standing").nth(side)).toHaveText(/step [1-9]\d+/, {
      timeout: 40_000,
    });
  }
  await expect(tip.locator(".readout")).toHaveText(/Two: G 0\.0002 (0\.\d+|–), One: G 0\.001 (0\.\d+|–)/);
});

test("the glossary is searched as one types, and a term can be linked to", async ({ page }) => {
  await openLearn(page, "/glossary");
  const terms = page.locator(".term:visible dt");
  const search = page.getByLabel("Find a term or symbol");
  const all = await terms.count();
  expect(all).toBeGreaterThan(70);
  await search.fill("nats");
  await expect(terms.filter({ hasText: /^Nats$/ })).toBeVisible();
  expect(await terms.count()).toBeLessThan(8);
  await expect(page.getByRole("status")).toHaveText(/^\d terms$/);
  await search.fill("there is no such word");
  await expect(page.getByRole("status")).toHaveText("0 terms");
  await search.fill("");
  await expect(terms).toHaveCount(all);
  await page.locator(".term", { hasText: "Nats" }).getByRole("link", { name: "KL" }).first().click();
  await expect(page).toHaveURL(/#learn\/glossary\/kl$/);
  await expect(page.locator("#term-kl")).toBeFocused();
  await expect(page.locator("#term-kl")).toBeInViewport();
});

test("where storage is forbidden, lessons work all the same", async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new Error("forbidden");
      },
    }),
  );
  await openLesson(page, "game");
  await page.getByRole("button", { name: "One step" }).click();
  await expect(task(page, /one step/)).toHaveAttribute("data-stage", "done");
});

test("every link to a run has only settings that mean something", async ({ page }) => {
  await openLearn(page, "/uses");
  const addresses = await page
    .locator(".uses a[title=break], .uses a[href^='?']")
    .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(addresses.length).toBeGreaterThanOrEqual(4);
  for (const address of new Set(addresses)) {
    await page.goto(`/${address}&device=cpu&paused`);
    await expect(page.locator("#play")).toBeEnabled({ timeout: 30_000 });
    await expect(page.locator("#notice")).not.toContainText(/means nothing|invalid/);
  }
});

/** @param {Page} page @param {string} place @param {number} width */
async function axe(page, place, width) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [place, id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(width);
}

for (const [scheme, width] of /** @type {const} */ ([
  ["light", 1440],
  ["dark", 390],
])) {
  test(`axe finds nothing on any part, ${scheme}, ${width} px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 844 });
    for (const place of ["", "/glossary/kl", "/uses"]) {
      await openLearn(page, place);
      await axe(page, place, width);
    }
    for (const name of ["collapse", "steps"]) {
      await openLesson(page, name);
      await axe(page, name, width);
    }
  });

  test(`axe finds nothing on two runs beside each other, ${scheme}, ${width} px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 844 });
    test.setTimeout(120_000);
    await openLearn(page, "/tips");
    await page.getByRole("button", { name: /^Train both: LeakyReLU/ }).click();
    await page.getByRole("button", { name: "Train both", exact: true }).click({ timeout: 30_000 });
    await expect(page.locator(".contestant .standing").first()).toHaveText(/modes/, { timeout: 30_000 });
    await page.getByRole("button", { name: "Pause" }).click();
    await axe(page, "/tips", width);
  });
}
