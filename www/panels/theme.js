// Light or dark: the system's choice until the button is pressed, the person's afterwards.

import { byId } from "../core/dom.js";

const KEY = "theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

export function mountTheme() {
  const button = byId("theme");
  const chosen = remembered();
  if (chosen) wear(chosen);
  const show = () => button.setAttribute("aria-pressed", String(worn() === "dark"));
  button.addEventListener("click", () => {
    const next = worn() === "dark" ? "light" : "dark";
    wear(next);
    remember(next);
    show();
    document.dispatchEvent(new Event("themechange"));
  });
  dark.addEventListener("change", show);
  show();
}

/** Whether the page is dark now. */
export const isDark = () => worn() === "dark";

const worn = () => document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");

/** @param {string} theme */
const wear = (theme) => (document.documentElement.dataset.theme = theme);

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
