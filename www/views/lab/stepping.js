// A step taken apart: each player's update on its own, slow motion, and the diagram of what flows where.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { t } from "../../core/text.js";
import { flowDiagram } from "./flow.js";

/** @import { Run } from "../../runs/run.js" */

/** @param {Run} run */
export function steppingOf(run) {
  const { phase, playing, shown, slow } = run.state;
  const halves = /** @type {const} */ (["discriminator", "generator"]).map((player) => {
    const button = make("button", { type: "button", id: `update-${player}` }, t(`step.${player}`));
    button.addEventListener("click", () => void run.half(player));
    return button;
  });
  const box = make("input", { type: "checkbox", id: "slow" });
  box.addEventListener("change", () => void run.slow(box.checked));
  const slowly = make("label", { class: "check", title: t("step.slow_help") }, box, " ", t("step.slow"));
  const explained = make("p", { class: "note" });
  const diagram = flowDiagram(run);
  const element = make(
    "section",
    { class: "stepping", "aria-labelledby": "stepping-name" },
    make(
      "div",
      { class: "section-head" },
      make("h3", { id: "stepping-name" }, t("step.title")),
      ...halves,
      slowly,
    ),
    diagram.element,
    explained,
  );
  const enabling = effect(() => {
    const together = shown.value?.recipe.loss === "elbo";
    for (const button of halves) {
      button.hidden = together;
      button.disabled = phase.value !== "ready" || playing.value;
    }
    box.checked = slow.value;
    explained.textContent = t(together ? "step.together" : "step.explained");
  });
  const end = () => {
    enabling();
    diagram.end();
  };
  return { element, end };
}
