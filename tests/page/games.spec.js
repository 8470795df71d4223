// The games, played as a person would.

import { fill, game, openGames, playOut, reading, step } from "./games.js";
import { expect, test } from "./page.js";

test("the bilinear game: each way to play moves and judges itself as its eigenvalues say", async ({
  page,
}) => {
  await openGames(page);
  const bilinear = game(page, "The bilinear game");
  await step(bilinear, 10);
  await expect.poll(() => reading(bilinear, "Step")).toBe(10);
  await expect.poll(() => reading(bilinear, "Distance")).toBeCloseTo(1.04 ** 5, 3);
  await expect(bilinear.locator(".eigenvalues li")).toHaveText([
    "1.000 + 0.200i, modulus 1.0198",
    "1.000 − 0.200i, modulus 1.0198",
  ]);
  await expect(bilinear.locator(".verdict")).toContainText("outside the unit circle");
  await expect(bilinear.locator(".verdict")).toContainText("spirals out");
  for (const [play, modulus, words] of /** @type {const} */ ([
    ["alternating", "1.0000", "on the unit circle: near the equilibrium play circles"],
    ["optimistic", "0.9789", "inside the unit circle: near the equilibrium play spirals in"],
    ["extragradient", "0.9806", "inside the unit circle: near the equilibrium play spirals in"],
  ])) {
    await bilinear.getByLabel("Way to play", { exact: true }).selectOption(play);
    await expect(bilinear.locator(".verdict")).toContainText(`${modulus}, is ${words}`);
  }
  await bilinear.getByRole("button", { name: "Restart" }).click();
  await expect.poll(() => reading(bilinear, "Distance")).toBe(1);
  await step(bilinear, 20);
  await expect.poll(() => reading(bilinear, "Distance")).toBeCloseTo((1 - 0.04 + 0.0016) ** 10, 3);
});

test("a path starts where the person clicks or types, and an entry out of range is named", async ({
  page,
}) => {
  await openGames(page);
  const bilinear = game(page, "The bilinear game");
  const canvas = bilinear.getByRole("img").first();
  await canvas.scrollIntoViewIfNeeded();
  const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
  await canvas.click({ position: { x: width / 4, y: height / 4 } });
  await expect.poll(() => reading(bilinear, "θ")).toBeCloseTo(-1, 1);
  await expect.poll(() => reading(bilinear, "ψ")).toBeCloseTo(1, 1);
  await fill(bilinear, "Start θ", "0,5");
  await fill(bilinear, "Start ψ", "-0.25");
  await expect.poll(() => reading(bilinear, "ψ")).toBe(-0.25);
  await expect.poll(() => reading(bilinear, "θ")).toBe(0.5);
  await expect(canvas).toHaveAttribute("aria-label", /Step 0: θ 0\.500, ψ -0\.250, distance 0\.559/);
  await fill(bilinear, "Step size", "7");
  await expect(bilinear.getByRole("alert").filter({ hasText: "Step size must be" })).toBeVisible();
});

test("two learning rates are a switch", async ({ page }) => {
  await openGames(page);
  const bilinear = game(page, "The bilinear game");
  await expect(bilinear.getByLabel("Step size of ψ", { exact: true })).toBeHidden();
  await bilinear.getByLabel("Two learning rates", { exact: true }).check();
  await fill(bilinear, "Step size of ψ", "0.8");
  // The root of 1 + 0.2 x 0.8.
  await expect(bilinear.locator(".verdict")).toContainText("1.0770");
});

test("play goes on frame by frame, pauses, and starts again from a run's end", async ({ page }) => {
  await openGames(page);
  const bilinear = game(page, "The bilinear game");
  await bilinear.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => reading(bilinear, "Step")).toBeGreaterThan(3);
  await bilinear.getByRole("button", { name: "Pause" }).click();
  const paused = await reading(bilinear, "Step");
  await expect(bilinear.getByRole("status").last()).toContainText(/^Step \d+: θ/);
  await step(bilinear, 1);
  await expect.poll(() => reading(bilinear, "Step")).toBe(paused + 1);
  await playOut(bilinear);
  await expect.poll(() => reading(bilinear, "Distance")).toBeGreaterThan(20);
  await bilinear.getByRole("button", { name: "Play", exact: true }).click();
  await bilinear.getByRole("button", { name: "Pause" }).click();
  await expect.poll(() => reading(bilinear, "Distance")).toBeLessThan(20);
});

test("R1 brings the Dirac-GAN to rest, and noise helps one of its losses", async ({ page }) => {
  await openGames(page);
  const dirac = game(page, "The Dirac-GAN");
  const verdict = dirac.locator(".verdict");
  await expect(verdict).toContainText("spirals out");
  await fill(dirac, "Instance noise", "1");
  await expect(verdict).toContainText("spirals in");
  await dirac.getByLabel("Loss", { exact: true }).selectOption("wasserstein");
  await expect(verdict).toContainText("spirals out");
  await fill(dirac, "Instance noise", "0");
  await fill(dirac, "R1 weight", "1");
  await expect(verdict).toContainText("spirals in");
  await expect(dirac.locator(".spectrum .note")).toContainText("-0.500 + 0.866i and -0.500 − 0.866i");
  await fill(dirac, "R1 weight", "3");
  await expect(verdict).toContainText("converges without turning");
  await playOut(dirac);
  await expect.poll(() => reading(dirac, "Distance")).toBeLessThan(1e-6);
});

test("rock, paper, scissors: exploitability follows the learning, and a changed matrix moves the equilibrium", async ({
  page,
}) => {
  await openGames(page);
  const learning = game(page, "Rock, paper, scissors");
  const equilibrium = learning.getByRole("row", { name: /^First, equilibrium/ }).getByRole("cell");
  await step(learning, 1);
  await expect(equilibrium).toHaveText(["33.3 %", "33.3 %", "33.3 %"]);
  await expect.poll(() => reading(learning, "Value of the game")).toBe(0);
  await learning.getByLabel("Learning", { exact: true }).selectOption("extragradient");
  await fill(learning, "Step size", "1");
  const before = await reading(learning, "Exploitability now");
  await step(learning, 60);
  await expect.poll(() => reading(learning, "Exploitability now")).toBeLessThan(before / 100);
  await expect(learning.getByRole("img").first()).toHaveAttribute(
    "aria-label",
    /First player: Rock 33\.\d %/,
  );

  await fill(learning, "What the first player wins: Rock, Scissors", "2");
  await fill(learning, "What the first player wins: Scissors, Rock", "-2");
  await expect(equilibrium).toHaveText(["25.0 %", "50.0 %", "25.0 %"]);
  await fill(learning, "What the first player wins: Rock, Rock", "1");
  await expect.poll(() => reading(learning, "Value of the game")).toBeGreaterThan(0);
  for (const row of ["Rock", "Paper", "Scissors"]) {
    for (const column of ["Rock", "Paper", "Scissors"]) {
      await fill(learning, `What the first player wins: ${row}, ${column}`, "0");
    }
  }
  await expect(learning).toContainText("more than one equilibrium");
  await fill(learning, "What the first player wins: Rock, Rock", "x");
  await expect(learning.getByRole("alert").filter({ hasText: "Enter a number from -9 to 9." })).toBeVisible();
});

test("learning starts where the person clicks or types", async ({ page }) => {
  await openGames(page);
  const learning = game(page, "Rock, paper, scissors");
  const now = learning.getByRole("row", { name: /^Second, now/ }).getByRole("cell");
  await fill(learning, "Starting mixtures: Second player, Rock", "2");
  await fill(learning, "Starting mixtures: Second player, Paper", "1");
  await fill(learning, "Starting mixtures: Second player, Scissors", "1");
  await expect(now).toHaveText(["50.0 %", "25.0 %", "25.0 %"]);
  const canvas = learning.getByRole("img").nth(1);
  const { width = 0, height = 0 } = (await canvas.boundingBox()) ?? {};
  // The corner of scissors.
  await canvas.click({ position: { x: width / 2, y: height / 10 } });
  await expect(now).toHaveText(["1.0 %", "1.0 %", "98.0 %"]);
});

test("against the computer, by keyboard: it learns, and shows the person's mixture", async ({ page }) => {
  await openGames(page);
  const against = game(page, "Play against the computer");
  const status = against.getByRole("status");
  await against.getByRole("button", { name: "Rock" }).focus();
  await page.keyboard.press("r");
  await expect(status).toContainText(/^You: Rock\. Computer: (Rock|Paper|Scissors)\./);
  for (let round = 0; round < 4; round++) await page.keyboard.press("r");
  // It has learnt that the person plays rock.
  await expect(status).toHaveText("You: Rock. Computer: Paper. You lose.");
  await expect.poll(() => reading(against, "Rounds")).toBe(5);
  await expect.poll(() => reading(against, "Lost")).toBeGreaterThanOrEqual(4);
  await expect.poll(() => reading(against, "Exploitability of your mixture")).toBe(1);
  await expect(against.getByRole("img")).toHaveAttribute(
    "aria-label",
    /Your mixture: Rock 100\.0 %, Paper 0\.0 %/,
  );
  // And who knows that it learnt beats it.
  await page.keyboard.press("s");
  await expect(status).toHaveText("You: Scissors. Computer: Paper. You win.");
  const yours = against.getByRole("row", { name: /^You/ }).getByRole("cell");
  await expect(yours).toHaveText(["83.3 %", "0.0 %", "16.7 %"]);
  await against.getByRole("button", { name: "Start over" }).press("Enter");
  await expect.poll(() => reading(against, "Rounds")).toBe(0);
  for (const name of ["Rock", "Paper", "Scissors"]) await against.getByRole("button", { name }).click();
  await expect.poll(() => reading(against, "Exploitability of your mixture")).toBe(0);
});

test("every link to a run opens one, with no setting that means nothing", async ({ page }) => {
  await openGames(page);
  const links = page.locator("#page a.to-run");
  const addresses = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(addresses.length).toBeGreaterThanOrEqual(6);
  for (const address of new Set(addresses)) {
    await page.goto(`/${address}&device=cpu`);
    await expect(page.locator("#play")).toBeEnabled({ timeout: 30_000 });
    await expect(page.locator("#notice")).not.toContainText(/means nothing|default/);
    await expect(page.getByLabel("Data", { exact: true })).toHaveValue("ring");
  }
  await openGames(page);
  await links.filter({ hasText: "With R1" }).click();
  await expect(page.getByLabel("Variant", { exact: true })).toHaveValue("r1");
  await expect(page.locator("#training")).toBeVisible();
});

test("the logarithmic chart takes a range from just below a power of ten", async ({ page }) => {
  await openGames(page);
  const learning = game(page, "Rock, paper, scissors");
  for (const [choice, weight] of [
    ["Rock", "40"],
    ["Paper", "32"],
    ["Scissors", "28"],
  ]) {
    await fill(learning, `Starting mixtures: First player, ${choice}`, String(weight));
    await fill(learning, `Starting mixtures: Second player, ${choice}`, "1");
  }
  // The least value, 0.12, leaves room down to 0.096.
  await expect(page.locator("#learning-exploitability-readout")).toHaveText(
    "Step 0: Now 0.120, Averages 0.120",
  );
  await expect(page.locator("#learning-exploitability canvas")).toBeVisible();
});
