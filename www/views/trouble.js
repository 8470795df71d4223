// What went wrong with a run, said where the run is seen.

import { effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { asSentence } from "../core/errors.js";

/** @import { Run } from "../runs/run.js" */

/** @param {Run} run */
export function troubleOf({ state }) {
  const element = make("p", { class: "error", role: "alert" });
  const end = effect(() => {
    const [problem, shown] = [state.problem.value, state.shown.value];
    // A fresh start leaves what went wrong before behind.
    const over = state.phase.value === "ready" && shown?.steps === 0 && state.progress.value.playing;
    element.textContent = problem && "fault" in problem && !over ? asSentence(problem.fault) : "";
  });
  return { element, end };
}
