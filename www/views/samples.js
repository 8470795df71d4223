// Generated samples beside real ones: images in a grid, points of the plane in a scatter. A run that rebuilds
// real images shows these as well: what it cannot rebuild, it has not understood.

import "../styles/views/samples.css";
import { effect } from "@preact/signals-core";
import { colour, make } from "../core/dom.js";
import { brief, whole } from "../core/numbers.js";
import { watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { dark } from "../core/theme.js";
import { drawing, ending } from "../core/view.js";
import { classChoice, colourOfClass, rowNames } from "./classes.js";
import { drawImages } from "./images.js";
import { drawPoints } from "./points.js";
import { scaleOf } from "./surface.js";

/** @import { Colours } from "./points.js" */
/** @import { Coverage } from "../engine/api.js" */
/** @import { Surface } from "../engine/surface.js" */
/** @import { ToldOf } from "../protocol/messages.js" */
/** @import { Run } from "../runs/run.js" */

/** Of a canvas that nothing is drawn on yet. */
const SIDE = 238;

/** @param {HTMLElement} root @param {Run} run */
export function mountSamples(root, run) {
  const { shown, samples, surface } = run.state;
  const classes = classChoice(run);
  const averaged = make("input", { type: "checkbox", id: "averaged" });
  averaged.addEventListener("change", () => void run.average(averaged.checked));
  const judged = make("input", { type: "checkbox", id: "surface" });
  judged.addEventListener("change", () => (surface.value = judged.checked));
  const ofPoints = make(
    "label",
    { class: "check", title: t("samples.surface_help"), hidden: true },
    judged,
    " ",
    t("samples.surface"),
  );
  const checking = effect(() => {
    averaged.checked = run.state.averaged.value;
    judged.checked = surface.value;
  });
  const parts = figures();
  root.append(
    make(
      "div",
      { class: "section-head" },
      make("h2", { id: "samples-name" }, t("samples.title")),
      make("label", { class: "check" }, averaged, " ", t("samples.averaged_weights")),
      ofPoints,
      classes.element,
    ),
    make("div", { class: "figures" }, parts.generatedFigure, parts.realFigure, parts.rebuiltFigure),
  );

  const { seen, stop } = watchSight(root);
  const asking = effect(() => void run.watch({ samples: seen.value, surface: surface.value }));
  const real = drawing(
    seen,
    () => shown.value,
    (shown) => {
      if (!shown) return;
      root.dataset.kind = shown.shape[0] === 2 ? "points" : "images";
      ofPoints.hidden = shown.shape[0] !== 2 || shown.recipe.loss === "elbo";
      showReal(parts, shown);
    },
  );
  const generated = drawing(
    seen,
    () => ({ shown: shown.value, samples: samples.value, dark: dark.value, wanted: surface.value }),
    ({ shown, samples, dark, wanted }) => {
      if (shown && samples) showGenerated(parts, shown, samples, dark, wanted);
      else clear(parts);
    },
  );
  const unasking = () => void run.watch({ samples: false });
  return ending(root, checking, asking, unasking, real, generated, stop, classes.end);
}

/** @typedef {ReturnType<typeof figures>} Figures */
function figures() {
  const [generated, real, rebuilt] = [canvas("generated"), canvas("real"), canvas("rebuilt")];
  const rows = make("ol", { id: "class-rows", "aria-hidden": "true" });
  const overReal = make(
    "span",
    { id: "over-real", hidden: true },
    ...around("samples.over_real", make("span", { class: "real" }, t("samples.real_points"))),
  );
  const step = make("span", { id: "sampled-at" });
  const covered = make("span", { id: "covered" });
  const shade = make("p", { id: "shade", class: "note", hidden: true });
  const caption = [
    make("span", { class: "generator" }, t("samples.generated_title")),
    overReal,
    step,
    covered,
  ];
  const rebuilds = make("span", { id: "rebuilds" });
  return {
    ...{ generated, real, rebuilt, rows, overReal, step, covered, rebuilds, shade },
    generatedFigure: make(
      "figure",
      { id: "generated-figure" },
      make("div", { class: "by-class" }, rows, generated),
      make("figcaption", {}, ...caption.flatMap((part) => [part, " "])),
      shade,
    ),
    realFigure: make(
      "figure",
      { id: "real-figure" },
      real,
      make("figcaption", {}, make("span", { class: "real" }, t("samples.real_title"))),
    ),
    rebuiltFigure: make(
      "figure",
      { id: "rebuilt-figure", hidden: true },
      rebuilt,
      make("figcaption", {}, ...around("samples.what_rebuilds", rebuilds)),
    ),
  };
}

/**
 * Words around a part of them that has its own colour.
 * @param {"samples.over_real" | "samples.what_rebuilds"} key
 * @param {HTMLElement} part
 */
function around(key, part) {
  const [before = "", after = ""] = t(key, "\n").split("\n");
  return [before, part, after];
}

/** @param {string} id */
const canvas = (id) =>
  make("canvas", { id, role: "img", "aria-label": t("samples.none"), width: SIDE, height: SIDE });

/** @param {Figures} parts @param {ToldOf<"started">} shown */
function showReal({ real, realFigure, overReal, rebuilds }, shown) {
  const points = shown.shape[0] === 2;
  realFigure.hidden = points;
  overReal.hidden = !points;
  if (!points) drawImages(real, shown.real, shown.shape);
  const vae = shown.recipe.loss === "elbo";
  rebuilds.textContent = t(vae ? "samples.rebuilt_by_decoder" : "samples.rebuilt_by_discriminator");
  rebuilds.className = vae ? "generator" : "discriminator";
  describe(real, t("samples.real", count(shown.real, shown.shape), String(shown.recipe.data)));
}

/** @param {Figures} parts */
function clear({ generated, rebuilt, rebuiltFigure, step, covered, shade }) {
  for (const canvas of [generated, rebuilt]) {
    canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
    describe(canvas, t("samples.none"));
  }
  rebuiltFigure.hidden = shade.hidden = true;
  step.textContent = covered.textContent = "";
}

/**
 * @param {Figures} parts
 * @param {ToldOf<"started">} shown
 * @param {ToldOf<"samples">} samples
 * @param {boolean} dark
 * @param {boolean} wanted whether the discriminator's surface is to be seen
 */
function showGenerated(parts, shown, samples, dark, wanted) {
  const { shape } = shown;
  const { values, classes, rebuilt, step } = samples;
  const points = shape[0] === 2;
  const rows = rowsOf(classes);
  const surface = wanted ? samples.surface : undefined;
  if (points) drawPoints(parts.generated, shown.real, values, coloursOf(shown, classes, dark), surface);
  else drawImages(parts.generated, values, shape, rows);
  parts.rows.replaceChildren(...rowNames(points || rows === undefined ? 0 : rows));
  parts.rebuiltFigure.hidden = !rebuilt;
  if (rebuilt) {
    drawImages(parts.rebuilt, rebuilt, shape);
    describe(parts.rebuilt, t("samples.rebuilt", count(rebuilt, shape), step));
  }
  const weights = samples.averaged ? t("samples.averaged") : "";
  const label = t("samples.generated", count(values, shape), ofClasses(classes), step, weights);
  describe(parts.generated, label);
  parts.shade.textContent = legend(surface, wanted && points && shown.classes !== undefined);
  parts.shade.hidden = parts.shade.textContent === "";
  parts.step.textContent = t("samples.step", whole(step));
  parts.covered.textContent = samples.coverage ? inWords(samples.coverage) : "";
}

/** @param {Surface | undefined} surface @param {boolean} isOfClasses What the shade says; nothing without one. */
function legend(surface, isOfClasses) {
  if (!surface) return isOfClasses ? t("samples.surface_class") : "";
  const [low, high] = scaleOf(surface).map(brief);
  const what = t(/** @type {"samples.score"} */ (`samples.${surface.opinion}`));
  return t("samples.shade", what, low ?? "", high ?? "");
}

/** @param {HTMLCanvasElement} canvas @param {string} label */
const describe = (canvas, label) => canvas.setAttribute("aria-label", label);

/** @param {Coverage} coverage */
const inWords = ({ modes, of, good, asked }) =>
  t("samples.modes", modes, of, percent(good)) +
  (asked === undefined ? "" : t("samples.in_own_mode", percent(asked)));

/** @param {number} share */
const percent = (share) => t("samples.percent", Math.round(100 * share));

/** @param {Uint16Array} classes How many rows, each a class of its own; nothing where all samples are of one, or of none. */
function rowsOf(classes) {
  const rows = new Set(classes).size;
  return rows > 1 ? rows : undefined;
}

/** @param {Uint16Array} classes */
function ofClasses(classes) {
  if (classes.length === 0) return "";
  const rows = rowsOf(classes);
  return rows ? t("samples.of_classes", rows) : t("samples.of_class", classes[0]);
}

/**
 * What is real and what is generated; of a conditional run, each class.
 * @param {ToldOf<"started">} run
 * @param {Uint16Array} classes
 * @param {boolean} dark
 * @returns {Colours}
 */
function coloursOf({ classes: known, realClasses }, classes, dark) {
  const [grid, surface] = [colour("line"), colour("discriminator")];
  if (known === undefined) {
    const [real, generated] = [colour("real"), colour("generator")];
    return { real: () => real, generated: () => generated, grid, surface };
  }
  const of = colourOfClass(known, dark);
  return { real: (at) => of(realClasses[at] ?? 0), generated: (at) => of(classes[at] ?? 0), grid, surface };
}

/** @param {Float32Array} values @param {number[]} shape */
const count = (values, shape) => values.length / shape.reduce((product, length) => product * length, 1);
