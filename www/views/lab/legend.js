// What is seen in the plane, in words.

import { brief } from "../../core/numbers.js";
import { t } from "../../core/text.js";
import { shadeOf } from "./shade.js";

/** @import { PointScores, Recipe } from "../../engine/api.js" */
/** @import { Layers } from "../../engine/layers.js" */

/** @param {Layers} layers @param {Recipe} recipe A sentence or two for each layer. */
export function legendOf(layers, recipe) {
  const shade = shadeOf(layers);
  const said = [];
  if (shade) {
    const [low, high] = shade.scale.map(brief);
    const what = t(/** @type {"lab.what_score"} */ (`lab.what_${shade.name}`));
    said.push(t("lab.shade", what, low ?? "", high ?? ""));
  }
  if (layers.arrows) said.push(t("lab.arrows_legend"));
  if (layers.manifold)
    said.push(t(Number(recipe.latent) > 2 ? "lab.manifold_of_two" : "lab.manifold_legend"));
  if (layers.penalty) said.push(penalty(layers.penalty.slopes, recipe));
  return said.join(" ");
}

/** @param {Float32Array} slopes @param {Recipe} recipe */
function penalty(slopes, recipe) {
  const mean = slopes.reduce((sum, slope) => sum + slope, 0) / Math.max(slopes.length, 1);
  return t("lab.penalty_legend", brief(mean), String(recipe.penalty).startsWith("r1") ? "0" : "1");
}

/** @param {PointScores | undefined} scores How many modes are reached, where the data has such. */
export function coverageInWords(scores) {
  const { modes, of, good, asked } = scores ?? {};
  if (modes === undefined || of === undefined || good === undefined) return "";
  const inOwn = asked === undefined ? "" : t("samples.in_own_mode", percent(asked));
  return t("samples.modes", modes, of, percent(good)) + inOwn;
}

/** @param {number} share */
const percent = (share) => t("samples.percent", Math.round(100 * share));
