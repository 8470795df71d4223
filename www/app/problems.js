// What went wrong with a run, said to the person; what has its own place on the page is said there.

import { effect } from "@preact/signals-core";
import { asSentence, inWords } from "../core/errors.js";
import { clearNotice, notify } from "../core/notices.js";
import { t } from "../core/text.js";

/** @import { Problem } from "../core/store.js" */
/** @import { Run } from "../runs/run.js" */

/** @param {Run} run */
export function sayProblems({ state }) {
  effect(() => {
    // Another run begins without the last one's messages.
    if (state.shown.value && !state.shown.value.kept) clearNotice();
  });
  effect(() => {
    if (!state.problem.value) return;
    const text = words(state.problem.value);
    if (text) notify(text, state.problem.value.type === "in_vain" ? "told" : "error");
  });
}

/** @param {Problem} problem @returns {string} Nothing where a control says it. */
function words(problem) {
  switch (problem.type) {
    case "in_vain":
      return inVain(problem);
    case "gpu_lost":
    case "worker_lost":
      return t(`problem.${problem.type}`, inWords(problem.fault), problem.steps);
    case "stopped":
      return t("problem.ended", asSentence(problem.fault));
    case "failed":
      return t("problem.engine", inWords(problem.fault));
    case "trouble":
      return inWords(problem.fault);
    case "refused":
      return refusal(problem.fault);
  }
}

/** @param {Extract<Problem, { type: "in_vain" }>} problem */
function inVain({ ignored, problems }) {
  const invalid = problems.length > 0 ? t("problem.invalid_settings", problems.join("; ")) : "";
  const unknown = ignored.length > 0 ? t("problem.ignored_keys", ignored.join(", ")) : "";
  return `${invalid} ${unknown}`.trim();
}

/** @param {Extract<Problem, { type: "refused" }>["fault"]} fault */
function refusal(fault) {
  if (fault.code === "field" || fault.code === "files") return "";
  return fault.code === "checkpoint" ? t("problem.checkpoint", asSentence(fault)) : asSentence(fault);
}
