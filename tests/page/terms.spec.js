// The live terms of the theory's formulas, and the Rust beside them: built from the texts, and in the page.

import AxeBuilder from "@axe-core/playwright";
import { readFileSync, readdirSync } from "node:fs";
import { rendered } from "../../www/tools/theory.js";
import { expect, open, setTo, stepBy, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

const PENALISED = "?variant=r1&architecture=mlp&batch=8&device=cpu";

/** @param {Page} page @param {string} term a measure or a setting, its symbol in a formula */
const symbol = (page, term) =>
  page.locator(`.formula [data-metric=${term}], .formula [data-setting=${term}]`).first();

/** @param {Page} page @param {string} term */
const button = (page, term) =>
  page.locator(`button.term[data-metric=${term}], button.term[data-setting=${term}]`);

/** @param {Page} page @param {string} chart @param {string} label Its last value, as the chart writes it. */
async function readout(page, chart, label) {
  const text = await page.locator(`#${chart}-readout`).innerText();
  return text
    .replace(/^.*?: /, "")
    .split(", ")
    .find((part) => part.startsWith(`${label} `))
    ?.slice(label.length + 1);
}

/** @param {Page} page @param {string} chart Its curves, as pixels. */
const drawn = (page, chart) =>
  page
    .locator(`#${chart} canvas`)
    .evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());

test("a formula's symbols carry the run's numbers, and a step moves them but not the formula", async ({
  page,
}) => {
  await open(page);
  await expect(symbol(page, "real_target")).toHaveAttribute("data-value", "0.9");
  await expect(symbol(page, "generator_lr")).toHaveAttribute("data-value", "0.0002");
  await expect(symbol(page, "loss_d")).toHaveAttribute("data-value", "–");
  const places = () =>
    page
      .locator(".formula [data-metric]")
      .evaluateAll((symbols) => symbols.map((symbol) => symbol.getBoundingClientRect().x));
  const before = await places();
  for (let step = 0; step < 2; step++) {
    await stepBy(page);
    for (const [term, chart, label] of /** @type {const} */ ([
      ["loss_d", "losses", "D"],
      ["loss_g", "losses", "G"],
      ["d_real", "scores", "D(x)"],
      ["d_generated", "scores", "D(G(z))"],
    ])) {
      await expect(symbol(page, term)).toHaveAttribute(
        "data-value",
        String(await readout(page, chart, label)),
      );
    }
  }
  expect(await places()).toEqual(before);
  await setTo(page, "Generator learning rate", "0.003");
  await expect(symbol(page, "generator_lr")).toHaveAttribute("data-value", "0.003");
});

test("a term that the run is without says so, and leads nowhere", async ({ page }) => {
  await open(page, `${PENALISED}&penalty=none`);
  await stepBy(page);
  for (const term of ["penalty", "gradient_norm", "penalty_weight"]) {
    await expect(symbol(page, term)).toHaveAttribute("data-value", "off");
    await expect(button(page, term)).toHaveAccessibleName(/ not in this run$/);
  }
  await button(page, "penalty_weight").press("Enter");
  await expect(button(page, "penalty_weight")).toBeFocused();
});

test("pointing at a symbol lights its curve and its control, and the legend lights the symbol", async ({
  page,
}) => {
  await open(page, PENALISED);
  await stepBy(page, 2);
  const control = page.locator(".field[data-field=penalty_weight]");
  const entry = (/** @type {string} */ name) => page.locator("#other-figure .legend li", { hasText: name });
  const [losses, others] = [await drawn(page, "losses"), await drawn(page, "other")];
  await symbol(page, "penalty_weight").hover();
  await expect(control).toHaveClass(/\blit\b/);
  await expect(symbol(page, "penalty")).toHaveClass(/\blit\b/);
  await expect(entry("Penalty")).not.toHaveClass(/dimmed/);
  await expect(entry("‖∇D‖")).toHaveClass(/dimmed/);
  expect(await drawn(page, "losses")).not.toBe(losses);
  const lit = await drawn(page, "other");
  expect(lit).not.toBe(others);

  await symbol(page, "gradient_norm").hover();
  await expect(entry("Penalty")).toHaveClass(/dimmed/);
  expect(await drawn(page, "other")).not.toBe(lit);

  await page.locator("#theory-name").hover();
  await expect(control).not.toHaveClass(/\blit\b/);
  await expect.poll(() => drawn(page, "other")).toBe(others);

  await entry("Penalty").hover();
  await expect(symbol(page, "penalty_weight")).toHaveClass(/\blit\b/);
  await expect(symbol(page, "loss_d")).not.toHaveClass(/\blit\b/);
});

test("by keyboard, a term's button lights it and leads to its control", async ({ page }) => {
  await open(page, PENALISED);
  await stepBy(page);
  await button(page, "d_generated").focus();
  await page.keyboard.press("Tab");
  await expect(button(page, "penalty_weight")).toBeFocused();
  await expect(symbol(page, "penalty_weight")).toHaveClass(/\blit\b/);
  await expect(button(page, "penalty_weight")).toHaveAccessibleName("Penalty weight 10");
  await expect(button(page, "penalty_weight")).toHaveAccessibleDescription(
    /How much the gradient penalty weighs/,
  );
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Penalty weight", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Penalty weight", { exact: true })).toBeInViewport();

  await button(page, "penalty").press("Enter");
  await expect(page.locator("#other-figure")).toBeInViewport();
});

test("a screen reader is told a term's value seldom while the run trains, and as it is when the run pauses", async ({
  page,
}) => {
  await open(page);
  const changes = await button(page, "loss_d").evaluateHandle((term) => {
    const counts = { shown: 0, said: 0 };
    const count = (/** @type {"shown" | "said"} */ what) => new MutationObserver(() => counts[what]++);
    count("shown").observe(term, { attributeFilter: ["data-value"] });
    count("said").observe(term, { childList: true, characterData: true, subtree: true });
    return counts;
  });
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect.poll(async () => (await changes.jsonValue()).shown).toBeGreaterThan(20);
  const { shown, said } = await changes.jsonValue();
  expect(said).toBeLessThan(shown / 2);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.locator("#step")).toBeEnabled();
  await expect(async () => {
    const value = String(await readout(page, "losses", "D"));
    expect(await symbol(page, "loss_d").getAttribute("data-value")).toBe(value);
    await expect(button(page, "loss_d")).toHaveAccessibleName(`Discriminator loss ${value}`, {
      timeout: 500,
    });
  }).toPass();
});

test("axe finds nothing in a text with its Rust open, which is as it stands in the sources", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, PENALISED);
  await stepBy(page);
  for (const summary of await page.getByText("Show the Rust").all()) await summary.click();
  const shown = await page
    .locator(".rust .path")
    .evaluateAll((paths) =>
      paths.map((path) => [path.textContent ?? "", path.nextElementSibling?.textContent ?? ""]),
    );
  expect(shown.map(([path]) => path)).toContain("src/zoo/r1.rs");
  for (const [path = "", code = ""] of shown) {
    const source = readFileSync(path, "utf8").replace(/^ +/gm, "");
    expect(source).toContain(code.replace(/^ +/gm, ""));
  }
  await button(page, "penalty_weight").focus();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test.describe("built from the texts", () => {
  const variants = readdirSync("src/zoo").filter((file) =>
    /pub static VARIANT\b/.test(readFileSync(`src/zoo/${file}`, "utf8")),
  );
  const metrics = [...readFileSync("src/game/metrics.rs", "utf8").matchAll(/metric\(\s*"(\w+)"/g)].map(
    ([, name]) => name,
  );
  const fields = readdirSync("src/recipe/parts").flatMap((file) =>
    [...readFileSync(`src/recipe/parts/${file}`, "utf8").matchAll(/^ +(\w+) => \w+: /gm)].map(
      ([, name]) => name,
    ),
  );

  for (const file of variants) {
    const name = file.replace(".rs", "");
    test(`${name} has live terms that exist, its Rust and its definition`, () => {
      const html = rendered(readFileSync(`www/theory/${name}.md`, "utf8"));
      const terms = (/** @type {string} */ kind) =>
        [...html.matchAll(new RegExp(`data-${kind}="(\\w+)"`, "g"))].map(([, name]) => name);
      expect(terms("metric")).not.toEqual([]);
      expect(metrics).toEqual(expect.arrayContaining(terms("metric")));
      expect(fields).toEqual(expect.arrayContaining(terms("setting")));
      expect(html).toContain(`<code>src/zoo/${file}</code>`);
      expect(html).toMatch(/<code>src\/(game|nets|train)\/[\w/]+\.rs<\/code>/);
      // The room for values is the picture's alone.
      expect(html).not.toMatch(/<mpadded|<mspace[^>]*mathbackground/);
    });
  }

  test("an item that is missing, or is not the only one, fails the build", () => {
    const fence = (/** @type {string} */ item) => () => rendered(`\`\`\`rust it\n${item}\n\`\`\``);
    expect(fence("src/game/loss/hinge.rs: impl Loss for Hinge / fn generator")()).toContain("generated");
    expect(fence("src/game/loss/hinge.rs: impl Loss for Hing")).toThrow("0 items");
    expect(fence("src/game/loss/hinge.rs: impl Loss for Hinge / fn nothing")).toThrow("“fn nothing”");
    expect(fence("src/game/loss/cross_entropy.rs: impl Loss")).toThrow("2 items");
    expect(fence("src/game/loss/nowhere.rs: fn nothing")).toThrow("nowhere.rs");
  });
});
