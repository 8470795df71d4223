// The lab: points of the plane, and what the nets look like there.

import "../../styles/views/lab.css";
import { effect } from "@preact/signals-core";
import { colour, make } from "../../core/dom.js";
import { brief, whole } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { dark } from "../../core/theme.js";
import { drawing, ending } from "../../core/view.js";
import { colourOfClass } from "../classes.js";
import { around, blank, canvas, describeGenerated } from "../sampled.js";
import { drawPoints } from "./points.js";
import { scaleOf } from "./surface.js";

/** @import { Coverage } from "../../engine/api.js" */
/** @import { Surface } from "../../engine/surface.js" */
/** @import { ToldOf } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */
/** @import { Colours } from "./points.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountLab(root, run) {
  const { shown, samples, surface } = run.state;
  const judged = make("input", { type: "checkbox", id: "surface" });
  judged.addEventListener("change", () => (surface.value = judged.checked));
  const choice = make(
    "label",
    { class: "check", title: t("samples.surface_help") },
    judged,
    " ",
    t("samples.surface"),
  );
  const checking = effect(() => {
    judged.checked = surface.value;
    choice.hidden = shown.value?.recipe.loss === "elbo";
  });
  const parts = figure();
  root.append(choice, parts.element);
  const { seen, stop } = watchSight(root);
  const asking = effect(() => void run.watch({ surface: surface.value }));
  const generated = drawing(
    seen,
    () => ({ shown: shown.value, samples: samples.value, dark: dark.value, wanted: surface.value }),
    ({ shown, samples, dark, wanted }) => {
      if (shown && samples) show(parts, shown, samples, dark, wanted);
      else clear(parts);
    },
  );
  const unasking = () => void run.watch({ surface: false });
  return ending(root, checking, asking, unasking, generated, stop);
}

/** @typedef {ReturnType<typeof figure>} Figure */
function figure() {
  const plane = canvas("generated");
  const step = make("span", { id: "sampled-at" });
  const covered = make("span", { id: "covered" });
  const shade = make("p", { id: "shade", class: "note", hidden: true });
  const real = make("span", { class: "real" }, t("samples.real_points"));
  const caption = [
    make("span", { class: "generator" }, t("samples.generated_title")),
    make("span", {}, ...around("samples.over_real", real)),
    step,
    covered,
  ];
  const element = make(
    "figure",
    { id: "generated-figure", class: "plane" },
    plane,
    make("figcaption", {}, ...caption.flatMap((part) => [part, " "])),
    shade,
  );
  return { element, plane, step, covered, shade };
}

/** @param {Figure} parts */
function clear({ plane, step, covered, shade }) {
  blank(plane);
  shade.hidden = true;
  step.textContent = covered.textContent = "";
}

/**
 * @param {Figure} parts
 * @param {ToldOf<"started">} shown
 * @param {ToldOf<"samples">} samples
 * @param {boolean} dark
 * @param {boolean} wanted whether the discriminator's surface is to be seen
 */
function show(parts, shown, samples, dark, wanted) {
  const { values, classes, step } = samples;
  const surface = wanted ? samples.surface : undefined;
  drawPoints(parts.plane, shown.real, values, coloursOf(shown, classes, dark), surface);
  describeGenerated(parts.plane, samples, shown.shape);
  parts.shade.textContent = legend(surface, wanted && shown.classes !== undefined);
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

/** @param {Coverage} coverage */
const inWords = ({ modes, of, good, asked }) =>
  t("samples.modes", modes, of, percent(good)) +
  (asked === undefined ? "" : t("samples.in_own_mode", percent(asked)));

/** @param {number} share */
const percent = (share) => t("samples.percent", Math.round(100 * share));

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
