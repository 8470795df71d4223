// The curves' values, smoothing, scale and lines of reference.

import { expect, open, setTo, stepBy, test } from "./page.js";

for (const [query, words] of /** @type {const} */ ([
  ["?variant=dcgan&batch=4", "the loss of D at 1.386, the loss of G at 0.693, D(x) at 0.500"],
  ["?variant=vanilla&batch=8", "the loss of D at 1.376, the loss of G at 0.799, D(x) at 0.450"],
  ["?variant=vanilla&batch=8&loss=minimax&real_target=1", "the loss of G at -0.693, D(x) at 0.500"],
  ["?variant=vanilla&batch=8&label_flips=0.1", "real ones: D(x) at 0.450"],
  ["?variant=lsgan&batch=4", "the loss of D at 0.250, the loss of G at 0.125, D(x) at 0.500"],
  [
    "?variant=lsgan&batch=4&generated_target=-1&fooled_target=0",
    "D at 1.000, the loss of G at 0.000, D(x) at 0.000",
  ],
  ["?variant=hinge&batch=4", "the loss of D at 2.000."],
  ["?variant=wgan&architecture=mlp&batch=4", "real ones: the loss of D at 0.000, Distance at 0.000."],
  ["?variant=wgan_gp&batch=4", "real ones: Distance at 0.000."],
  ["?variant=dragan&batch=4", "real ones: the loss of G at 0.693, D(x) at 0.500"],
])) {
  test(`the lines of reference stand where the curves would rest: ${query}`, async ({ page }) => {
    await open(page, `${query}&device=cpu`);
    await expect(page.locator("#rest")).toContainText(words);
  });
}

test("a run that rests nowhere known has no lines of reference", async ({ page }) => {
  await open(page, "?variant=vae&batch=8&device=cpu");
  await expect(page.locator("#rest")).toBeEmpty();
});

test("each run has charts of what it measures", async ({ page }) => {
  await open(page);
  await stepBy(page);
  await expect(page.locator("#scores-figure")).toContainText("Held to be real");
  await expect(page.locator("#other-figure")).toBeHidden();
  const score = String.raw`-?\d+\.\d+`;

  await page.getByLabel("Variant", { exact: true }).selectOption("wgan_gp");
  await page.getByRole("button", { name: "Restart with this" }).click();
  await expect(page).toHaveURL(/variant=wgan_gp/);
  await setTo(page, "Batch", "4");
  await stepBy(page);
  await expect(page.locator("#scores-readout")).toHaveText(
    new RegExp(`^Step 1: D\\(x\\) ${score}, D\\(G\\(z\\)\\) ${score}$`),
  );
  await expect(page.locator("#scores-figure")).toContainText("Scores");
  await expect(page.locator("#other-readout")).toHaveText(
    new RegExp(`^Step 1: Distance ${score}, Penalty ${score}, ‖∇D‖ ${score}$`),
  );
  await expect(page.locator("#theory [data-live=gradient_norm]").first()).toHaveText(/^\d+\.\d{3}$/);
  await page.getByRole("button", { name: "What is in Other metrics?" }).click();
  await expect(page.locator("#other-help")).toContainText(
    "The critic's estimate of the Wasserstein distance",
  );

  await setTo(page, "Variant", "vae");
  await page.getByRole("button", { name: "Restart with this" }).click();
  await expect(page).toHaveURL(/variant=vae/);
  await setTo(page, "Batch", "8");
  await stepBy(page);
  await expect(page.locator("#losses-readout")).toHaveText(/^Step 1: −ELBO \d+\.\d+$/);
  await expect(page.locator("#scores-readout")).toHaveText(/^Step 1: Reconstruction \d+\.\d+, KL \d+\.\d+$/);
  await expect(page.locator("#other-figure")).toBeHidden();
});

test("every variant draws its curves and fills the theory beside them", async ({ page }) => {
  test.slow();
  await open(page, "?variant=vanilla&architecture=mlp&batch=4&device=cpu");
  const options = page.getByLabel("Variant", { exact: true }).locator("option");
  const variants = await options.evaluateAll((list) =>
    list.map((option) => /** @type {HTMLOptionElement} */ (option).value),
  );
  expect(variants.length).toBeGreaterThan(10);
  for (const variant of variants) {
    await open(page, `?variant=${variant}&architecture=mlp&batch=4&device=cpu`);
    await stepBy(page);
    await expect(page.locator("#losses-readout")).not.toContainText("–");
    const empty = page.locator("#theory [data-live]:not([data-live^=rest_]):empty");
    expect([variant, await empty.evaluateAll((terms) => terms.map((term) => term.dataset.live))]).toEqual([
      variant,
      [],
    ]);
  }
});

test("no two curves of a chart look alike", async ({ page }) => {
  await open(page, "?variant=wgan_gp&consistency=1&batch=4&device=cpu");
  await stepBy(page);
  const looks = await page
    .locator("#other-figure .legend path")
    .evaluateAll((paths) =>
      paths.map((path) => [getComputedStyle(path).stroke, path.getAttribute("stroke-dasharray")]),
    );
  expect(looks.length).toBe(4);
  for (const part of [0, 1]) expect(new Set(looks.map((look) => look[part])).size).toBe(4);
});

test("the value under the pointer is shown", async ({ page }) => {
  await open(page);
  await stepBy(page, 4);
  const chart = page.locator("#losses .u-over");
  const last = await page.locator("#losses-readout").innerText();
  await chart.hover({ position: { x: 2, y: 40 } });
  await expect(page.locator("#losses-readout")).toHaveText(/^Step 1: D \d+\.\d{3}, G \d+\.\d{3}$/);
  await page.locator("h1").hover();
  await expect(page.locator("#losses-readout")).toHaveText(last);
});

test("smoothing and the logarithmic scale redraw the curves", async ({ page }) => {
  await open(page);
  await stepBy(page, 4);
  const picture = () =>
    page
      .locator("#losses canvas")
      .evaluate((canvas) => /** @type {HTMLCanvasElement} */ (canvas).toDataURL());
  const plain = await picture();
  await page.getByLabel("Logarithmic scale").check();
  await expect.poll(picture).not.toBe(plain);
  const logarithmic = await picture();
  await page.getByLabel("Smoothing").fill("0");
  await expect.poll(picture).not.toBe(logarithmic);
});
