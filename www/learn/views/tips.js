// Training tips, each with its claim, its two runs, and what they measured. One pair trains at a time.

import "../../styles/learn/tips.css";
import { make } from "../../core/dom.js";
import { brief, whole } from "../../core/numbers.js";
import { t } from "../../core/text.js";
import { ending } from "../../core/view.js";
import { mountDuel } from "../../views/duel.js";
import { MEASURED, SEEDS } from "../measured.js";
import { queryOf } from "../settings.js";
import { recipeOf, STEPS, TIPS } from "../tips.js";
import { words } from "../words.js";

/** @import { Measure } from "../../views/duel.js" */
/** @import { Measured } from "../measured.js" */
/** @import { Tip, TipName } from "../tips.js" */

/** The divergence from the data: smaller is better. @returns {Measure} */
const measure = () => ({
  title: words.tips.measure,
  help: t("scores.js_help"),
  range: [0, Math.LN2],
  read: ({ scores }) => ({ step: scores.value.step, value: scores.value.values.js ?? [] }),
});

/** @param {HTMLElement} root */
export function mountTips(root) {
  /** Ends the pair that trains. */
  let end = () => {};
  const cards = TIPS.map((tip) =>
    tipCard(tip, (close) => {
      end();
      end = close;
    }),
  );
  root.append(
    make("h3", { tabindex: -1 }, words.tips.title),
    make("p", { class: "learn-intro" }, words.tips.intro(whole(STEPS), SEEDS)),
    ...cards,
    make(
      "section",
      { class: "tip" },
      make("h4", {}, words.tips.untried),
      ...words.tips.untried_ones.map(paragraph),
    ),
    make("p", { class: "note" }, words.tips.source),
  );
  return ending(root, () => end());
}

/** @param {string} text */
const paragraph = (text) => make("p", {}, text);

/** @param {Tip & { name: TipName }} tip @param {(end: () => void) => void} opened takes the end of the pair that was opened */
function tipCard(tip, opened) {
  const { title, claim, sides, found } = words.tips.each[tip.name];
  const open = make("button", { type: "button", class: "primary" }, words.tips.open);
  open.setAttribute("aria-label", words.tips.open_named(title));
  const place = make("div", { class: "duel", role: "group", tabindex: -1, "aria-label": title });
  open.addEventListener("click", () => {
    open.hidden = true;
    const contestants = sides.map((name, side) => ({
      name,
      query: queryOf(recipeOf(tip, /** @type {0 | 1} */ (side))),
    }));
    const close = mountDuel(place, contestants, { measure: measure(), steps: STEPS, averaged: true });
    opened(() => {
      close();
      open.hidden = false;
    });
    // The button that had the focus is gone.
    place.focus({ preventScroll: true });
  });
  return make(
    "section",
    { class: "tip", "aria-labelledby": `tip-${tip.name}` },
    make("h4", { id: `tip-${tip.name}` }, title),
    make("p", {}, make("strong", {}, words.tips.claim), " ", claim),
    make(
      "div",
      { class: "found" },
      make("p", {}, make("strong", {}, words.tips.found), " ", found),
      table(tip.name, sides),
    ),
    open,
    ...(tip.theory ? [theoryOf(tip.name)] : []),
    place,
  );
}

/** @param {TipName} name */
function theoryOf(name) {
  const text = make("div", { class: "theory-text" });
  text.innerHTML = words.html(`tips/${name}`);
  return make("details", {}, make("summary", {}, words.tips.theory), text);
}

/** @param {TipName} name @param {string[]} sides */
function table(name, sides) {
  const head = words.tips.columns.map((text) => make("th", { scope: "col" }, text));
  const rows = sides.map((side, place) => {
    const cells = MEASURED[name][place];
    return make("tr", {}, make("th", { scope: "row" }, side), ...(cells ? figures(cells) : []));
  });
  return make("table", { class: "figures-of-tip" }, make("tr", {}, make("td"), ...head), ...rows);
}

/** @param {Measured} measured */
const figures = ({ modes, good, js }) =>
  [brief(modes), t("samples.percent", Math.round(100 * good)), js.toFixed(3)].map((text) =>
    make("td", {}, text),
  );
