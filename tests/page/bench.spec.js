// `?bench`: figures as a table and as JSON.

import { expect, test } from "./page.js";

test("the benchmark gives every figure for the CPU and says why there are none for the GPU", async ({
  page,
}) => {
  await page.goto("/?bench&steps=5&variant=vanilla&batch=8&utm_source=letter");
  const json = page.locator("#bench-json");
  await expect(json).not.toBeEmpty({ timeout: 30_000 });
  const { steps, rows } = JSON.parse(await json.innerText());
  expect(steps).toBe(5);
  const [cpu, gpu] = rows;
  expect(cpu.step_ms.min).toBeGreaterThan(0);
  expect(cpu.step_ms.max).toBeGreaterThanOrEqual(cpu.step_ms.median);
  expect(cpu.first_sample_ms).toBeGreaterThan(cpu.load_ms);
  expect(cpu.heap_bytes.end).toBeGreaterThanOrEqual(cpu.heap_bytes.start);
  expect(cpu.downloads[0].gzip).toBeGreaterThan(0);
  expect(gpu.error).toContain("WebGPU");
  await expect(page.getByRole("row", { name: /Step, median/ })).toBeVisible();
});

test("the benchmark measures no other recipe than the one asked for", async ({ page }) => {
  await page.goto("/?bench&steps=5&variant=vanilla&batch=0");
  await expect(page.getByText(/`batch`: `0` is not a whole number/).first()).toBeVisible();
});
