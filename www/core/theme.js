// Light or dark: the system's choice until the person makes another.

import { signal } from "@preact/signals-core";

const KEY = "theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const worn = () => document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
const chosen = remembered();
if (chosen) document.documentElement.dataset.theme = chosen;

/** Whether the page is dark now. */
export const dark = signal(worn() === "dark");
system.addEventListener("change", () => (dark.value = worn() === "dark"));

export function turnTheme() {
  const next = dark.value ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  remember(next);
  dark.value = next === "dark";
}

// Storage throws where the browser forbids it; the theme then lasts as long as the page.
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} theme */
function remember(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    return;
  }
}
