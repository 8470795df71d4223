// Without WebGPU the page says so and trains all the same.

import { expect, open, reach, test, unfold } from "./page.js";

test("no graphics card: the CPU trains and the page says why", async ({ page }) => {
  await open(page, "?variant=vanilla&batch=8");
  await expect(page.locator("#device-why")).toHaveText(/^The CPU trains: this browser has .*WebGPU/);
  await expect(page.getByLabel("GPU", { exact: true })).toBeDisabled();
  await expect(page.locator("#active-device")).toHaveText("CPU");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 5);
});

test("choosing the CPU is kept in the address", async ({ page }) => {
  await open(page, "?variant=vanilla&batch=8");
  await unfold(page);
  await page.getByLabel("CPU", { exact: true }).check();
  await expect(page).toHaveURL(/device=cpu/);
  await page.getByLabel("Faster one").check();
  await expect(page).not.toHaveURL(/device=/);
});

test("a device that there is none of is named, and the faster one taken", async ({ page }) => {
  await open(page, "?variant=vanilla&batch=8&device=tpu");
  await expect(page.locator("#device-why")).toHaveText(
    /^The address asks for “tpu”, which is neither cpu nor gpu\. The CPU trains/,
  );
  await expect(page.getByLabel("Faster one")).toBeChecked();
});

test("an engine that cannot be fetched is said in words", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 200, body: "nothing of use" }));
  await page.goto("/?device=cpu");
  await expect(page.getByRole("alert").filter({ hasText: "The engine cannot run" })).toBeVisible();
  await expect(page.locator("#play")).toBeDisabled();
});
