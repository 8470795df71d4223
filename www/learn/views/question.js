// A question to answer before the run is watched: any answer counts, and the run tells which was right.

import { make } from "../../core/dom.js";
import { words } from "../words.js";

/** @import { Signal } from "@preact/signals-core" */
/** @import { LessonName } from "../lessons.js" */

/** @param {LessonName} lesson @param {Signal<string>} predicted */
export function questionOf(lesson, predicted) {
  const { question, answers = {} } = words.lessons.each[lesson];
  const choices = Object.entries(answers).map(([value, text]) => {
    const input = make("input", { type: "radio", name: `question-${lesson}`, value });
    input.addEventListener("change", () => (predicted.value = value));
    return make("label", { class: "check" }, input, text);
  });
  return make("fieldset", { class: "question" }, make("legend", {}, question ?? ""), ...choices);
}
