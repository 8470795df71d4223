// Light or dark: the system's choice until the person makes another.

import { signal } from "@preact/signals-core";
import { recall, remember } from "./storage.js";

const KEY = "theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const worn = () => document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
const chosen = recall("localStorage", KEY);
if (chosen) document.documentElement.dataset.theme = chosen;

/** Whether the page is dark now. */
export const dark = signal(worn() === "dark");
system.addEventListener("change", () => (dark.value = worn() === "dark"));

export function turnTheme() {
  const next = dark.value ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  remember("localStorage", KEY, next);
  dark.value = next === "dark";
}
