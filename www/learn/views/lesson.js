// One lesson: its idea and its tasks beside a run of its own, which is there as long as the lesson is open.

import "../../styles/learn/lesson.css";
import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { inFront } from "../../core/seen.js";
import { ending } from "../../core/view.js";
import { watchOver } from "../../doctor/watch.js";
import { Run } from "../../runs/run.js";
import { mountCurves } from "../../views/curves.js";
import { mountDoctor } from "../../views/doctor.js";
import { mountRunBar } from "../../views/run-bar.js";
import { mountSamples } from "../../views/samples.js";
import { troubleOf } from "../../views/trouble.js";
import { follow } from "../following.js";
import { LESSONS } from "../lessons.js";
import { linkTo } from "../places.js";
import { noteFinished } from "../progress.js";
import { queryOf } from "../settings.js";
import { words } from "../words.js";
import { settingControls, wayButtons } from "./controls.js";
import { questionOf } from "./question.js";
import { taskList } from "./tasks.js";

/** @import { Lesson, LessonName } from "../lessons.js" */

/** @param {HTMLElement} root @param {Lesson & { name: LessonName }} lesson */
export function mountLesson(root, lesson) {
  const run = new Run();
  const { done, over, predicted, stop } = follow(lesson, run.state);
  const trouble = troubleOf(run);
  const question = lesson.question ? questionOf(lesson.name, predicted) : undefined;
  const tasks = taskList(lesson, done, over, question);
  const settings = settingControls(run, lesson.settings ?? []);
  const ways = wayButtons(run, lesson);
  const idea = make("div", { class: "theory-text" });
  idea.innerHTML = words.html(`lessons/${lesson.name}`);
  const bar = make("section", { id: "run-bar" });
  const samples = make("section", { id: "samples", "aria-labelledby": "samples-name" });
  const doctor = make("section", { id: "doctor", "aria-labelledby": "doctor-name", hidden: !lesson.doctor });
  const curves = make("section", { id: "curves", "aria-labelledby": "curves-name", hidden: !lesson.curves });
  root.append(
    heading(lesson),
    make(
      "div",
      { class: "lesson" },
      make("div", { class: "lesson-idea" }, idea, tasks.element, onwards(lesson)),
      make(
        "div",
        { class: "lesson-run" },
        bar,
        trouble.element,
        ways,
        settings.element,
        samples,
        doctor,
        curves,
      ),
    ),
  );
  const views = [
    mountRunBar(bar, run),
    mountSamples(samples, run, lesson.lab ?? []),
    ...(lesson.doctor ? [watchOver(run.state), mountDoctor(doctor, run)] : []),
    ...(lesson.curves ? [mountCurves(curves, run)] : []),
  ];
  const watching = effect(() => void run.watch({ page: inFront.value }));
  const noting = effect(() => {
    if (over.value) noteFinished(lesson.name);
  });
  // The nets are small: a processor trains them as fast as a graphics card would.
  void run.open(queryOf(lesson.recipe), "cpu");
  const close = () => run.close();
  return ending(root, watching, noting, stop, trouble.end, tasks.end, settings.end, ...views, close);
}

/** @param {Lesson & { name: LessonName }} lesson */
function heading({ name }) {
  const place = LESSONS.findIndex((lesson) => lesson.name === name) + 1;
  return make(
    "div",
    { class: "lesson-head" },
    make("a", { href: linkTo("lessons") }, words.lessons.all),
    make("h3", { tabindex: -1 }, words.lessons.heading(place, words.lessons.each[name].title)),
  );
}

/** @param {Lesson} lesson The way to the next one, or after the last to the tips. */
function onwards({ name }) {
  const next = LESSONS[LESSONS.findIndex((lesson) => lesson.name === name) + 1];
  const [href, text] = next
    ? [linkTo("lessons", next.name), words.lessons.next(words.lessons.each[next.name].title)]
    : [linkTo("tips"), words.lessons.to_tips];
  return make("p", { class: "onwards" }, make("a", { href }, text));
}
