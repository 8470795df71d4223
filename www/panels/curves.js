// What the run measures over the steps, as far back as it goes, in a chart for each kind of measure.

import "../styles/panels/curves.css";
import { byId, onTheme } from "../core/dom.js";
import { append, noReadings, thin, until } from "../engine/readings.js";
import { equilibrium } from "../equilibrium.js";
import { written } from "../core/numbers.js";
import { t } from "../core/text.js";
import { Figure } from "./figure.js";

/** @import { Run } from "../runs/run.js" */
/** @import { Metric, Values } from "../engine/api.js" */
/** @import { Curve } from "./chart.js" */

/** Beyond this many points, neighbours are averaged: a chart is a few hundred pixels wide. */
const POINTS = 1000;

const TITLES = { losses: t("curves.losses"), scores: t("curves.scores"), other: t("curves.other") };
/** What answers are is told by the metrics among them. */
const ANSWERS = {
  d_real: t("curves.held_to_be_real"),
  score_real: t("curves.scores"),
  energy_real: t("curves.energies"),
  reconstruction: t("curves.loss_parts"),
};
/** Probabilities have a range of their own. */
const PROBABILITY = /** @type {[number, number]} */ ([0, 1]);

/** The two players have their colours everywhere; other metrics take one after the other. */
const OTHERS = ["third", "fourth", "fifth", "sixth"];
/** None is taken for the dotted lines of reference. */
const DASHES = [[], [9, 4], [10, 3, 2, 3], [4, 3]];

/** @param {Run} run */
export function mountCurves(run) {
  const charts = /** @type {const} */ (["losses", "scores", "other"]).map((chart) => {
    const figure = new Figure(chart, TITLES[chart]);
    byId("charts").append(figure.element);
    return { chart, figure };
  });
  const smoothing = /** @type {HTMLInputElement} */ (byId("smoothing"));
  const logarithmic = /** @type {HTMLInputElement} */ (byId("logarithmic"));
  let readings = noReadings();
  /** @type {Metric[]} */
  let metrics = [];
  /** @type {Values} */
  let rest = {};

  run.on("catalogue", ({ catalogue }) => (metrics = catalogue.metrics));
  run.on("started", ({ recipe, steps, kept }) => {
    rest = equilibrium(recipe);
    byId("rest").textContent = inWords(rest, metrics);
    readings = kept ? until(readings, steps) : noReadings();
    draw();
  });
  run.on("curves", (message) => {
    append(readings, message.readings);
    if (readings.step.length > POINTS) readings = thin(readings, 2);
    draw();
  });
  smoothing.addEventListener("input", draw);
  logarithmic.addEventListener("change", () => {
    for (const { chart, figure } of charts) {
      // Answers are near zero as often as below it.
      if (chart !== "scores") figure.chart.logarithmic = logarithmic.checked;
    }
  });
  onTheme(() => charts.forEach(({ figure }) => figure.chart.rebuild()));

  function draw() {
    for (const { chart, figure } of charts) {
      const shown = metrics.filter((measure) => measure.chart === chart && measure.name in readings.values);
      const title = Object.entries(ANSWERS).find(([name]) => shown.some((measure) => measure.name === name));
      const range = shown.some(({ name }) => name === "d_real") ? PROBABILITY : undefined;
      figure.element.hidden = chart === "other" && shown.length === 0;
      figure.show(readings.step, curves(shown), { title: title?.[1] ?? TITLES[chart], range });
    }
    byId("curves").dataset.points = String(readings.step.length);
    smoothing.setAttribute(
      "aria-valuetext",
      t("curves.smoothing", Math.round(Number(smoothing.value) * 100)),
    );
  }

  /** @param {Metric[]} shown @returns {Curve[]} */
  function curves(shown) {
    const others = OTHERS.values();
    return shown.map(({ name, label, help }, index) => {
      const raw = readings.values[name] ?? [];
      return {
        name: label,
        help,
        colour: player(name) ?? others.next().value ?? "third",
        dash: DASHES[index % DASHES.length] ?? [],
        raw,
        smooth: smooth(raw, Number(smoothing.value)),
        rest: rest[name],
      };
    });
  }
}

/** @param {string} name The player a measure belongs to: what is said of real samples is the discriminator's. */
function player(name) {
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
function smooth(values, memory) {
  if (memory === 0) return values;
  let [sum, weight] = [0, 0];
  return values.map((value) => {
    if (Number.isNaN(value)) return value;
    sum = sum * memory + value;
    weight = weight * memory + 1;
    return sum / weight;
  });
}
