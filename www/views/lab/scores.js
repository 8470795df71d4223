// How generated points do beside real ones, over the steps; dotted, what real points score beside others.

import { make } from "../../core/dom.js";
import { t } from "../../core/text.js";
import { dark } from "../../core/theme.js";
import { drawing } from "../../core/view.js";
import { Figure } from "../figure.js";

/** @import { ReadonlySignal } from "@preact/signals-core" */
/** @import { PointScores } from "../../engine/api.js" */
/** @import { Readings } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */

/** @typedef {"js" | "kl" | "precision" | "recall" | "good"} Score */
/** The scores of each chart, with their colours; shares have a range. */
const CHARTS = /** @type {const} */ ([
  { id: "divergence", title: "scores.divergence", scores: { js: "third", kl: "fourth" }, range: undefined },
  {
    id: "shares",
    title: "scores.shares",
    scores: { precision: "third", recall: "fourth", good: "fifth" },
    range: /** @type {[number, number]} */ ([0, 1]),
  },
]);
const DASHES = [[], [9, 4], [10, 3, 2, 3]];

/** @param {Run} run @param {ReadonlySignal<boolean>} seen */
export function scoreCharts(run, seen) {
  const { scores, shown } = run.state;
  const figures = CHARTS.map((chart) => ({ ...chart, figure: new Figure(chart.id, t(chart.title)) }));
  const charts = make("div", { class: "scores" }, ...figures.map(({ figure }) => figure.element));
  const element = make("div", {}, charts, make("p", { class: "note" }, t("scores.note")));
  const stop = drawing(
    seen,
    () => ({ readings: scores.value, best: shown.value?.scoresOfData, dark: dark.value }),
    ({ readings, best, dark }) => {
      for (const { figure, title, scores, range } of figures) {
        const curves = curvesOf(scores, readings, best);
        figure.show(readings.step, curves, { title: t(title), range, logarithmic: false, dark });
      }
    },
  );
  const end = () => {
    stop();
    for (const { figure } of figures) figure.chart.end();
  };
  return { element, end };
}

/** @param {Partial<Record<Score, string>>} scores @param {Readings} readings @param {PointScores | undefined} best */
function curvesOf(scores, readings, best) {
  const names = /** @type {Score[]} */ (Object.keys(scores)).filter((name) => name in readings.values);
  return names.map((name, index) => {
    const raw = readings.values[name] ?? [];
    return {
      name: t(`scores.${name}`),
      help: t(`scores.${name}_help`),
      colour: scores[name] ?? "third",
      dash: [...(DASHES[index] ?? [])],
      ...{ raw, smooth: raw, rest: best?.[name] },
    };
  });
}
