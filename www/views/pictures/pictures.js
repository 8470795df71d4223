// Generated images beside real ones, and below them what can be found out about each. A run that rebuilds real images
// shows these as well: what it cannot rebuild, it has not understood.

import { make } from "../../core/dom.js";
import { count, severalClasses } from "../../core/samples.js";
import { whole } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { drawing, ending } from "../../core/view.js";
import { rowNames } from "../classes.js";
import { around, blank, canvas, describe, describeGenerated, truncatedAt } from "../sampled.js";
import { truncationOf } from "../truncation.js";
import { digitScores } from "./digit-scores.js";
import { mountCells } from "./cells.js";
import { mountExplorer } from "./explorer.js";
import { mountHistogram } from "./histogram.js";
import { drawImages } from "./images.js";
import { mountLens } from "./lens.js";

/** @import { Growth } from "../../engine/api.js" */
/** @import { ToldOf } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountPictures(root, run) {
  const { shown, samples } = run.state;
  const parts = figures();
  const [truncation, digits] = [truncationOf(run), digitScores(run)];
  const [lens, explorer, opinions] = [
    make("div", { id: "lens" }),
    make("section", { id: "explorer", "aria-labelledby": "explorer-name", hidden: true }),
    make("details", { id: "opinions" }),
  ];
  root.append(
    make("div", { class: "figures" }, parts.generatedFigure, parts.realFigure, parts.rebuiltFigure),
    ...[lens, explorer, opinions, truncation.element, digits.element],
  );
  const ends = [
    mountCells(parts.cells, run),
    mountLens(lens, run),
    mountExplorer(explorer, run),
    mountHistogram(opinions, run),
  ];
  const { seen, stop } = watchSight(root);
  const real = drawing(
    seen,
    () => shown.value,
    (shown) => shown && showReal(parts, shown),
  );
  const generated = drawing(
    seen,
    () => ({ shown: shown.value, samples: samples.value }),
    ({ shown, samples }) => {
      if (shown && samples) showGenerated(parts, shown, samples);
      else clear(parts);
    },
  );
  return ending(root, real, generated, stop, truncation.end, digits.end, ...ends);
}

/** @typedef {ReturnType<typeof figures>} Figures */
function figures() {
  const [generated, real, rebuilt] = [canvas("generated"), canvas("real"), canvas("rebuilt")];
  const rows = make("ol", { id: "class-rows", "aria-hidden": "true" });
  const cells = make("div", { id: "cells" });
  const step = make("span", { id: "sampled-at" });
  const truncated = make("span", { id: "truncated" });
  const growth = make("p", { id: "growth", class: "note" });
  const rebuilds = make("span", { id: "rebuilds" });
  return {
    ...{ generated, real, rebuilt, rows, cells, step, truncated, growth, rebuilds },
    generatedFigure: make(
      "figure",
      { id: "generated-figure" },
      make("div", { class: "by-class" }, rows, make("div", { class: "under-cells" }, generated, cells)),
      make(
        "figcaption",
        {},
        make("span", { class: "generator" }, t("samples.generated_title")),
        " ",
        step,
        " ",
        truncated,
        growth,
      ),
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

/** @param {Figures} parts @param {ToldOf<"started">} shown */
function showReal({ real, rebuilds }, shown) {
  drawImages(real, shown.real, shown.shape);
  const vae = shown.recipe.loss === "elbo";
  rebuilds.textContent = t(vae ? "samples.rebuilt_by_decoder" : "samples.rebuilt_by_discriminator");
  rebuilds.className = vae ? "generator" : "discriminator";
  describe(real, t("samples.real", count(shown.real, shown.shape), String(shown.recipe.data)));
}

/** @param {Figures} parts */
function clear({ generated, rebuilt, rebuiltFigure, step, truncated, growth }) {
  for (const canvas of [generated, rebuilt]) blank(canvas);
  rebuiltFigure.hidden = true;
  step.textContent = truncated.textContent = growth.textContent = "";
}

/** @param {Figures} parts @param {ToldOf<"started">} shown @param {ToldOf<"samples">} samples */
function showGenerated(parts, { shape }, samples) {
  const { values, classes, rebuilt, step, growth } = samples;
  const rows = severalClasses(classes);
  drawImages(parts.generated, values, shape, rows);
  describeGenerated(parts.generated, samples, shape);
  parts.rows.replaceChildren(...rowNames(rows ?? 0));
  parts.rebuiltFigure.hidden = !rebuilt;
  if (rebuilt) {
    drawImages(parts.rebuilt, rebuilt, shape);
    describe(parts.rebuilt, t("samples.rebuilt", count(rebuilt, shape), step));
  }
  parts.step.textContent = t("samples.step", whole(step));
  parts.truncated.textContent = truncatedAt(samples.bound);
  parts.growth.textContent = growth ? inWords(growth) : "";
}

/** @param {Growth} growth */
function inWords({ sides, level, share }) {
  const side = sides[level] ?? 0;
  if (share < 1) return t("growth.fading", side, whole(100 * share));
  return t(level === sides.length - 1 ? "growth.full" : "growth.stable", side);
}
