// The lessons that the person has finished, also in an earlier visit.

import { signal } from "@preact/signals-core";

const KEY = "lessons";

export const finished = signal(remembered());

/** @param {string} lesson */
export function noteFinished(lesson) {
  if (!finished.value.includes(lesson)) keep([...finished.value, lesson]);
}

/** Every lesson is as new again. */
export const forgetAll = () => keep([]);

/** @param {string[]} lessons */
function keep(lessons) {
  finished.value = lessons;
  // Storage throws where the browser forbids it: what is finished then lasts as long as the page.
  try {
    localStorage.setItem(KEY, lessons.join());
  } catch {
    return;
  }
}

/** @returns {string[]} */
function remembered() {
  try {
    return (localStorage.getItem(KEY) ?? "").split(",").filter(Boolean);
  } catch {
    return [];
  }
}
