// The page's header: its name, what it is, the ways between its pages, and how it looks.

import { effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { projected, turnProjector } from "../core/projector.js";
import { t } from "../core/text.js";
import { dark, turnTheme } from "../core/theme.js";

/** @import { ReadonlySignal } from "@preact/signals-core" */

/** @param {HTMLElement} root holds the name already @param {HTMLElement} links between the pages */
export function mountHeader(root, links) {
  const projector = turning(t("page.projector"), projected, turnProjector);
  projector.button.id = "projector";
  projector.button.title = t("page.projector_help");
  const theme = turning(t("page.dark"), dark, turnTheme);
  const parts = [make("p", { class: "idea" }, t("page.idea")), links, projector.button, theme.button];
  root.append(...parts);
  return () => {
    projector.end();
    theme.end();
    for (const part of parts) part.remove();
  };
}

/**
 * A button that stays pressed.
 * @param {string} name
 * @param {ReadonlySignal<boolean>} pressed
 * @param {() => void} turn
 */
function turning(name, pressed, turn) {
  const button = make("button", { type: "button", class: "quiet turning" }, name);
  button.addEventListener("click", turn);
  const end = effect(() => button.setAttribute("aria-pressed", String(pressed.value)));
  return { button, end };
}
