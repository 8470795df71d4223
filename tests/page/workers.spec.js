// Several workers compute a step together: the run is the same however often it is run, whatever is asked meanwhile.

import { expect, open, reach, stepBy, test, unfold, withCores } from "./page.js";

/** @import { Page } from "@playwright/test" */

/** No batch norm, so that a share is not told from the whole. */
const PLAIN = "?variant=wgan_gp&batch=8&discriminator_steps=1&generator_norm=none&device=cpu";

/** @param {Page} page @returns {Promise<Record<string, number>>} What the last step measured. */
async function measured(page) {
  const text = await page.locator("#losses-readout").innerText();
  const found = text.matchAll(/([A-Za-z][^:,]*?)[:\s]+(-?[\d.]+)/g);
  return Object.fromEntries([...found].map(([, name, value]) => [name, Number(value)]));
}

test("two workers take the steps of one, and the same ones again", async ({ page }) => {
  /** @type {Record<string, number>[]} */
  const runs = [];
  for (const workers of [1, 2, 2]) {
    await open(page, `${PLAIN}&workers=${workers}`);
    await expect(page.locator("#active-device")).toHaveText(workers === 1 ? "CPU" : "CPU, 2 workers");
    await stepBy(page, 3);
    runs.push(await measured(page));
  }
  const [one, two, again] = runs;
  expect(Object.keys(one ?? {}).length).toBeGreaterThan(2);
  expect(again).toEqual(two);
  for (const [name, value] of Object.entries(one ?? {})) expect(two?.[name]).toBeCloseTo(value, 2);
});

test("whatever is asked of the run while workers compute its steps waits for them", async ({ page }) => {
  await open(page, "?variant=dcgan&batch=8&device=cpu&workers=2");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await reach(page, 3);
  const sample = page.getByRole("button", { name: "Sample 13", exact: true });
  await sample.hover();
  await expect(page.locator("#lens-likeness")).toHaveText(/^Nearest of 2,048 real images/);
  await sample.click();
  await expect(page.locator("#imagined-at")).toHaveText(/at step/);
  await page.locator("#averaged").check();
  await page.getByText("Score the digits").click();
  await expect(page.locator("#digits-last")).toContainText("512 generated digits");
  await reach(page, 8);
  await expect(page.locator("#notice")).toHaveText("");
});

test("the number of workers is kept in the address, and carries the run over", async ({ page }) => {
  await withCores(page, 4);
  await open(page, "?variant=dcgan&batch=8&device=cpu&workers=1");
  await stepBy(page, 2);
  await unfold(page);
  await page.getByLabel("Workers", { exact: true }).selectOption("2");
  await expect(page).toHaveURL(/workers=2/);
  await expect(page.locator("#active-device")).toHaveText("CPU, 2 workers");
  await expect(page.locator("#steps")).toHaveText("2");
  await stepBy(page, 1);
});

test("as many workers as are fastest are found out and told", async ({ page }) => {
  await withCores(page, 2);
  await open(page, "?variant=dcgan&device=cpu");
  await expect(page.locator("#device-why")).toContainText(
    /A step takes one worker [\d.]+ ms, 2 workers [\d.]+ ms on the CPU\./,
  );
});

test("a batch that so many workers cannot share is trained by one, and the page says so", async ({
  page,
}) => {
  await open(page, "?variant=dcgan&batch=9&device=cpu&workers=2");
  await expect(page.locator("#active-device")).toHaveText("CPU");
  await expect(page.locator("#notice")).toContainText("9 samples cannot be shared evenly");
  await stepBy(page, 1);
});

test("a worker that is lost is replaced, and the run goes on from where it was kept", async ({ page }) => {
  await open(page, "?variant=dcgan&batch=8&device=cpu&workers=2");
  await stepBy(page, 2);
  const first = page.workers().find((worker) => /\/worker-/.test(worker.url()));
  if (!first) throw new Error("the page has no training worker");
  await first.evaluate(() => {
    const tell = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (command, /** @type {any} */ options) {
      if (command.type !== "step") return tell.call(this, command, options);
      Worker.prototype.postMessage = tell;
      this.terminate();
      this.dispatchEvent(new ErrorEvent("error", { message: "out of memory", cancelable: true }));
    };
  });
  await page.locator("#step").click();
  await expect(page.locator("#notice")).toContainText("(out of memory). The run goes on from step 2");
  await expect(page.locator("#active-device")).toHaveText("CPU, 2 workers");
  await stepBy(page, 2);
  expect(await page.locator("#steps").innerText()).toBe("4");
});
