// What the drawings of the games share: a canvas with a name, colours that follow the theme, and dots.

import { effect } from "@preact/signals-core";
import { colour, make } from "../../core/dom.js";
import { dark } from "../../core/theme.js";

/** The canvas's side; its style scales it. */
export const SIDE = 720;

/** @param {string} label */
export const makeCanvas = (label) =>
  make("canvas", { class: "drawing", role: "img", "aria-label": label, width: SIDE, height: SIDE });

/** @typedef {(name: string) => string} Colours of the style sheet by name */

/**
 * @param {AbortSignal} signal until when the theme is followed
 * @param {() => void} changed
 * @returns {Colours} Resolved once a theme: asking for a colour costs the browser a pass over the styles.
 */
export function colours(signal, changed) {
  /** @type {Map<string, string>} */
  const known = new Map();
  let isDark = dark.value;
  const stop = effect(() => {
    if (dark.value === isDark) return;
    isDark = dark.value;
    known.clear();
    changed();
  });
  signal.addEventListener("abort", stop);
  return (name) => {
    const resolved = known.get(name) ?? colour(name);
    known.set(name, resolved);
    return resolved;
  };
}

/** @param {HTMLCanvasElement} canvas @returns {CanvasRenderingContext2D | null} Wiped. */
export function fresh(canvas) {
  const context = canvas.getContext("2d");
  context?.clearRect(0, 0, canvas.width, canvas.height);
  return context;
}

/** @param {CanvasRenderingContext2D} context @param {readonly (readonly [number, number])[]} points on the canvas */
export function line(context, points) {
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {readonly [number, number]} at @param {number} radius */
export function dot(context, [x, y], radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** @param {CanvasRenderingContext2D} context @param {readonly [number, number]} at @param {number} arm Where the equilibrium is. */
export function cross(context, [x, y], arm) {
  line(context, [
    [x - arm, y - arm],
    [x + arm, y + arm],
  ]);
  line(context, [
    [x - arm, y + arm],
    [x + arm, y - arm],
  ]);
}

/**
 * @param {HTMLCanvasElement} canvas @param {MouseEvent} event
 * @returns {[number, number]} Where on the canvas it happened.
 */
export function placeOf(canvas, event) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return [((event.clientX - left) / width) * SIDE, ((event.clientY - top) / height) * SIDE];
}
