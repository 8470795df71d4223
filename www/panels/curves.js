// The losses and the discriminator's answers over the steps, as far back as the run goes.

import { byId, onTheme } from "../dom.js";
import { MEASURES, noReadings, thin } from "../engine/readings.js";
import { equilibrium } from "../equilibrium.js";
import { Chart } from "./chart.js";

/** @import { Link } from "../link.js" */
/** @import { Measures } from "../engine/api.js" */

/** Beyond this many points, neighbours are averaged: a chart is a few hundred pixels wide. */
const POINTS = 1000;

/** @param {Link} link */
export function mountCurves(link) {
  const losses = new Chart(byId("losses"), byId("losses-readout"));
  const answers = new Chart(byId("answers"), byId("answers-readout"), [0, 1]);
  const smoothing = /** @type {HTMLInputElement} */ (byId("smoothing"));
  const logarithmic = /** @type {HTMLInputElement} */ (byId("logarithmic"));
  let readings = noReadings();
  /** @type {Measures | undefined} */
  let rest;

  link.on("started", ({ recipe, steps, kept }) => {
    rest = equilibrium(recipe);
    byId("rest").textContent = rest
      ? `Dashed: where the curves would rest if generated samples were as good as real ones: losses at ${rest.loss_d.toFixed(3)} and ${rest.loss_g.toFixed(3)}, answers at ${rest.d_real.toFixed(2)}.`
      : "";
    readings = kept ? upTo(steps) : noReadings();
    draw();
  });
  link.on("curves", (message) => {
    for (const name of /** @type {const} */ (["step", ...MEASURES])) {
      readings[name].push(...message.readings[name]);
    }
    if (readings.step.length > POINTS) readings = thin(readings, 2);
    draw();
  });
  smoothing.addEventListener("input", draw);
  logarithmic.addEventListener("change", () => (losses.logarithmic = logarithmic.checked));
  onTheme(() => [losses, answers].forEach((chart) => chart.rebuild()));

  function draw() {
    losses.show(readings.step, [curve("D", "discriminator", "loss_d"), curve("G", "generator", "loss_g")]);
    answers.show(readings.step, [
      curve("D(x)", "discriminator", "d_real"),
      curve("D(G(z))", "generator", "d_generated"),
    ]);
    byId("curves").dataset.points = String(readings.step.length);
    smoothing.setAttribute("aria-valuetext", `${Math.round(Number(smoothing.value) * 100)} %`);
  }

  /** @param {string} name @param {string} colour @param {keyof Measures} measure */
  function curve(name, colour, measure) {
    const raw = readings[measure];
    return { name, colour, raw, smooth: smooth(raw, Number(smoothing.value)), rest: rest?.[measure] };
  }

  /** @param {number} steps What was read until then. */
  function upTo(steps) {
    const count = readings.step.findLastIndex((step) => step <= steps) + 1;
    const cut = noReadings();
    for (const name of /** @type {const} */ (["step", ...MEASURES]))
      cut[name] = readings[name].slice(0, count);
    return cut;
  }
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
    sum = sum * memory + value;
    weight = weight * memory + 1;
    return sum / weight;
  });
}
