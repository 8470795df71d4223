// A sample whose latents are moved: along principal directions, one by one, or on the way to another sample.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { whole } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { drawing, ending } from "../../core/view.js";
import { canvas, describe } from "../sampled.js";
import { attentionOver } from "./attention.js";
import { mountDirections } from "./directions.js";
import { drawImages } from "./images.js";
import { mountLevels } from "./levels.js";
import { nameOf, opinionIn } from "./lens.js";
import { mountMixing } from "./mixing.js";
import { mountTravel } from "./travel.js";

/** @import { Run } from "../../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountExplorer(root, run) {
  const { shown, samples, explored, imagined } = run.state;
  const { exploring } = run;
  const attention = attentionOver(run);
  const parts = frame(attention);
  root.append(...parts.elements);
  const ends = [
    attention.end,
    mountLevels(parts.levels, run),
    mountDirections(parts.directions, run),
    mountTravel(parts.travel, run),
    mountMixing(parts.mixing, run),
  ];

  /** @type {number | undefined} */
  let open;
  const opening = effect(() => {
    const now = explored.value?.index;
    root.hidden = now === undefined;
    if (now !== undefined && now !== open) {
      parts.title.textContent = t("explorer.title", nameOf(now, samples.peek()?.classes[now]));
      parts.title.focus();
    }
    open = now;
  });
  const asking = effect(() => {
    const { classes = 0 } = shown.value ?? {};
    parts.classes.hidden = classes === 0;
    const options = Array.from({ length: classes }, (_, at) => make("option", { value: at }, String(at)));
    parts.asked.replaceChildren(...options);
  });
  const asked = effect(() => {
    parts.asked.value = String(explored.value?.asked ?? "");
  });
  const close = () => {
    exploring.close();
    document.querySelector(/** @type {"button"} */ ("#cells [tabindex='0']"))?.focus();
  };
  parts.back.addEventListener("click", () => exploring.back());
  parts.close.addEventListener("click", close);
  parts.asked.addEventListener("change", () => exploring.drawAs(Number(parts.asked.value)));
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") close();
  };
  root.addEventListener("keydown", leave);

  const { seen, stop } = watchSight(root);
  const making = drawing(
    seen,
    () => ({ shown: shown.value, imagined: imagined.value, index: explored.value?.index }),
    ({ shown, imagined, index }) => {
      if (!shown || !imagined || index === undefined) return;
      drawImages(parts.drawn, imagined.values, shown.shape);
      describe(parts.drawn, t("explorer.drawn", index + 1));
      parts.opinion.textContent = opinionIn(shown, imagined);
      parts.step.textContent = t("explorer.step", whole(imagined.step));
    },
  );
  const unlistening = () => root.removeEventListener("keydown", leave);
  return ending(root, opening, asking, asked, making, stop, unlistening, ...ends);
}

/** @param {{ layer: HTMLElement, caption: HTMLElement }} attention */
function frame({ layer, caption }) {
  const title = make("h3", { id: "explorer-name", tabindex: -1 });
  const drawn = canvas("imagined");
  const opinion = make("p", { id: "imagined-opinion" });
  const step = make("p", { id: "imagined-at" });
  const back = make("button", { type: "button", id: "explorer-back" }, t("explorer.back"));
  const close = make("button", { type: "button", id: "explorer-close" }, t("explorer.close"));
  const asked = make("select", { id: "explorer-class" });
  const classes = make("label", { class: "check" }, t("explorer.class"), asked);
  const directions = make("div", { id: "directions" });
  const travel = make("fieldset", { id: "travel", class: "between" });
  const mixing = make("fieldset", { id: "mixing", class: "between" });
  const levels = make("figure", { id: "levels" });
  const elements = [
    make("div", { class: "section-head" }, title, close),
    make("p", { class: "note" }, t("explorer.about")),
    make(
      "div",
      { class: "explorer" },
      make(
        "figure",
        {},
        make("div", { class: "under-attention" }, drawn, layer),
        make("figcaption", {}, opinion, step, caption),
        ...[back, classes, levels, travel, mixing],
      ),
      directions,
    ),
  ];
  const panels = { levels, directions, travel, mixing };
  return { title, drawn, opinion, step, back, close, asked, classes, ...panels, elements };
}
