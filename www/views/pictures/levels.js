// What each level of a generator that grows makes of the latents that are moved.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { drawing, ending } from "../../core/view.js";
import { canvas, describe } from "../sampled.js";
import { drawImages } from "./images.js";

/** @import { Run } from "../../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountLevels(root, run) {
  const { shown, imagined } = run.state;
  const drawn = canvas("levels-drawn");
  const caption = make("figcaption", { class: "note" });
  root.append(drawn, caption);
  const hiding = effect(() => {
    root.hidden = !imagined.value?.levels;
  });
  const { seen, stop } = watchSight(root);
  const painting = drawing(
    seen,
    () => ({ shown: shown.value, levels: imagined.value?.levels }),
    ({ shown, levels }) => {
      if (!shown || !levels) return;
      drawImages(drawn, levels.values, shown.shape, 1);
      const sides = [...levels.sides].map((side) => `${side}×${side}`).join(", ");
      describe(drawn, t("levels.drawn", sides));
      caption.textContent = t("levels.about", sides);
    },
  );
  return ending(root, hiding, painting, stop);
}
