// The classes of a conditional run: which one samples are asked for, the rows that they stand in, their colours.

import { effect, untracked } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { t } from "../core/text.js";

/** @import { Run } from "../runs/run.js" */

/** @param {Run} run The choice of a class, which is hidden where the run knows none. */
export function classChoice(run) {
  const choice = make("select", { id: "class" });
  const element = make(
    "label",
    { class: "check", id: "class-choice", hidden: true },
    t("samples.class"),
    choice,
  );
  choice.addEventListener("change", () => {
    void run.show(choice.value === "" ? undefined : Number(choice.value));
  });
  const offering = effect(() => {
    const { classes = 0 } = run.state.shown.value ?? {};
    element.hidden = classes === 0;
    const options = Array.from({ length: classes }, (_, at) => make("option", { value: at }, String(at)));
    choice.replaceChildren(make("option", { value: "" }, t("samples.all_classes")), ...options);
    untracked(choose);
  });
  const choosing = effect(choose);
  function choose() {
    choice.value = String(run.state.asked.value ?? "");
  }
  const end = () => {
    offering();
    choosing();
  };
  return { element, end };
}

/** @param {number} rows of images, where each is a class @returns Their names. */
export const rowNames = (rows) => Array.from({ length: rows }, (_, at) => make("li", {}, String(at)));

/**
 * A colour for each of `classes`, evenly around the wheel; as light as the theme asks for.
 * @param {number} classes
 * @param {boolean} dark
 */
export const colourOfClass = (classes, dark) => (/** @type {number} */ at) =>
  `hsl(${Math.round((360 * at) / classes)} 75% ${dark ? 65 : 42}%)`;
