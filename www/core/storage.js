// What the browser remembers of a person's choices. Storage throws where the browser forbids it: a choice then lasts as
// long as the page.

import { signal } from "@preact/signals-core";

/** @typedef {"localStorage" | "sessionStorage"} Place for good, or until the visit ends */

/** @param {Place} place @param {string} key */
export function recall(place, key) {
  try {
    return window[place].getItem(key);
  } catch {
    return null;
  }
}

/** @param {Place} place @param {string} key @param {string} value */
export function remember(place, key, value) {
  try {
    window[place].setItem(key, value);
  } catch {
    return;
  }
}

/**
 * Names that the person has ticked off, in this visit or an earlier one.
 * @param {string} key
 */
export function rememberedNames(key) {
  const names = signal((recall("localStorage", key) ?? "").split(",").filter(Boolean));
  /** @param {string[]} next */
  const keep = (next) => {
    names.value = next;
    remember("localStorage", key, next.join());
  };
  return {
    names,
    /** @param {string} name */
    note: (name) => {
      if (!names.value.includes(name)) keep([...names.value, name]);
    },
    forgetAll: () => keep([]),
  };
}
