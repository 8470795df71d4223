// What the person must be told: one message at a time, dismissed by hand or by the next run.

import "../styles/panels/notice.css";
import { byId, make } from "../dom.js";

/** @import { Link } from "../link.js" */

const boxes = [...byId("notice").children];

/** @param {string} text @param {"told" | "error"} [tone] Only an error interrupts whoever has the page read out. */
export function notify(text, tone = "told") {
  const close = make("button", { type: "button", class: "quiet", "aria-label": "Dismiss" }, "✕");
  close.addEventListener("click", clearNotice);
  clearNotice();
  const role = tone === "told" ? "status" : "alert";
  boxes.find((box) => box.role === role)?.append(make("p", {}, text), close);
}

export function clearNotice() {
  for (const box of boxes) box.replaceChildren();
}

/** @param {Link} link */
export function mountNotice(link) {
  link.on("notice", ({ text, tone }) => notify(text, tone));
  link.on("stopped", ({ message }) =>
    notify(`${sentence(message)}. The run has ended; reset it or change a setting.`, "error"),
  );
  link.on("failed", ({ message }) => notify(`The engine cannot run: ${message}.`, "error"));
  link.on("refused", ({ about, message }) => {
    if (about === "checkpoint") notify(`This file cannot be loaded. ${sentence(message)}.`, "error");
    // Settings and files show their own errors beside the control; this catches what no control shows.
    if (about === "recipe" && !/^field `/.test(message)) notify(`${sentence(message)}.`, "error");
  });
}

/** @param {string} text */
const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
