// The button that turns the page dark or light.

import { effect } from "@preact/signals-core";
import { dark, turnTheme } from "../core/theme.js";

/** @param {HTMLElement} button */
export function mountTheme(button) {
  button.addEventListener("click", turnTheme);
  const pressed = effect(() => button.setAttribute("aria-pressed", String(dark.value)));
  return () => {
    button.removeEventListener("click", turnTheme);
    pressed();
  };
}
