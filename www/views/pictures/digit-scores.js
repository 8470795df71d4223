// How good generated digits are, by a classifier that has learnt to read real ones: measured again and again while this is
// open.

import "../../styles/views/digit-scores.css";
import { effect, signal } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { whole, written } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { dark } from "../../core/theme.js";
import { drawing } from "../../core/view.js";
import { Figure } from "../figure.js";

/** @import { Readings, ToldOf } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */

/** Each in a chart of its own: their ranges differ. Ten classes score 10 at most. */
const CHARTS = /** @type {const} */ ([
  { name: "score", colour: "third", range: /** @type {[number, number]} */ ([1, 10]) },
  { name: "frechet", colour: "fourth", range: undefined },
]);

/** @param {Run} run */
export function digitScores(run) {
  const { digitScores, digitsScored, shown } = run.state;
  const figures = CHARTS.map((chart) => ({
    ...chart,
    figure: new Figure(`digits-${chart.name}`, t(`digit_scores.${chart.name}`)),
  }));
  const charts = make("div", { class: "digit-charts" }, ...figures.map(({ figure }) => figure.element));
  const last = make("p", { id: "digits-last", class: "note" });
  const inside = make("div", {}, make("p", { class: "note" }, t("digit_scores.about")), charts, last);
  const element = make(
    "details",
    { id: "digit-scores" },
    make("summary", {}, t("digit_scores.title")),
    inside,
  );
  const offering = effect(() => void (element.hidden = !isOfDigits(shown.value)));
  const { seen, stop } = watchSight(inside);
  // Until it is first opened, not even the classifier is loaded.
  const opened = signal(false);
  element.addEventListener("toggle", () => (opened.value = element.open));
  const asking = effect(() => {
    void run.watch({ digits: opened.value && seen.value && isOfDigits(shown.value) });
  });
  const showing = drawing(
    seen,
    () => ({ readings: digitScores.value, scored: digitsScored.value, dark: dark.value }),
    ({ readings, scored, dark }) => {
      for (const { figure, name, colour, range } of figures) {
        const title = t(`digit_scores.${name}`);
        figure.show(readings.step, curveOf(name, colour, readings), {
          title,
          range,
          logarithmic: false,
          dark,
        });
      }
      last.textContent = inWords(scored);
    },
  );
  const end = () => {
    for (const stopping of [offering, asking, showing, stop]) stopping();
    void run.watch({ digits: false });
    for (const { figure } of figures) figure.chart.end();
  };
  return { element, end };
}

/** @param {ToldOf<"started"> | undefined} shown Whether the run generates digits of the size that the classifier reads. */
const isOfDigits = (shown) =>
  shown !== undefined && !shown.translation && ["mnist", "digits"].includes(String(shown.recipe.data));

/** @param {"score" | "frechet"} name @param {string} colour @param {Readings} readings */
function curveOf(name, colour, readings) {
  const raw = readings.values[name];
  if (!raw) return [];
  const words = { name: t(`digit_scores.${name}`), help: t(`digit_scores.${name}_help`) };
  return [{ ...words, colour, dash: [], raw, smooth: raw, rest: undefined }];
}

/** @param {ToldOf<"digits_scored" | "digits_not_scored"> | undefined} scored */
function inWords(scored) {
  if (!scored) return t("digit_scores.measuring");
  if (scored.type === "digits_not_scored") return t("digit_scores.problem", scored.problem);
  const { step, generated, real, averaged, classes, confidence } = scored;
  const weights = averaged ? t("samples.averaged") : "";
  const measured = t("digit_scores.measured", whole(step) + weights, generated, real);
  return `${measured} ${t("digit_scores.classes", classes, written(confidence))}`;
}
