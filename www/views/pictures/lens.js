// One generated sample, larger: what the discriminator makes of it, and the real image that is most like it.

import "../../styles/views/explore.css";
import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { brief, whole, written } from "../../core/numbers.js";
import { count } from "../../core/samples.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { drawing, ending } from "../../core/view.js";
import { canvas, describe } from "../sampled.js";
import { drawImages } from "./images.js";

/** @import { Nearest } from "../../engine/explore.js" */
/** @import { Insight } from "../../core/store.js" */
/** @import { ToldOf } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */
/** @typedef {ToldOf<"started">} Shown */

/** @param {HTMLElement} root @param {Run} run */
export function mountLens(root, run) {
  const { shown, samples, inspected, insight } = run.state;
  const [sample, nearest] = [canvas("lens-sample"), canvas("lens-nearest")];
  const name = make("strong", { id: "lens-name" });
  const opinion = make("p", { id: "lens-opinion" });
  // Said once a sample, not with each of its scores.
  const said = make("p", { id: "lens-said", class: "unseen", role: "status" });
  const likeness = make("p", { id: "lens-likeness" });
  const open = make("button", { type: "button", id: "lens-open" }, t("lens.open"));
  const hint = make("p", { class: "note" }, t("lens.hint"));
  const parts = make(
    "div",
    { class: "lens" },
    make("div", {}, sample, make("div", {}, name, opinion, open)),
    make("div", {}, nearest, likeness),
  );
  root.append(hint, parts, said);
  open.addEventListener("click", () => void run.exploring.open(inspected.value ?? 0));

  const hiding = effect(() => {
    hint.hidden = inspected.value !== undefined;
    parts.hidden = !hint.hidden;
  });
  /** @type {number | undefined} */
  let spoken;
  const { seen, stop } = watchSight(root);
  const larger = drawing(
    seen,
    () => ({ shown: shown.value, samples: samples.value, index: inspected.value }),
    ({ shown, samples, index }) => {
      if (!shown || !samples || index === undefined) return;
      const length = samples.values.length / count(samples.values, shown.shape);
      drawImages(sample, samples.values.subarray(index * length, (index + 1) * length), shown.shape);
      describe(sample, t("lens.sample", index + 1));
      name.textContent = nameOf(index, samples.classes[index]);
    },
  );
  const known = drawing(
    seen,
    () => ({ shown: shown.value, insight: insight.value, index: inspected.value }),
    ({ shown, insight, index }) => {
      if (!shown || index === undefined) return;
      const now = insight?.index === index ? insight : { index };
      opinion.textContent = opinionIn(shown, now);
      if (index !== spoken && opinion.textContent) {
        spoken = index;
        const of = samples.peek()?.classes[index];
        said.textContent = t("lens.said", nameOf(index, of), opinion.textContent);
      }
      likeness.textContent = now.nearest ? likenessIn(now.nearest) : t("lens.looking");
      nearest.classList.toggle("pending", !now.nearest);
      if (!now.nearest) return;
      drawImages(nearest, now.nearest.values, shown.shape);
      describe(nearest, t("lens.nearest", index + 1));
    },
  );
  return ending(root, hiding, larger, known, stop);
}

/** @param {number} index @param {number | undefined} of its class */
export const nameOf = (index, of) =>
  of === undefined ? t("cells.name", index + 1) : t("cells.name_of_class", index + 1, of);

/** @param {Shown} shown @param {Pick<Insight, "opinion">} insight @returns {string} Nothing until it is known. */
export function opinionIn({ opinion }, insight) {
  if (opinion === undefined) return t("lens.no_opinion");
  if (insight.opinion === undefined) return "";
  return t(/** @type {"lens.score"} */ (`lens.${opinion}`), written(insight.opinion));
}

/** @param {Nearest} nearest Pixels go from -1 to 1. */
const likenessIn = ({ distance, searched }) => t("lens.nearest_of", whole(searched), brief(50 * distance));
