// The idea behind the variant, beside the run; marked terms show the run's last values. Below it, where the
// samples are points, what there is to see on them.

import "katex/dist/katex.min.css";
import "../styles/panels/theory.css";
import { byId } from "../core/dom.js";
import { gameAlone } from "../equilibrium.js";
import { written } from "../core/numbers.js";
import { t } from "../core/text.js";

/** @import { Run } from "../runs/run.js" */

/** @type {Record<string, () => Promise<unknown>>} */
const pages = import.meta.glob("../theory/*.md", { import: "default" });

/** @param {Run} run */
export function mountTheory(run) {
  const place = byId("theory-text");
  const onPoints = byId("points-text");
  let shown = "";
  /** @type {HTMLElement[]} */
  let terms = [];
  /** @type {Map<unknown, string>} */
  let titles = new Map();
  run.on("catalogue", ({ catalogue }) => {
    titles = new Map(catalogue.variants.map(({ name, title }) => [name, title]));
  });

  run.on("started", async ({ recipe, shape, kept }) => {
    onPoints.hidden = shape[0] !== 2;
    if (!onPoints.hidden && !onPoints.innerHTML) onPoints.innerHTML = (await text("points")) ?? "";
    await show(String(recipe.variant));
    // Another run measures other things, and rests elsewhere if anywhere.
    for (const term of terms) if (!kept || term.dataset.live?.startsWith("rest_")) term.textContent = "";
    for (const [name, value] of Object.entries(gameAlone(recipe))) fill(`rest_${name}`, value);
  });
  run.on("curves", ({ readings }) => {
    for (const [name, values] of Object.entries(readings.values)) fill(name, values.at(-1));
  });

  /** @param {string} variant */
  async function show(variant) {
    if (variant === shown) return;
    shown = variant;
    byId("theory-name").textContent = titles.get(variant) ?? t("theory.title");
    const html = await text(variant);
    if (variant !== shown) return;
    place.innerHTML = html ?? `<p>${t("theory.failed")}</p>`;
    // The next run tries again.
    if (html === undefined) shown = "";
    terms = [...place.querySelectorAll("[data-live]")].map((term) => /** @type {HTMLElement} */ (term));
  }

  /** @param {string} name Our own text, made at build time; nothing where it does not load. */
  async function text(name) {
    try {
      return String((await pages[`../theory/${name}.md`]?.()) ?? `<p>${t("theory.none")}</p>`);
    } catch {
      return undefined;
    }
  }

  /** @param {string} name @param {number | undefined} value */
  function fill(name, value) {
    if (value === undefined) return;
    for (const term of terms) if (term.dataset.live === name) term.textContent = written(value);
  }
}
