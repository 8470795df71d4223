// What the person must be told: one message at a time, dismissed by hand or by the next run.

import "../styles/panels/notice.css";
import { byId, make } from "../core/dom.js";
import { asSentence, inWords } from "../core/errors.js";
import { t } from "../core/text.js";

/** @import { Run } from "../runs/run.js" */

const boxes = [...byId("notice").children];

/** @param {string} text @param {"told" | "error"} [tone] Only an error interrupts whoever has the page read out. */
export function notify(text, tone = "told") {
  const close = make("button", { type: "button", class: "quiet", "aria-label": t("notice.dismiss") }, "✕");
  close.addEventListener("click", clearNotice);
  clearNotice();
  const role = tone === "told" ? "status" : "alert";
  boxes.find((box) => box.role === role)?.append(make("p", {}, text), close);
}

export function clearNotice() {
  for (const box of boxes) box.replaceChildren();
}

/** @param {Run} run */
export function mountNotice(run) {
  run.on("in_vain", ({ ignored, problems }) => {
    const invalid = problems.length > 0 ? t("problem.invalid_settings", problems.join("; ")) : "";
    const unknown = ignored.length > 0 ? t("problem.ignored_keys", ignored.join(", ")) : "";
    notify(`${invalid} ${unknown}`.trim());
  });
  run.on("trouble", ({ fault }) => notify(inWords(fault), "error"));
  run.on("gpu_lost", ({ fault, steps }) => notify(t("problem.gpu_lost", inWords(fault), steps), "error"));
  run.on("stopped", ({ fault }) => notify(t("problem.ended", asSentence(fault)), "error"));
  run.on("failed", ({ fault }) => notify(t("problem.engine", inWords(fault)), "error"));
  run.on("refused", ({ fault }) => {
    if (fault.code === "checkpoint") notify(t("problem.checkpoint", asSentence(fault)), "error");
    // Settings and files show their own faults beside the control; this catches what no control shows.
    if (fault.code === "engine") notify(asSentence(fault), "error");
  });
}
