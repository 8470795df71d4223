// What lies over the points: arrows where the discriminator pulls them, crosses where a penalty is taken.

import { drawArrow } from "../../core/arrow.js";

/** @import { Layers } from "../../engine/layers.js" */
/** @import { Place } from "./plane.js" */

/** The longest arrow, as a part of the canvas. */
const LONGEST = 0.1;
/** An arrow's head and half a cross, in pixels of the canvas. */
const HEAD = 7;
const CROSS = 5;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {NonNullable<Layers["arrows"]>} arrows
 * @param {Place} place
 * @param {string} colour
 */
export function drawArrows(context, { points, directions }, place, colour) {
  const longest = Math.max(...directions.map(Math.abs), 1e-12);
  const scale = (LONGEST * context.canvas.width) / longest;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  for (let at = 0; at < points.length; at += 2) {
    const from = place(points[at] ?? 0, points[at + 1] ?? 0);
    // The canvas's y grows downwards.
    const [right, down] = [scale * (directions[at] ?? 0), -scale * (directions[at + 1] ?? 0)];
    drawArrow(context, from, [from[0] + right, from[1] + down], HEAD);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {NonNullable<Layers["penalty"]>} penalty
 * @param {Place} place
 * @param {string} colour
 */
export function drawCrosses(context, { points }, place, colour) {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = place(points[at] ?? 0, points[at + 1] ?? 0);
    context.moveTo(x - CROSS, y - CROSS);
    context.lineTo(x + CROSS, y + CROSS);
    context.moveTo(x - CROSS, y + CROSS);
    context.lineTo(x + CROSS, y - CROSS);
  }
  context.stroke();
}
