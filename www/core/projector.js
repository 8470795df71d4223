// For a lecture room: larger type, fewer things, until the visit ends.

import { signal } from "@preact/signals-core";
import { recall, remember } from "./storage.js";

const KEY = "projector";
const wear = (/** @type {boolean} */ on) => document.documentElement.toggleAttribute("data-projector", on);

/** Whether the page is shown to a room. */
export const projected = signal(recall("sessionStorage", KEY) === "on");
wear(projected.value);

export function turnProjector() {
  projected.value = !projected.value;
  wear(projected.value);
  remember("sessionStorage", KEY, projected.value ? "on" : "off");
}
