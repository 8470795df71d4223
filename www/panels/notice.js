// What the person must be told: one message at a time, dismissed by hand or by the next run.

import "../styles/panels/notice.css";
import { byId, make } from "../dom.js";

/** @import { Link } from "../link.js" */

const box = byId("notice");

/** @param {string} text @param {"told" | "error"} [tone] */
export function notify(text, tone = "told") {
  const close = make("button", { type: "button", class: "quiet", "aria-label": "Dismiss" }, "✕");
  close.addEventListener("click", clearNotice);
  box.className = tone;
  // Only what went wrong may interrupt a screen reader.
  box.setAttribute("role", tone === "error" ? "alert" : "status");
  box.replaceChildren(make("p", {}, text), close);
}

export function clearNotice() {
  box.replaceChildren();
  box.className = "";
}

/** @param {Link} link */
export function mountNotice(link) {
  link.on("notice", ({ text }) => notify(text));
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
