// What a lesson lets one change: a few live settings, and other runs to go on with.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { makeControl } from "../../views/field.js";
import { settingsOf } from "../settings.js";
import { words } from "../words.js";

/** @import { Run } from "../../runs/run.js" */
/** @import { Control } from "../../views/field.js" */
/** @import { Lesson, LessonName } from "../lessons.js" */

/** @param {Run} run @param {string[]} names of live settings */
export function settingControls({ state, draft }, names) {
  /** @type {Map<string, Control>} */
  const controls = new Map();
  const element = make("div", { class: "lesson-settings", hidden: names.length === 0 });
  const building = effect(() => {
    const fields = state.catalogue.value?.fields.filter(({ name }) => names.includes(name)) ?? [];
    for (const field of fields) {
      const control = makeControl(field, draft.setLive(field.name));
      controls.set(field.name, control);
      element.append(control.element);
    }
  });
  const showing = effect(() => {
    for (const [name, value] of Object.entries(state.controls.value)) controls.get(name)?.show(value);
  });
  const end = () => {
    building();
    showing();
  };
  return { element, end };
}

/** @param {Run} run @param {Lesson & { name: LessonName }} lesson Buttons that start other runs. */
export function wayButtons(run, { name, ways = [] }) {
  const buttons = ways.map((way) => {
    const button = make("button", { type: "button" }, words.lessons.way(name, way.name));
    button.addEventListener("click", () => {
      const catalogue = run.state.catalogue.value;
      if (catalogue) void run.start(settingsOf(catalogue, way.recipe), true);
    });
    return button;
  });
  return make("div", { class: "buttons lesson-ways", hidden: ways.length === 0 }, ...buttons);
}
