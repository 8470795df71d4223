// The samples of the grid as places to point at and to go to: one tab stop, in which the arrow keys move.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { count, severalClasses } from "../../core/samples.js";
import { t } from "../../core/text.js";
import { ending } from "../../core/view.js";
import { GAP, layout } from "./images.js";

/** @import { Run } from "../../runs/run.js" */

/** @param {HTMLElement} root lies over the canvas of the samples @param {Run} run */
export function mountCells(root, run) {
  const { shown, samples, inspected, explored } = run.state;
  const { exploring } = run;
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", t("cells.title"));
  /** @type {HTMLButtonElement[]} */
  let cells = [];
  let across = 1;
  /** What the cells stand for: as long as it is the same, they stay, and so does the focus. */
  let present = "";

  const laying = effect(() => {
    const [run, told] = [shown.value, samples.value];
    const [, height = 1, width = 1] = run?.shape ?? [];
    const all = run && told ? count(told.values, run.shape) : 0;
    const classes = told?.classes ?? new Uint16Array();
    const wanted = [all, width, height, classes.join(",")].join(";");
    if (wanted === present) return;
    present = wanted;
    const grid = layout(all, severalClasses(classes));
    across = grid.across;
    cells = Array.from({ length: all }, (_, at) => cell(at, classes[at]));
    root.replaceChildren(...cells);
    root.style.gridTemplateColumns = `repeat(${across}, 1fr)`;
    // Each cell takes the gap behind its image.
    root.style.width = `${100 * (1 + GAP / (across * (width + GAP) - GAP))}%`;
    root.style.height = `${100 * (1 + GAP / (grid.down * (height + GAP) - GAP))}%`;
    root.style.gridTemplateRows = `repeat(${grid.down}, 1fr)`;
  });
  const marking = effect(() => {
    // The cells may be new.
    void samples.value;
    const [looked, open] = [inspected.value ?? 0, explored.value?.index];
    cells.forEach((cell, at) => {
      cell.tabIndex = at === Math.min(looked, cells.length - 1) ? 0 : -1;
      cell.classList.toggle("inspected", at === inspected.value);
      cell.setAttribute("aria-pressed", String(at === open));
    });
  });

  const indexOf = (/** @type {EventTarget | null} */ target) =>
    cells.indexOf(/** @type {HTMLButtonElement} */ (target));
  const look = (/** @type {Event} */ { target }) => {
    const at = indexOf(target);
    if (at >= 0) exploring.inspect(at);
  };
  root.addEventListener("pointerover", look);
  root.addEventListener("focusin", look);
  root.addEventListener("click", ({ target }) => {
    const at = indexOf(target);
    if (at >= 0) void exploring.open(at);
  });
  root.addEventListener("keydown", (event) => {
    const next = neighbour(event.key, indexOf(event.target), across, cells.length);
    if (next === undefined) return;
    event.preventDefault();
    cells[next]?.focus();
  });
  return ending(root, laying, marking);
}

/** @param {number} at @param {number | undefined} of */
function cell(at, of) {
  const name = of === undefined ? t("cells.name", at + 1) : t("cells.name_of_class", at + 1, of);
  return make("button", { type: "button", "aria-label": name });
}

/**
 * @param {string} key
 * @param {number} at
 * @param {number} across
 * @param {number} all
 * @returns {number | undefined} Where the key leads; nothing for keys that lead nowhere.
 */
function neighbour(key, at, across, all) {
  if (at < 0) return undefined;
  const row = Math.floor(at / across) * across;
  /** @type {Record<string, number>} */
  const places = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - across,
    ArrowDown: at + across,
    Home: row,
    End: Math.min(row + across, all) - 1,
  };
  const place = places[key];
  if (place === undefined) return undefined;
  return place >= 0 && place < all ? place : at;
}
