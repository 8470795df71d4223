// The page in browsers with other engines than Chromium's: one run on points of the plane, from its start to a file, and the games.

import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { expect, test } from "./driven.js";

/** @import { Driven } from "./driven.js" */

const QUERY = "?variant=vanilla&data=ring&batch=16&device=cpu&paused";

const button = (/** @type {string} */ name) => `//button[normalize-space()="${name}"]`;
const box = (/** @type {string} */ name) => `//label[normalize-space()="${name}"]//input`;

/** @param {Driven} page @param {string} id */
const text = (page, id) => page.run(`document.getElementById("${id}").innerText`);

/** @param {Driven} page */
const steps = async (page) => Number((await text(page, "steps")).replace(/\D/g, ""));

/** @param {Driven} page A digest of the generated samples' pixels. */
const picture = async (page) =>
  createHash("sha256")
    .update(await page.run(`document.getElementById("generated").toDataURL()`))
    .digest("hex");

/** @param {Driven} page Points on the losses' curve. */
const points = async (page) => Number(await page.run(`document.getElementById("curves").dataset.points`));

test("a run trains, is seen through in the lab, and is saved; the games open", async ({
  driven: page,
  baseURL,
}, info) => {
  await test.step("start", async () => {
    await page.open(`${baseURL}/${QUERY}`);
    await expect.poll(() => page.run(`document.getElementById("play")?.disabled`)).toBe(false);
    await page.press(button("Start"));
    await expect.poll(() => steps(page)).toBeGreaterThan(5);
    expect(await text(page, "active-device")).toBe("CPU");
  });

  await test.step("samples move, curves grow", async () => {
    const [before, few] = [await picture(page), await points(page)];
    await expect.poll(() => picture(page)).not.toBe(before);
    await expect.poll(() => points(page)).toBeGreaterThan(few);
    expect(await text(page, "losses-readout")).toMatch(/^Step [\d,]+: D -?[\d.]+, G -?[\d.]+/);
  });

  await page.press(button("Pause"));
  await expect.poll(() => text(page, "rate")).toBe("–");
  const there = await steps(page);
  await expect.poll(() => text(page, "sampled-at")).toMatch(RegExp(`step ${there.toLocaleString("en")}\\b`));

  await test.step("the lab's layers", async () => {
    const legend = () => text(page, "legend");
    expect(await legend()).toMatch(/probability that a point is real.*Arrows:/);
    const arrows = await picture(page);
    await page.press(box("Arrows"));
    await expect.poll(() => picture(page)).not.toBe(arrows);
    expect(await legend()).not.toContain("Arrows:");
    await page.press(box("Arrows"));
    await expect.poll(() => picture(page)).toBe(arrows);
    await page.press(box("G’s grid"));
    await expect.poll(legend).toContain("Grid:");
  });

  expect(await text(page, "notice")).toBe("");

  await test.step("save", async () => {
    await page.press(button("Save"));
    const name = `saddle-vanilla-ring-step-${there}.safetensors`;
    await expect.poll(() => readdir(info.outputPath())).toContain(name);
    // A file grows to its length after it has its name.
    await expect(async () => {
      const file = await readFile(info.outputPath(name));
      const header = JSON.parse(file.subarray(8, 8 + Number(file.readBigUInt64LE())).toString());
      expect(JSON.parse(header.__metadata__.saddle).recipe).toMatchObject({
        variant: "vanilla",
        data: "ring",
      });
    }).toPass();
  });

  await test.step("another page, which is loaded when it is opened", async () => {
    await page.press(`//a[normalize-space()="Games"]`);
    const headings = `[...document.querySelectorAll("h3")].map(({ innerText }) => innerText)`;
    await expect.poll(() => page.run(headings)).toContain("The Dirac-GAN");
  });

  expect(await page.complaints()).toEqual([]);
});
