// The idea behind the variant, beside the run: its formulas and tables carry the run's values. Below it, where the
// samples are points, what there is to see on them.

import "katex/dist/katex.min.css";
import "../styles/views/theory.css";
import { computed, effect, signal } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { gameAlone } from "../core/equilibrium.js";
import { written } from "../core/numbers.js";
import { watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { drawing, ending } from "../core/view.js";
import { followTerms } from "./terms.js";

/** @import { Run } from "../runs/run.js" */

/** @type {Record<string, () => Promise<unknown>>} */
const pages = import.meta.glob("../theory/*.md", { import: "default" });

/** @param {HTMLElement} root @param {Run} run */
export function mountTheory(root, run) {
  const { catalogue, shown, last, samples, phase } = run.state;
  const name = make("h2", { id: "theory-name" }, t("theory.title"));
  const place = make("div", { id: "theory-text", class: "theory-text" });
  const onPoints = make("div", { id: "points-text", class: "theory-text", hidden: true });
  root.append(name, place, onPoints);
  let variant = "";
  /** Setting the first text takes as long as several steps, so that the first samples go before it. */
  const due = computed(() => samples.value !== undefined || phase.value === "ended");
  /** The places for values in the tables of the text that is there. */
  const cells = signal(/** @type {HTMLElement[]} */ ([]));

  const reading = effect(() => {
    if (!shown.value || (!variant && !due.value)) return;
    const { recipe, shape } = shown.value;
    void explainPoints(shape[0] === 2);
    void explain(String(recipe.variant));
  });
  const { seen, stop } = watchSight(root);
  const filling = drawing(
    seen,
    () => ({ recipe: shown.value?.recipe, values: last.value, cells: cells.value }),
    ({ recipe, values, cells }) => {
      const rests = recipe ? gameAlone(recipe) : {};
      for (const cell of cells) {
        const [, rest] = /^rest_(.*)/.exec(cell.dataset.live ?? "") ?? [];
        const value = rest ? rests[rest] : values[cell.dataset.live ?? ""];
        cell.textContent = value === undefined ? "" : written(value);
      }
    },
  );

  /** @param {string} next */
  async function explain(next) {
    if (next === variant) return;
    variant = next;
    name.textContent = titleOf(next) ?? t("theory.title");
    const html = await textOf(next);
    if (next !== variant) return;
    place.innerHTML = html ?? `<p>${t("theory.failed")}</p>`;
    // The next run tries again.
    if (html === undefined) variant = "";
    cells.value = [...place.querySelectorAll("[data-live]")].map((cell) => /** @type {HTMLElement} */ (cell));
  }

  /** @param {string} variant */
  const titleOf = (variant) => catalogue.peek()?.variants.find(({ name }) => name === variant)?.title;

  /** @param {boolean} areShown */
  async function explainPoints(areShown) {
    onPoints.hidden = !areShown;
    if (areShown && !onPoints.innerHTML) onPoints.innerHTML = (await textOf("points")) ?? "";
  }
  const following = followTerms(place, run, seen, cells);
  return ending(root, reading, filling, following, stop);
}

/** @param {string} name Our own text, made at build time; nothing where it does not load. */
async function textOf(name) {
  try {
    return String((await pages[`../theory/${name}.md`]?.()) ?? `<p>${t("theory.none")}</p>`);
  } catch {
    return undefined;
  }
}
