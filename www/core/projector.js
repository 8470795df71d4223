// For a lecture room: larger type, fewer things, until the visit ends.

import { signal } from "@preact/signals-core";

const KEY = "projector";
const wear = (/** @type {boolean} */ on) => document.documentElement.toggleAttribute("data-projector", on);

/** Whether the page is shown to a room. */
export const projected = signal(remembered());
wear(projected.value);

export function turnProjector() {
  projected.value = !projected.value;
  wear(projected.value);
  remember(projected.value);
}

// Storage throws where the browser forbids it; the choice then lasts as long as the page.
function remembered() {
  try {
    return sessionStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}

/** @param {boolean} on */
function remember(on) {
  try {
    sessionStorage.setItem(KEY, on ? "on" : "off");
  } catch {
    return;
  }
}
