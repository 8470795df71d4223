// The classes of a conditional run: which one samples are asked for, the rows that they stand in, their colours.

import { byId, make } from "../core/dom.js";
import { t } from "../core/text.js";

/** @import { Run } from "../runs/run.js" */

/** @param {Run} run */
export function mountClasses(run) {
  const choice = /** @type {HTMLSelectElement} */ (byId("class"));
  choice.addEventListener("change", () => {
    void run.ask(choice.value === "" ? undefined : Number(choice.value));
  });
  run.on("started", ({ classes = 0, asked }) => {
    byId("class-choice").hidden = classes === 0;
    const options = Array.from({ length: classes }, (_, at) => make("option", { value: at }, String(at)));
    choice.replaceChildren(make("option", { value: "" }, t("samples.all_classes")), ...options);
    choice.value = asked === undefined ? "" : String(asked);
  });
}

/**
 * Names the rows of images, where each is a class.
 * @param {number} rows none where they are no classes
 */
export function nameRows(rows) {
  const names = Array.from({ length: rows }, (_, at) => make("li", {}, String(at)));
  byId("class-rows").replaceChildren(...names);
}

/**
 * A colour for each of `classes`, evenly around the wheel; as light as the theme asks for.
 * @param {number} classes
 * @param {boolean} dark
 */
export const colourOfClass = (classes, dark) => (/** @type {number} */ at) =>
  `hsl(${Math.round((360 * at) / classes)} 75% ${dark ? 65 : 42}%)`;
