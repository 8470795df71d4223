// The live terms of a text: each symbol carries its value in this run, and a button under the formula says what it is.
// To point at a term, or to focus its button, lights its curve and its control; to press it leads there.

import { effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { brief, written } from "../core/numbers.js";
import { pointAt, pointed, sought } from "../core/pointed.js";
import { capitalised, t } from "../core/text.js";
import { drawing } from "../core/view.js";

/** @import { ReadonlySignal } from "@preact/signals-core" */
/** @import { Catalogue, Recipe, Values } from "../engine/api.js" */
/** @import { Run } from "../runs/run.js" */

/** Between two updates of what a screen reader is told: below this, it would talk of nothing but numbers. */
const TELL_EVERY = 5_000;

/**
 * @param {HTMLElement} place where the text is
 * @param {Run} run
 * @param {ReadonlySignal<boolean>} seen
 * @param {ReadonlySignal<unknown>} text changes with the text
 */
export function followTerms(place, run, seen, text) {
  const { catalogue, recipe, used, last, playing } = run.state;
  let told = -Infinity;

  const naming = effect(() => {
    text.value;
    if (catalogue.value) name(place, catalogue.value);
  });
  const filling = drawing(
    seen,
    () => ({
      recipe: recipe.value,
      used: used.value,
      last: last.value,
      playing: playing.value,
      _: text.value,
    }),
    ({ recipe, used, last, playing }) => {
      const now = performance.now();
      const tells = !playing || now - told >= TELL_EVERY;
      if (tells) told = now;
      for (const term of termsIn(place)) {
        const { shown, said } = valueOf(term.dataset, recipe, used, last);
        if (term.dataset.value !== shown) show(term, shown);
        if (tells) tell(term, said);
      }
    },
  );
  const lighting = drawing(
    seen,
    () => ({ ...pointed.value, _: text.value }),
    ({ metric, setting }) => {
      for (const { dataset, classList } of termsIn(place)) {
        const isLit = dataset.metric ? dataset.metric === metric : dataset.setting === setting;
        classList.toggle("lit", isLit);
      }
    },
  );
  const quit = listen(place);
  return () => [naming, filling, lighting, quit].forEach((end) => end());
}

/** @param {HTMLElement} place @returns {NodeListOf<HTMLElement>} Symbols and buttons alike. */
const termsIn = (place) => place.querySelectorAll("[data-metric], [data-setting]");

/** @param {HTMLElement} place @param {Catalogue} catalogue Says on each button what its symbol is; its value comes behind, unseen. */
function name(place, { metrics, fields }) {
  for (const button of place.querySelectorAll("button.term")) {
    const { metric, setting } = /** @type {HTMLElement} */ (button).dataset;
    const field = fields.find((field) => field.name === setting);
    const help = field?.help ?? metrics.find((measure) => measure.name === metric)?.help ?? "";
    const words = field?.label ?? capitalised(t("summary.measures", metric ?? ""));
    button.setAttribute("aria-description", help);
    const symbol = button.querySelector("[aria-hidden]") ?? "";
    button.replaceChildren(symbol, symbol && " ", words, make("span", { class: "unseen" }));
  }
}

/** @param {HTMLElement} term @param {string} value Settings change so seldom that they take the room they need. */
function show(term, value) {
  term.dataset.value = value;
  if (term.dataset.setting) term.style.setProperty("--digits", String(value.length));
}

/** @param {HTMLElement} term @param {string} said */
function tell(term, said) {
  const value = term.querySelector(":scope > .unseen");
  if (value && value.textContent !== said) value.textContent = said;
}

/**
 * A term's value, as it is shown below the symbol and as it is said.
 * @param {DOMStringMap} term
 * @param {Recipe | undefined} recipe
 * @param {string[] | undefined} used
 * @param {Values} last
 */
function valueOf({ metric, setting = "" }, recipe, used, last) {
  const value = metric ? last[metric] : recipe?.[setting];
  const isKnown = metric ? Object.keys(last).length > 0 : used !== undefined;
  const isOff = metric ? value === undefined : !used?.includes(setting);
  if (!isKnown) return { shown: t("theory.unknown"), said: t("theory.is_unknown") };
  if (isOff) return { shown: t("theory.off"), said: t("theory.is_off") };
  const shown = metric ? written(Number(value)) : typeof value === "number" ? brief(value) : String(value);
  return { shown, said: shown };
}

/** @param {HTMLElement} place @returns {() => void} ends it */
function listen(place) {
  const ends = new AbortController();
  const { signal } = ends;
  const termOf = (/** @type {Event} */ { target }) =>
    /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (target).closest("[data-metric], [data-setting]")
    );
  const point = (/** @type {Event} */ event) => {
    const term = termOf(event);
    if (term) pointAt(term.dataset);
  };
  const leave = (/** @type {Event} */ event) => termOf(event) && pointAt({});
  place.addEventListener("pointerover", point, { signal });
  place.addEventListener("pointerout", leave, { signal });
  place.addEventListener("focusin", point, { signal });
  place.addEventListener("focusout", leave, { signal });
  const seek = (/** @type {Event} */ event) => {
    const { metric, setting, value } = termOf(event)?.dataset ?? {};
    if (value !== t("theory.off")) sought.value = { metric, setting };
  };
  place.addEventListener("click", seek, { signal });
  return () => ends.abort();
}
