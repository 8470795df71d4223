// All lessons, each with whether it was finished; one of them, where it is open.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { ending } from "../../core/view.js";
import { LESSONS } from "../lessons.js";
import { linkTo } from "../places.js";
import { finished, forgetAll } from "../progress.js";
import { words } from "../words.js";
import { mountLesson } from "./lesson.js";

/** @param {HTMLElement} root @param {string} at the lesson that is open, if any */
export function mountLessons(root, at) {
  const open = LESSONS.find(({ name }) => name === at);
  return open ? mountLesson(root, open) : mountOverview(root);
}

/** @param {HTMLElement} root */
function mountOverview(root) {
  const cards = LESSONS.map(({ name }) => {
    const { title, about } = words.lessons.each[name];
    const mark = make("p", { class: "finished" });
    const link = make("a", { href: linkTo("lessons", name) }, title);
    return { name, mark, card: make("li", {}, make("h4", {}, link), make("p", {}, about), mark) };
  });
  const summary = make("p", { role: "status" });
  const again = make("button", { type: "button" }, words.lessons.forget);
  again.addEventListener("click", forgetAll);
  root.append(
    make("h3", { tabindex: -1 }, words.lessons.title),
    make("p", { class: "learn-intro" }, words.lessons.intro),
    make("ol", { class: "lessons" }, ...cards.map(({ card }) => card)),
    make("div", { class: "lessons-standing" }, summary, again),
  );
  const marking = effect(() => {
    for (const { name, mark } of cards)
      mark.textContent = finished.value.includes(name) ? words.lessons.finished_mark : "";
    const count = LESSONS.filter(({ name }) => finished.value.includes(name)).length;
    summary.textContent = words.lessons.count(count, LESSONS.length);
    again.hidden = count === 0;
  });
  return ending(root, marking);
}
