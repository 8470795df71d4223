// A lesson's tasks: which are done, what is next, a hint after a while, and at the end what was seen.

import { effect, signal } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { words } from "../words.js";

/** @import { ReadonlySignal } from "@preact/signals-core" */
/** @import { Lesson, LessonName } from "../lessons.js" */

/** Until a task's hint is offered, in milliseconds. */
const WHILE = 20_000;

/**
 * @param {Lesson & { name: LessonName }} lesson
 * @param {ReadonlySignal<number>} done
 * @param {ReadonlySignal<boolean>} over
 * @param {Node} [question] to be answered first
 */
export function taskList({ name, tasks }, done, over, question) {
  const said = words.lessons.each[name];
  const items = tasks.map((task) => {
    const mark = make("span", { class: "mark", "aria-hidden": "true" });
    const state = make("span", { class: "unseen" });
    return { item: make("li", {}, mark, state, words.lessons.task(name, task.name)), mark, state };
  });
  const status = make("p", { class: "lesson-status", role: "status" });
  const hint = make("p");
  const folded = make("details", { class: "hint" }, make("summary", {}, words.lessons.hint), hint);
  const saw = make("div", { class: "saw" }, make("h4", {}, words.lessons.saw), make("p", {}, said.saw));
  const element = make(
    "section",
    { class: "tasks", "aria-label": words.lessons.to_do },
    make("h4", {}, words.lessons.to_do),
    question ?? "",
    make("ol", {}, ...items.map(({ item }) => item)),
    ...[status, folded, saw],
  );

  /** The task whose hint is due. */
  const due = signal(-1);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  const timing = effect(() => {
    const at = done.value;
    clearTimeout(waiting);
    waiting = setTimeout(() => (due.value = at), WHILE);
  });
  const showing = effect(() => {
    items.forEach(({ item, mark, state }, at) => {
      const stage = at < done.value ? "done" : at === done.value ? "now" : "later";
      item.dataset.stage = stage;
      mark.textContent = stage === "done" ? "✓" : "";
      state.textContent = stage === "done" ? words.lessons.done_before : "";
      if (stage === "now") item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    status.textContent = over.value
      ? words.lessons.finished
      : done.value > 0
        ? words.lessons.standing(done.value, tasks.length)
        : "";
    saw.hidden = !over.value;
  });
  const hinting = effect(() => {
    const task = tasks[done.value];
    folded.hidden = !task || due.value !== done.value;
    folded.open = false;
    if (task) hint.textContent = words.lessons.hint_of(name, task.name);
  });
  const end = () => {
    clearTimeout(waiting);
    for (const stop of [timing, showing, hinting]) stop();
  };
  return { element, end };
}
