// What the run measures over the steps, as far back as it goes, in a chart for each kind of measure.

import "../styles/views/curves.css";
import { effect, signal } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { equilibrium } from "../core/equilibrium.js";
import { written } from "../core/numbers.js";
import { pointed, sought } from "../core/pointed.js";
import { watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { dark } from "../core/theme.js";
import { drawing, ending } from "../core/view.js";
import { Figure } from "./figure.js";

/** @import { Metric, Values } from "../engine/api.js" */
/** @import { Readings } from "../protocol/messages.js" */
/** @import { Run } from "../runs/run.js" */
/** @import { Curve } from "./chart.js" */

/** What answers are is told by the metrics among them: keys of words. */
const ANSWERS = /** @type {const} */ ({
  d_real: "curves.held_to_be_real",
  score_real: "curves.scores",
  energy_real: "curves.energies",
  reconstruction: "curves.loss_parts",
});
/** Probabilities have a range of their own. */
const PROBABILITY = /** @type {[number, number]} */ ([0, 1]);

/** The two players have their colours everywhere; other metrics take one after the other. */
const OTHERS = ["third", "fourth", "fifth", "sixth"];
/** None is taken for the dotted lines of reference. */
const DASHES = [[], [9, 4], [10, 3, 2, 3], [4, 3]];

/** @param {HTMLElement} root @param {Run} run */
export function mountCurves(root, run) {
  const { catalogue, shown, readings } = run.state;
  const charts = /** @type {const} */ (["losses", "scores", "other"]).map((chart) => ({
    chart,
    figure: new Figure(chart, t(`curves.${chart}`)),
  }));
  const { logarithmic, smoothing, head } = controls();
  const rest = make("p", { id: "rest", class: "note" });
  root.dataset.points = "0";
  root.append(head, make("div", { id: "charts" }, ...charts.map(({ figure }) => figure.element)), rest);

  const resting = effect(() => {
    const metrics = catalogue.value?.metrics ?? [];
    rest.textContent = shown.value ? inWords(equilibrium(shown.value.recipe), metrics) : "";
  });
  const { seen, stop } = watchSight(root);
  const curves = drawing(
    seen,
    () => ({
      readings: readings.value,
      metrics: catalogue.value?.metrics ?? [],
      rest: shown.value ? equilibrium(shown.value.recipe) : {},
      memory: smoothing.value,
      logarithmic: logarithmic.value,
      dark: dark.value,
      pointed: pointed.value.metric,
    }),
    ({ readings, metrics, rest, memory, logarithmic, dark, pointed = "" }) => {
      const lit = pointed in readings.values ? pointed : undefined;
      for (const { chart, figure } of charts) {
        const measures = metrics.filter(({ name, chart: its }) => its === chart && name in readings.values);
        const title = Object.entries(ANSWERS).find(([name]) =>
          measures.some((measure) => measure.name === name),
        );
        const range = measures.some(({ name }) => name === "d_real") ? PROBABILITY : undefined;
        figure.element.hidden = chart === "other" && measures.length === 0;
        figure.show(readings.step, curvesOf(measures, readings, rest, memory), {
          title: t(title?.[1] ?? `curves.${chart}`),
          range,
          // Answers are near zero as often as below it.
          logarithmic: logarithmic && chart !== "scores",
          dark,
          lit,
        });
      }
      root.dataset.points = String(readings.step.length);
    },
  );
  const seeking = effect(() => {
    const { metric } = sought.value;
    const chart = catalogue.peek()?.metrics.find(({ name }) => name === metric)?.chart;
    charts.find((known) => known.chart === chart)?.figure.element.scrollIntoView({ block: "nearest" });
  });
  return ending(
    root,
    resting,
    seeking,
    curves,
    stop,
    ...charts.map(
      ({ figure }) =>
        () =>
          figure.chart.end(),
    ),
  );
}

/** How the curves are drawn, and the controls of it. */
function controls() {
  const [logarithmic, smoothing] = [signal(false), signal(0.8)];
  const box = make("input", { type: "checkbox", id: "logarithmic" });
  const range = { min: 0, max: 0.98, step: 0.02, value: smoothing.value };
  const slider = make("input", { type: "range", id: "smoothing", ...range });
  const smooth = () => {
    smoothing.value = Number(slider.value);
    slider.setAttribute("aria-valuetext", t("curves.smoothing", Math.round(smoothing.value * 100)));
  };
  smooth();
  slider.addEventListener("input", smooth);
  box.addEventListener("change", () => (logarithmic.value = box.checked));
  const head = make(
    "div",
    { class: "section-head" },
    make("h2", { id: "curves-name" }, t("curves.title")),
    make("label", { class: "check" }, box, " ", t("curves.logarithmic")),
    make("label", { class: "check" }, t("curves.smoothing_title"), " ", slider),
  );
  return { logarithmic, smoothing, head };
}

/** @param {Metric[]} measures @param {Readings} readings @param {Values} rest @param {number} memory @returns {Curve[]} */
function curvesOf(measures, readings, rest, memory) {
  const others = OTHERS.values();
  return measures.map(({ name, label, help }, index) => {
    const raw = readings.values[name] ?? [];
    return {
      metric: name,
      name: label,
      help,
      colour: player(name) ?? others.next().value ?? "third",
      dash: DASHES[index % DASHES.length] ?? [],
      raw,
      smooth: smooth(raw, memory),
      rest: rest[name],
    };
  });
}

/** @param {string} name The player a measure belongs to: what is said of real samples is the discriminator's. */
export function player(name) {
  if (/_(d|real)$/.test(name)) return "discriminator";
  if (/_(g|generated)$/.test(name)) return "generator";
  return undefined;
}

/** @param {Values} rest @param {Metric[]} metrics */
function inWords(rest, metrics) {
  const places = metrics.flatMap(({ name, label, chart }) => {
    const value = rest[name];
    if (value === undefined) return [];
    return t(chart === "losses" ? "curves.loss_rests" : "curves.rests", label, written(value));
  });
  if (places.length === 0) return "";
  return t("curves.dotted", places.join(", "));
}

/**
 * The mean of a value and those before it, each weighing `memory` of the next.
 * @param {number[]} values
 * @param {number} memory
 */
export function smooth(values, memory) {
  if (memory === 0) return values;
  let [sum, weight] = [0, 0];
  return values.map((value) => {
    if (Number.isNaN(value)) return value;
    sum = sum * memory + value;
    weight = weight * memory + 1;
    return sum / weight;
  });
}
