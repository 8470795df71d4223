// What the run makes: images in a grid, images beside those that they are made of, or points in the lab.

import "../styles/views/samples.css";
import { computed, effect, untracked } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { classChoice } from "./classes.js";
import { LAB_PARTS, mountLab } from "./lab/lab.js";
import { mountPictures } from "./pictures/pictures.js";
import { mountTranslation } from "./pictures/translation.js";

/** @import { Run } from "../runs/run.js" */
/** @import { ToldOf } from "../protocol/messages.js" */
/** @import { LabPart } from "./lab/lab.js" */

/** @param {HTMLElement} root @param {Run} run @param {readonly LabPart[]} [lab] what there is beside the plane of points */
export function mountSamples(root, run, lab = LAB_PARTS) {
  const { shown } = run.state;
  const classes = classChoice(run);
  const averaged = make("input", { type: "checkbox", id: "averaged" });
  averaged.addEventListener("change", () => void run.average(averaged.checked));
  const checking = effect(() => {
    averaged.checked = run.state.averaged.value;
  });
  const place = make("div");
  root.append(
    make(
      "div",
      { class: "section-head" },
      make("h2", { id: "samples-name" }, t("samples.title")),
      make("label", { class: "check" }, averaged, " ", t("samples.averaged_weights")),
      classes.element,
    ),
    place,
  );

  const kind = computed(() => shown.value && kindOf(shown.value));
  let unmount = () => {};
  const mounting = effect(() => {
    const now = kind.value;
    untracked(() => {
      unmount();
      if (now === "points") unmount = mountLab(place, run, lab);
      else if (now === "pairs" || now === "cycle") unmount = mountTranslation(place, run, now);
      else unmount = mountPictures(place, run);
    });
  });
  const { seen, stop } = watchSight(root);
  const asking = effect(() => void run.watch({ samples: seen.value }));
  const unasking = () => void run.watch({ samples: false });
  return ending(root, checking, mounting, () => unmount(), asking, unasking, stop, classes.end);
}

/** @param {ToldOf<"started">} shown @returns {"points" | "pairs" | "cycle" | "images"} What samples are. */
function kindOf({ shape, translation }) {
  if (shape[0] === 2) return "points";
  if (translation) return translation.returns ? "cycle" : "pairs";
  return "images";
}
