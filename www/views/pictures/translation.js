// Images beside those that they are made of, column by column: a source, its translation, and what that should be. Where
// there is a way back, sources that return, and targets on their way back and there again. Below, a canvas to draw on.

import "../../styles/views/translation.css";
import { make } from "../../core/dom.js";
import { count } from "../../core/samples.js";
import { whole } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { drawing, ending } from "../../core/view.js";
import { blank, canvas, describe } from "../sampled.js";
import { drawImages } from "./images.js";
import { mountPad } from "./pad.js";

/** @import { ToldOf } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */

/** The rows by the ids of their canvases, with what colours their names. */
const COLOURS = /** @type {const} */ ({
  source: "",
  generated: "generator",
  target: "real",
  returned: "generator",
  back: "generator",
  again: "generator",
});
/** @typedef {keyof typeof COLOURS} Row */
/** @typedef {{ [Name in Row]: HTMLCanvasElement }} Canvases */

/** @param {HTMLElement} root @param {Run} run @param {"pairs" | "cycle"} kind */
export function mountTranslation(root, run, kind) {
  const { shown, samples } = run.state;
  const names = /** @type {Row[]} */ (Object.keys(COLOURS));
  const canvases = /** @type {Canvases} */ (
    Object.fromEntries(names.map((name) => [name, canvas(name === "target" ? "real" : name)]))
  );
  const step = make("p", { id: "sampled-at" });
  const figures =
    kind === "pairs"
      ? [figure(canvases, ["source", "generated", "target"], step, t("translation.there_about"))]
      : [
          figure(canvases, ["source", "generated", "returned"], step, t("translation.cycle_about")),
          figure(canvases, ["target", "back", "again"], t("translation.back_about")),
        ];
  const pad = make("section", { id: "drawing-pad", "aria-labelledby": "drawing-title" });
  root.append(...figures, pad);

  const { seen, stop } = watchSight(root);
  const real = drawing(
    seen,
    () => shown.value,
    (shown) => shown?.translation && showReal(canvases, shown, shown.translation),
  );
  const translated = drawing(
    seen,
    () => ({ shown: shown.value, samples: samples.value }),
    ({ shown, samples }) => {
      step.textContent = samples ? t("samples.step", whole(samples.step)) : "";
      if (shown?.translation && samples)
        showTranslated(canvases, shown.shape, shown.translation.shape, samples);
      else for (const name of GENERATED) blank(canvases[name]);
    },
  );
  return ending(root, real, translated, stop, mountPad(pad, run));
}

const GENERATED = /** @type {const} */ (["generated", "returned", "back", "again"]);

/** @param {Canvases} canvases @param {Row[]} rows from the top @param {...(Node | string)} caption */
function figure(canvases, rows, ...caption) {
  const named = rows.flatMap((row) => [
    make("span", { class: COLOURS[row], "aria-hidden": "true" }, t(`translation.${row}`)),
    canvases[row],
  ]);
  return make(
    "figure",
    { class: "translations" },
    make("div", { class: "translation-rows" }, ...named),
    make("figcaption", {}, ...caption),
  );
}

/**
 * @param {Canvases} canvases
 * @param {ToldOf<"started">} shown
 * @param {NonNullable<ToldOf<"started">["translation"]>} translation
 */
function showReal({ source, target }, { real, shape }, { sources, shape: sourceShape }) {
  drawImages(source, sources, sourceShape, 1);
  describe(source, t("translation.sources_drawn", count(sources, sourceShape)));
  drawImages(target, real, shape, 1);
  describe(target, t("translation.targets_drawn", count(real, shape)));
}

/**
 * @param {Canvases} canvases
 * @param {number[]} target the shape of a target
 * @param {number[]} source that of a source
 * @param {ToldOf<"samples">} samples
 */
function showTranslated(canvases, target, source, { values, returns, step }) {
  const rows = { generated: values, ...returns };
  for (const name of GENERATED) {
    const [images, shape] = [rows[name], name === "generated" || name === "again" ? target : source];
    if (!images) continue;
    drawImages(canvases[name], images, shape, 1);
    describe(canvases[name], t(`translation.${name}_drawn`, count(images, shape), whole(step)));
  }
}
