// The cases that the person has repaired, also in an earlier visit.

import { signal } from "@preact/signals-core";

const KEY = "repaired";

export const repaired = signal(remembered());

/** @param {string} name of a case */
export function noteRepaired(name) {
  if (repaired.value.includes(name)) return;
  repaired.value = [...repaired.value, name];
  // Storage throws where the browser forbids it: the mark then lasts as long as the page.
  try {
    localStorage.setItem(KEY, repaired.value.join());
  } catch {
    return;
  }
}

/** @returns {string[]} */
function remembered() {
  try {
    return (localStorage.getItem(KEY) ?? "").split(",").filter(Boolean);
  } catch {
    return [];
  }
}
