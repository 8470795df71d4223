// The message that the person must have, dismissed by hand or by the next run.

import "../styles/views/notice.css";
import { effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { clearNotice, notice } from "../core/notices.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";

/** @param {HTMLElement} root */
export function mountNotice(root) {
  // Both are there before any message, or screen readers would not read it.
  const boxes = { told: make("div", { role: "status" }), error: make("div", { role: "alert" }) };
  root.append(boxes.told, boxes.error);
  const showing = effect(() => {
    for (const box of Object.values(boxes)) box.replaceChildren();
    if (!notice.value) return;
    const close = make("button", { type: "button", class: "quiet", "aria-label": t("notice.dismiss") }, "✕");
    close.addEventListener("click", clearNotice);
    boxes[notice.value.tone].append(make("p", {}, notice.value.text), close);
  });
  return ending(root, showing);
}
