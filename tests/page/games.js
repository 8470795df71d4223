// What the tests of the games share: opening them, and playing as a person would.

import { expect } from "./page.js";

/** @import { Locator, Page } from "@playwright/test" */

/** @param {Page} page @param {string} [query] Opens the games, paused. */
export async function openGames(page, query = "") {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(`/${query}#games`);
  await expect(page.getByRole("heading", { name: "The Dirac-GAN" })).toBeVisible();
}

/** @param {Page} page @param {string} name */
export const game = (page, name) => page.getByRole("region", { name, exact: true });

/** @param {Locator} section @param {string} name A number of the game's by its name. */
export async function reading(section, name) {
  const row = section
    .locator(".readings > div")
    .filter({ has: section.page().getByText(name, { exact: true }) });
  return Number(await row.locator("dd").innerText());
}

/** @param {Locator} section @param {string} label @param {string} value */
export async function fill(section, label, value) {
  const input = section.getByLabel(label, { exact: true });
  await input.fill(value);
  await input.press("Enter");
}

/** @param {Locator} section @param {number} count Steps one by one. */
export async function step(section, count) {
  for (let taken = 0; taken < count; taken++) await section.getByRole("button", { name: "One step" }).click();
}

/** @param {Locator} section Plays to the end of the run. */
export async function playOut(section) {
  await section.getByLabel("Speed").selectOption("Fast");
  await section.getByRole("button", { name: "Play", exact: true }).click();
  await expect(section.getByRole("button", { name: "Play", exact: true })).toBeVisible({ timeout: 50_000 });
  await expect(section.getByRole("status").last()).toContainText("The run has ended.");
}
