// How the discriminator's scores of real and of generated samples lie: two heaps over one axis.

import { effect } from "@preact/signals-core";
import { colour, make } from "../../core/dom.js";
import { brief, whole, written } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { dark } from "../../core/theme.js";
import { drawing, ending } from "../../core/view.js";
import { binned, BINS, drawBins } from "./bins.js";

/** @import { ToldOf } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */
/** @import { Bins } from "./bins.js" */

/** @param {HTMLDetailsElement} root @param {Run} run */
export function mountHistogram(root, run) {
  const { shown, samples } = run.state;
  const canvas = make("canvas", {
    id: "histogram",
    role: "img",
    "aria-label": t("samples.none"),
    width: 640,
    height: 200,
  });
  const bar = make("input", {
    type: "range",
    id: "histogram-bar",
    min: 0,
    max: BINS - 1,
    value: 0,
    step: 1,
    "aria-label": t("opinions.bar"),
  });
  const [values, axis] = [
    make("p", { id: "histogram-values", class: "readout" }),
    make("p", { class: "axis" }),
  ];
  const legend = make(
    "ul",
    { class: "legend" },
    make("li", { class: "real" }, t("opinions.real")),
    make("li", { class: "generator" }, t("opinions.generated")),
  );
  root.append(
    make("summary", {}, t("opinions.title")),
    make("p", { class: "note" }, t("opinions.about")),
    make("figure", {}, legend, canvas, axis, bar, values),
  );
  const hiding = effect(() => {
    root.hidden = shown.value?.opinion === undefined;
  });
  const { seen, stop } = watchSight(canvas);
  const asking = effect(() => void run.watch({ opinions: seen.value }));

  /** @type {Bins | undefined} */
  let bins;
  const say = () => {
    values.textContent = bins ? inWords(bins, Number(bar.value)) : "";
    bar.setAttribute("aria-valuetext", values.textContent);
  };
  bar.addEventListener("input", () => {
    say();
    if (bins) drawBins(canvas, bins, colours(), Number(bar.value));
  });
  const showing = drawing(
    seen,
    () => ({ shown: shown.value, samples: samples.value, dark: dark.value }),
    ({ shown, samples }) => {
      if (!shown?.opinion || !samples?.opinions) return;
      bins = binned(samples.opinions, shown.opinion);
      drawBins(canvas, bins, colours(), Number(bar.value));
      axis.replaceChildren(...[bins.least, bins.most].map((end) => make("span", {}, brief(end))));
      canvas.setAttribute("aria-label", described(shown.opinion, samples));
      say();
    },
  );
  const unasking = () => void run.watch({ opinions: false });
  return ending(root, hiding, asking, showing, unasking, stop);
}

const colours = () => ({ real: colour("real"), generated: colour("generator"), soft: colour("soft") });

/** @param {Bins} bins @param {number} at */
function inWords({ least, most, real, generated }, at) {
  const width = (most - least) / real.length;
  const share = (/** @type {number[]} */ heap) =>
    t(
      "opinions.of",
      heap[at] ?? 0,
      heap.reduce((sum, count) => sum + count, 0),
    );
  const ends = [least + at * width, least + (at + 1) * width].map(brief);
  return t("opinions.values", ends[0] ?? "", ends[1] ?? "", share(real), share(generated));
}

/** @param {string} opinion @param {ToldOf<"samples">} samples */
function described(opinion, { opinions, step }) {
  const mean = (/** @type {Float32Array} */ list) =>
    written(list.reduce((sum, value) => sum + value, 0) / list.length);
  const { real = new Float32Array(), generated = new Float32Array() } = opinions ?? {};
  const what = t(/** @type {"opinions.of_score"} */ (`opinions.of_${opinion}`));
  return t("opinions.described", what, mean(real), mean(generated), whole(step));
}
