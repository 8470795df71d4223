// The page starts wherever it can, and says why where it cannot, or can no longer.

import { test as base } from "@playwright/test";
import { expect, open, stepBy, test } from "./page.js";

test("a browser whose language is none trains all the same", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "language", { get: () => "C" }));
  await page.addInitScript(() =>
    Object.defineProperty(Navigator.prototype, "languages", { get: () => ["C"] }),
  );
  await open(page);
  await stepBy(page);
});

base("what throws while the page starts is said", async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, "Worker", {
      value: class {
        constructor() {
          throw new Error("no workers here");
        }
      },
    });
  });
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("The page could not start: no workers here.");
  await expect(page.locator("#device-why")).toHaveText("Nothing trains.");
});

base("a module that throws as it loads is said as well", async ({ page }) => {
  await page.addInitScript(() => {
    Intl.NumberFormat = /** @type {any} */ (
      class {
        constructor() {
          throw new RangeError("no numbers here");
        }
      }
    );
  });
  await page.goto("/");
  await expect(page.getByRole("alert")).toContainText("The page could not start: no numbers here.");
});

for (const call of ["run_step", "run_read"]) {
  base(`an engine that broke down in ${call} is not used again`, async ({ page }) => {
    await page.route("**/assets/worker-*.js", async (route) => {
      const script = await (await route.fetch()).text();
      const trap = `const instantiate = WebAssembly.instantiate;
        WebAssembly.instantiate = async (module, imports) => {
          const exports = { ...(await instantiate(module, imports)).exports };
          exports.${call} = () => {
            throw new WebAssembly.RuntimeError("unreachable");
          };
          return { instance: { exports }, module };
        };`;
      await route.fulfill({ contentType: "text/javascript", body: `${trap}${script}` });
    });
    await open(page);
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page.locator("#notice").getByRole("alert")).toContainText(
      "it broke down (unreachable); reload the page",
    );
    for (const id of ["play", "step", "restart", "save"]) await expect(page.locator(`#${id}`)).toBeDisabled();
    await expect(page.locator("#device-why")).toHaveText("Nothing trains.");
    await page.getByLabel("Seed", { exact: true }).fill("9");
    await page.getByLabel("Seed", { exact: true }).press("Enter");
    await page.waitForTimeout(500);
    await expect(page.locator("#play")).toBeDisabled();
  });
}
