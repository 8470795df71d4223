// Images beside those that they are made of, column by column: a source, its translation, and what that should be. Where
// there is a way back, sources that return, and targets on their way back and there again. Below translations and targets, what
// the discriminator makes of each of their patches; below all, a canvas to draw on.

import "../../styles/views/translation.css";
import { make } from "../../core/dom.js";
import { count, enlarged } from "../../core/samples.js";
import { brief, whole } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { drawing, ending } from "../../core/view.js";
import { blank, canvas, describe } from "../sampled.js";
import { drawImages } from "./images.js";
import { mountPad } from "./pad.js";

/** @import { ToldOf } from "../../protocol/messages.js" */
/** @import { Patches } from "../../engine/translations.js" */
/** @import { Run } from "../../runs/run.js" */

/** The rows by the ids of their canvases, with what colours their names. */
const COLOURS = /** @type {const} */ ({
  source: "",
  generated: "generator",
  generated_patches: "discriminator",
  target: "real",
  target_patches: "discriminator",
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
  const range = make("p", { id: "patches-range" });
  const [there, real] = /** @type {const} */ ([
    ["source", "generated", "generated_patches"],
    ["target", "target_patches"],
  ]);
  const figures =
    kind === "pairs"
      ? [figure(canvases, [...there, ...real], step, t("translation.there_about"), range)]
      : [
          figure(canvases, [...there, "returned"], step, t("translation.cycle_about"), range),
          figure(canvases, [...real, "back", "again"], t("translation.back_about")),
        ];
  const pad = make("section", { id: "drawing-pad", "aria-labelledby": "drawing-title" });
  root.append(...figures, pad);

  const { seen, stop } = watchSight(root);
  const given = drawing(
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
      range.textContent = "";
      if (!shown?.translation || !samples?.patches) return;
      const ends = endsOf(samples.patches, shown.translation.opinion);
      showPatches(canvases, shown.shape, samples.patches, ends, samples.step);
      const [from, to] = ends.map((end) => brief(end));
      range.textContent = t("translation.patches_about", from ?? "", to ?? "");
    },
  );
  return ending(root, given, translated, stop, mountPad(pad, run));
}

const TRANSLATED = /** @type {const} */ (["generated", "returned", "back", "again"]);
const JUDGED = /** @type {const} */ (["generated", "target"]);
/** What is blank before the first step. */
const GENERATED = /** @type {const} */ ([...TRANSLATED, "generated_patches", "target_patches"]);

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
  for (const name of TRANSLATED) {
    const [images, shape] = [rows[name], name === "generated" || name === "again" ? target : source];
    if (!images) continue;
    drawImages(canvases[name], images, shape, 1);
    describe(canvases[name], t(`translation.${name}_drawn`, count(images, shape), whole(step)));
  }
}

/**
 * @param {Patches} patches
 * @param {string | undefined} opinion what their numbers say
 * @returns {[number, number]} What is drawn as black, and what as white: of probabilities 0 and 1, else the least and the greatest.
 */
function endsOf({ generated, target }, opinion) {
  if (opinion === "probability") return [0, 1];
  let [least, greatest] = [Infinity, -Infinity];
  for (const values of [generated, target]) {
    for (const value of values) [least, greatest] = [Math.min(least, value), Math.max(greatest, value)];
  }
  return [least, greatest];
}

/**
 * Each map as large as the image that it is of, so that patches stand below what they are of.
 * @param {Canvases} canvases
 * @param {number[]} image the shape of a target
 * @param {Patches} patches
 * @param {[number, number]} ends
 * @param {number} step
 */
function showPatches(canvases, [, height = 1, width = 1], patches, [black, white], step) {
  for (const name of JUDGED) {
    const [values, drawn] = [patches[name], canvases[`${name}_patches`]];
    const scaled = values.map((value) => (2 * (value - black)) / (white - black || 1) - 1);
    drawImages(drawn, enlarged(scaled, patches.shape, [height, width]), [1, height, width], 1);
    const mean = brief(values.reduce((sum, value) => sum + value, 0) / values.length);
    const of = t(`translation.${name}_patches_of`);
    describe(drawn, t("translation.patches_drawn", count(values, patches.shape), of, whole(step), mean));
  }
}
