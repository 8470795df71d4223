// What is said of samples, whatever they are.

import { make } from "../core/dom.js";
import { brief } from "../core/numbers.js";
import { count, severalClasses } from "../core/samples.js";
import { t } from "../core/text.js";

/** @import { ToldOf } from "../protocol/messages.js" */

/** Of a canvas that nothing is drawn on yet. */
const SIDE = 238;

/** @param {string} id */
export const canvas = (id) =>
  make("canvas", { id, role: "img", "aria-label": t("samples.none"), width: SIDE, height: SIDE });

/** @param {HTMLCanvasElement} canvas @param {string} label */
export const describe = (canvas, label) => canvas.setAttribute("aria-label", label);

/** @param {HTMLCanvasElement} canvas */
export function blank(canvas) {
  canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
  describe(canvas, t("samples.none"));
}

/** @param {HTMLCanvasElement} canvas @param {ToldOf<"samples">} samples @param {number[]} shape Says what of the run it shows. */
export function describeGenerated(canvas, { values, classes, step, averaged, bound }, shape) {
  const weights = averaged ? t("samples.averaged") : "";
  const within = bound === undefined ? "" : `, ${truncatedAt(bound)}`;
  describe(canvas, t("samples.generated", count(values, shape), ofClasses(classes), step, weights + within));
}

/** @param {number | undefined} bound of the latents @returns What is said beside samples. */
export const truncatedAt = (bound) => (bound === undefined ? "" : t("truncation.at", brief(bound)));

/** @param {Uint16Array} classes */
function ofClasses(classes) {
  if (classes.length === 0) return "";
  const several = severalClasses(classes);
  return several ? t("samples.of_classes", several) : t("samples.of_class", classes[0]);
}

/**
 * Words around a part of them that has its own colour.
 * @param {"samples.what_rebuilds"} key
 * @param {HTMLElement} part
 */
export function around(key, part) {
  const [before = "", after = ""] = t(key, "\n").split("\n");
  return [before, part, after];
}
