// The lab: points of the plane, and what the nets look like there.

import "../../styles/views/lab.css";
import { computed, effect } from "@preact/signals-core";
import { colour, make } from "../../core/dom.js";
import { whole } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { dark } from "../../core/theme.js";
import { drawing, ending } from "../../core/view.js";
import { colourOfClass } from "../classes.js";
import { blank, canvas, describeGenerated, truncatedAt } from "../sampled.js";
import { truncationOf } from "../truncation.js";
import { layerControls } from "./layers.js";
import { coverageInWords, legendOf } from "./legend.js";
import { drawingPad } from "./pad.js";
import { drawPlane } from "./plane.js";
import { scoreCharts } from "./scores.js";
import { steppingOf } from "./stepping.js";

/** @import { ShownLayer } from "../../core/store.js" */
/** @import { Layer } from "../../engine/layers.js" */
/** @import { ToldOf } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */
/** @import { Dots } from "./plane.js" */

/** What there is beside the plane. */
export const LAB_PARTS = /** @type {const} */ (["pad", "stepping", "scores", "truncation"]);
/** @typedef {(typeof LAB_PARTS)[number]} LabPart */

/** @param {HTMLElement} root @param {Run} run @param {readonly LabPart[]} [wanted] */
export function mountLab(root, run, wanted = LAB_PARTS) {
  const { shown, samples, layers } = run.state;
  const controls = layerControls(run);
  const parts = figure();
  const { seen, stop } = watchSight(root);
  const makers = {
    pad: () => drawingPad(run),
    stepping: () => steppingOf(run),
    scores: () => scoreCharts(run, seen),
    truncation: () => truncationOf(run),
  };
  const beside = wanted.map((name) => makers[name]());
  root.append(controls.element, parts.element, ...beside.map(({ element }) => element));
  const computedOnes = computed(() => layers.value.filter(isComputed));
  const asking = effect(() => void run.watch({ layers: computedOnes.value }));
  const plane = drawing(
    seen,
    () => ({ shown: shown.value, samples: samples.value, layers: layers.value, dark: dark.value }),
    ({ shown, samples, layers, dark }) => {
      if (shown && samples) show(parts, shown, samples, layers, dark);
      else clear(parts);
    },
  );
  const unasking = () => void run.watch({ layers: [] });
  return ending(root, asking, unasking, plane, stop, controls.end, ...beside.map(({ end }) => end));
}

/** @param {ShownLayer} layer @returns {layer is Layer} Whether the worker must compute it. */
const isComputed = (layer) => layer !== "real" && layer !== "generated";

/** @typedef {ReturnType<typeof figure>} Figure */
function figure() {
  const plane = canvas("generated");
  const step = make("span", { id: "sampled-at" });
  const truncated = make("span", { id: "truncated" });
  const covered = make("span", { id: "covered" });
  const legend = make("p", { id: "legend", class: "note" });
  const caption = make(
    "figcaption",
    {},
    make("span", { class: "generator" }, t("samples.generated_title")),
    " ",
    make("span", { class: "real" }, t("samples.real_title")),
    " ",
    step,
    " ",
    truncated,
    " ",
    covered,
  );
  const element = make("figure", { id: "generated-figure", class: "plane" }, plane, caption, legend);
  return { element, plane, step, truncated, covered, legend };
}

/** @param {Figure} parts */
function clear({ plane, step, truncated, covered, legend }) {
  blank(plane);
  legend.textContent = step.textContent = truncated.textContent = covered.textContent = "";
}

/**
 * @param {Figure} parts
 * @param {ToldOf<"started">} shown
 * @param {ToldOf<"samples">} samples
 * @param {ShownLayer[]} wanted
 * @param {boolean} dark
 */
function show(parts, shown, samples, wanted, dark) {
  const known = Object.entries(samples.layers ?? {});
  const layers = Object.fromEntries(known.filter(([name]) => wanted.some((layer) => layer === name)));
  drawPlane(parts.plane, shown.real, dotsOf(shown, samples, wanted, dark), layers, {
    axes: colour("line"),
    discriminator: colour("discriminator"),
    generator: colour("generator"),
    penalty: colour("ink"),
  });
  describeGenerated(parts.plane, samples, shown.shape);
  const ofNoClass = shown.classes !== undefined && samples.layers === undefined && wanted.some(isComputed);
  parts.legend.textContent = ofNoClass ? t("lab.of_class") : legendOf(layers, shown.recipe);
  parts.step.textContent = t("samples.step", whole(samples.step));
  parts.truncated.textContent = truncatedAt(samples.bound);
  parts.covered.textContent = coverageInWords(samples.scores);
}

/**
 * Real and generated points in the players' colours; of a conditional run, each class in its own.
 * @param {ToldOf<"started">} run
 * @param {ToldOf<"samples">} samples
 * @param {ShownLayer[]} wanted
 * @param {boolean} dark
 * @returns {Dots[]}
 */
export function dotsOf({ real, classes: known, realClasses }, { values, classes }, wanted, dark) {
  const of = known === undefined ? undefined : colourOfClass(known, dark);
  const coloured = (/** @type {string} */ name, /** @type {Uint16Array} */ classes) => {
    const single = of ? "" : colour(name);
    return (/** @type {number} */ at) => (of ? of(classes[at] ?? 0) : single);
  };
  const dots = [
    { name: "real", points: real, colour: coloured("real", realClasses), radius: 3, opacity: 0.55 },
    { name: "generated", points: values, colour: coloured("generator", classes), radius: 4, opacity: 0.85 },
  ];
  return dots.filter(({ name }) => wanted.some((layer) => layer === name));
}
