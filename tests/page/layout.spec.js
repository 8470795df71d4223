// Where things stand: the theory beside the run, large screens, a lecture room.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, stepBy, test, unfold } from "./page.js";

/** @import { Locator, Page } from "@playwright/test" */

const projector = (/** @type {Page} */ page) => page.getByRole("button", { name: "Projector" });

/** @param {Locator} element */
const box = async (element) => {
  const found = await element.boundingBox();
  if (!found) throw new Error("it is not shown");
  return found;
};

/** @param {Page} page */
const width = (page) => page.evaluate(() => document.documentElement.scrollWidth);

test("the theory stays beside the run while that is scrolled, and scrolls by keyboard", async ({ page }) => {
  await open(page, "?variant=vanilla&data=ring&batch=4&device=cpu");
  const [theory, formula] = [page.locator("#theory"), page.locator("#theory .formula").first()];
  await expect(formula).toBeVisible();
  const before = await box(page.locator("#samples"));
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(async () => (await box(page.locator("#samples"))).y).toBeLessThan(before.y - 100);
  await expect(theory.getByRole("heading", { level: 2 })).toBeInViewport();
  await expect(formula).toBeInViewport();
  const { y, height } = await box(theory);
  const bar = await box(page.locator("#run-bar"));
  expect(y).toBeGreaterThanOrEqual(bar.y + bar.height - 1);
  expect(y + height).toBeLessThanOrEqual(900);
  await expect(page.getByRole("heading", { name: "On points of the plane" })).toBeVisible();
  await theory.focus();
  await page.keyboard.press("End");
  await expect(page.locator("#points-text > :last-child")).toBeInViewport({ ratio: 1 });
  await expect(formula).not.toBeInViewport();
});

test("a large screen has samples and curves beside each other, all of it in sight", async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page, "?variant=vanilla&data=ring&batch=4&device=cpu");
  await stepBy(page);
  const boxes = await Promise.all(
    ["settings", "samples", "curves", "theory"].map((id) => box(page.locator(`#${id}`))),
  );
  for (const [at, { x, y }] of boxes.entries()) {
    expect(y).toBe(boxes[0]?.y);
    expect(x).toBeGreaterThan(boxes[at - 1]?.x ?? 0);
  }
  for (const part of ["#settings", "#generated", "#losses", "#scores", "#theory"]) {
    await expect(page.locator(part)).toBeInViewport({ ratio: 1 });
  }
  const last = boxes.at(-1);
  expect((last?.x ?? 0) + (last?.width ?? 0)).toBeGreaterThan(1850);
});

for (const size of [
  { width: 1440, height: 900 },
  { width: 1000, height: 800 },
]) {
  test(`what waits for a restart is in sight beside the samples, on ${size.width} pixels`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await open(page);
    await stepBy(page);
    await unfold(page);
    await page.getByLabel("Adam beta 1", { exact: true }).fill("0.6");
    await page.getByLabel("Adam beta 1", { exact: true }).press("Enter");
    for (const name of ["Restart with this", "Keep the run"]) {
      await expect(page.getByRole("button", { name })).toBeInViewport({ ratio: 1 });
    }
    await expect(page.locator("#generated")).toBeInViewport({ ratio: 0.5 });
  });
}

test("a phone shows the run, what is seen, samples, curves, settings and theory in this order", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, "?variant=vanilla&data=ring&batch=4&device=cpu");
  const places = await Promise.all(
    ["narration", "ways", "samples", "curves", "settings", "theory"].map((id) => box(page.locator(`#${id}`))),
  );
  const tops = places.map(({ y }) => y);
  expect(tops).toEqual([...tops].sort((a, b) => a - b));
  expect(await width(page)).toBe(390);
  await expect(projector(page)).toBeHidden();
});

for (const size of [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
]) {
  test(`a projector of ${size.width} by ${size.height} shows fewer things, larger, until it is turned off`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    await open(page, "?variant=vanilla&data=ring&batch=4&device=cpu");
    await stepBy(page);
    const type = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    const small = await type();
    await projector(page).click();
    await expect(projector(page)).toHaveAttribute("aria-pressed", "true");
    expect(await type()).toBeGreaterThan(1.25 * small);
    await expect(page.locator("#settings")).toBeHidden();
    await expect(page.getByRole("button", { name: "Save" })).toBeHidden();
    await expect(page.locator("#theory .formula").first()).toBeInViewport({ ratio: 1 });
    for (const id of ["generated", "losses", "steps", "play"]) {
      await expect(page.locator(`#${id}`)).toBeInViewport({ ratio: 1 });
    }
    await expect(page.getByText("The network gives a raw score")).toBeHidden();
    expect(await width(page)).toBe(size.width);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await page.reload();
    await expect(projector(page)).toHaveAttribute("aria-pressed", "true");
    await projector(page).click();
    await expect(page.locator("#settings")).toBeVisible();
    expect(await type()).toBe(small);
  });
}
