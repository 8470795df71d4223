// What the page's tests share: opening the page, reading it, and making MNIST-like files.

import { expect, test as base } from "@playwright/test";
import { gzipSync } from "node:zlib";

/** @import { Page } from "@playwright/test" */

/** @param {Page} page A page on a machine with so many cores, as far as it knows. @param {number} cores */
export const withCores = (page, cores) =>
  page.addInitScript(
    (value) => Object.defineProperty(navigator, "hardwareConcurrency", { value, configurable: true }),
    cores,
  );

/** Every test also fails on anything the browser complains of: exceptions, policy violations, lost files. */
export const test = base.extend({
  page: async ({ page }, use) => {
    // On a machine with one core a page does not measure how many workers are fastest, behind whatever is tested.
    await withCores(page, 1);
    /** @type {string[]} */
    const complaints = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      // MNIST is looked for beside the page, where the tests put none.
      const expected = message.location().url.includes("data/mnist/");
      if (message.type() === "error" && !expected) complaints.push(message.text());
    });
    await use(page);
    expect(complaints).toEqual([]);
  },
});

export { expect };

/** A run whose step takes a few milliseconds. */
export const SMALL = "?variant=vanilla&batch=8&device=cpu";

/** @param {Page} page @param {string} [query] Opens it paused, and waits until training could start. */
export async function open(page, query = SMALL) {
  await page.goto(`/${query}&paused`);
  await expect(page.locator("#play")).toBeEnabled({ timeout: 30_000 });
  await expect(page.locator("#sampled-at")).not.toBeEmpty();
  await expect(page.locator("#steps")).toHaveText(/\d/);
}

/** @param {Page} page */
export const steps = async (page) => Number((await page.locator("#steps").innerText()).replaceAll(",", ""));

/** @param {Page} page @param {number} count */
export const reach = (page, count) =>
  expect.poll(() => steps(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(count);

/** @param {Page} page @param {number} [count] Steps one by one, each with its samples and readings shown. */
export async function stepBy(page, count = 1) {
  for (let taken = 0; taken < count; taken++) {
    const next = (await steps(page)) + 1;
    await page.locator("#step").click();
    await expect(page.locator("#steps")).toHaveText(String(next));
    await expect(page.locator("#losses-readout")).toContainText(`Step ${next}:`);
    await expect(page.locator("#sampled-at")).toHaveText(`step ${next}`);
  }
}

/** @param {Page} page Unfolds the settings that do not stand on top. */
export const unfold = (page) => page.getByText("All settings").click();

/** @param {Page} page @param {string} label @param {string} value Changes a setting as a person does. */
export async function setTo(page, label, value) {
  const control = page.getByLabel(label, { exact: true });
  if (!(await control.isVisible())) await unfold(page);
  if (await control.evaluate((element) => element instanceof HTMLSelectElement)) {
    await control.selectOption(value);
  } else {
    await control.fill(value);
    await control.press("Enter");
  }
}

/** @param {Page} page @param {string} id @returns {Promise<string>} A digest of the canvas's pixels. */
export const pixels = (page, id) =>
  page.locator(`#${id}`).evaluate(async (canvas) => {
    const { width, height } = /** @type {HTMLCanvasElement} */ (canvas);
    const context = /** @type {HTMLCanvasElement} */ (canvas).getContext("2d");
    const { data } = /** @type {CanvasRenderingContext2D} */ (context).getImageData(0, 0, width, height);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return Array.from(digest, (byte) => byte.toString(16)).join("");
  });

/** @param {number} count @returns {{ images: Buffer, labels: Buffer }} Bright bars on black, in MNIST's format. */
export function idxFiles(count) {
  const images = Buffer.alloc(16 + count * 784);
  [0x803, count, 28, 28].forEach((value, place) => images.writeUInt32BE(value, 4 * place));
  const labels = Buffer.alloc(8 + count);
  [0x801, count].forEach((value, place) => labels.writeUInt32BE(value, 4 * place));
  for (let index = 0; index < count; index++) {
    labels[8 + index] = index % 10;
    for (let row = 4; row < 24; row++) {
      const at = 16 + index * 784 + row * 28 + 2 * (index % 10);
      images.fill(255, at, at + 6);
    }
  }
  return { images, labels };
}

/** @param {{ images: Buffer, labels: Buffer }} files As MNIST's files are named and packed. */
export const packed = ({ images, labels }) => [
  { name: "train-images-idx3-ubyte.gz", mimeType: "application/gzip", buffer: gzipSync(images) },
  { name: "train-labels-idx1-ubyte.gz", mimeType: "application/gzip", buffer: gzipSync(labels) },
];

/** @param {Page} page @param {{ name: string, buffer: Buffer }[]} files Drops files on the page. */
export async function drop(page, files) {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    },
    files.map(({ name, buffer }) => ({ name, base64: buffer.toString("base64") })),
  );
  await page.dispatchEvent("#stage", "drop", { dataTransfer: transfer });
}

/** @param {Page} page Opens whatever comes in a tab that nobody sees. */
export const hideFromStart = (page) =>
  page.addInitScript(() =>
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true }),
  );

/** @param {Page} page @param {"visible" | "hidden"} state Brings the tab to the front, or puts it behind others. */
export const showTab = (page, state) =>
  page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
