// A second language is a folder beside the English words: whoever reads it loads it, and nobody else.

import { cp, mkdir, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build } from "vite";
import English from "../../www/text/en/index.js";
import { expect, open, test } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** German for a test: the English words in German quotation marks. */
const WORDS = `import English from "../en/index.js";
const quoted = (said) => typeof said === "string" ? "»" + said + "«" : (...values) => "»" + said(...values) + "«";
export default Object.fromEntries(Object.entries(English).map(([key, said]) => [key, quoted(said)]));`;

/** The page, built with these words. */
let site = "";
/** What was built of them. */
let chunk = "";

test.beforeAll(async ({}, info) => {
  // Inside the repository, where imports find their packages.
  const root = join(info.project.outputDir, "second-language");
  await cp("www", join(root, "www"), { recursive: true, filter: (path) => !path.startsWith("www/wasm/gpu") });
  for (const file of ["index.html", "native/src/evaluate/mnist.safetensors"])
    await cp(file, join(root, file));
  await mkdir(join(root, "www/text/de"), { recursive: true });
  await writeFile(join(root, "www/text/de/index.js"), WORDS);
  await build({ root, configFile: resolve("vite.config.js"), logLevel: "error" });
  site = join(root, "dist");
  chunk = (await readdir(join(site, "assets"))).find((name) => /^de-.*\.js$/.test(name)) ?? "";
});

/** @param {Page} page @returns {Promise<string[]>} The files of that page that it asks for. */
async function visit(page) {
  const asked = /** @type {string[]} */ ([]);
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    asked.push(pathname.slice(pathname.lastIndexOf("/") + 1));
    return route.fulfill({ path: join(site, pathname === "/" ? "index.html" : pathname) });
  });
  return asked;
}

test.describe("to a German", () => {
  test.use({ locale: "de-AT" });

  test("the page speaks German, all of it", async ({ page }) => {
    await visit(page);
    await open(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.locator("#play")).toHaveText("»Start«");
    await expect(page.getByRole("heading", { name: "»Samples«" })).toBeVisible();
    const said = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const said = [];
      // The names of settings and of their choices are the engine's, and the theory is its own text.
      const engines = "#settings .field label, #settings option, #theory";
      const own = () => !texts.currentNode.parentElement?.closest(engines);
      while (texts.nextNode()) if (own()) said.push(texts.currentNode.textContent?.trim() ?? "");
      return said;
    });
    const english = new Set(/** @type {unknown[]} */ (Object.values(English)));
    // Symbols are the same in both.
    expect(said.filter((text) => /[a-z]{3}/.test(text) && english.has(text))).toEqual([]);
  });

  test("a folder that does not load leaves English", async ({ page }) => {
    await visit(page);
    await page.route(`**/${chunk}`, (route) =>
      route.fulfill({ contentType: "text/javascript", body: "throw new Error('no words')" }),
    );
    await open(page);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.locator("#play")).toHaveText("Start");
  });
});

test("nobody else loads it", async ({ page }) => {
  const asked = await visit(page);
  await open(page);
  await expect(page.locator("#play")).toHaveText("Start");
  expect(chunk).not.toBe("");
  expect(asked).not.toContain(chunk);
});
