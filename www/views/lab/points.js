// Points of the plane: real ones behind, generated ones before, in bounds that the real ones set.

import { squareAround } from "../../core/plane.js";
import { drawArrows, drawShade } from "./surface.js";

/** @import { Surface } from "../../engine/surface.js" */

/** The canvas's side; its style scales it. */
const SIDE = 720;

/**
 * The colours of both kinds of points by their place, and of the lines through the origin.
 * @typedef {{ real: (place: number) => string, generated: (place: number) => string, grid: string, surface: string }} Colours
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} real x, y, x, y ...
 * @param {Float32Array} generated
 * @param {Colours} colours
 * @param {Surface | undefined} surface what lies below them
 */
export function drawPoints(canvas, real, generated, colours, surface) {
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext("2d");
  if (!context) return;
  const place = placing(real);
  if (surface) drawShade(context, surface, colours.surface);
  context.strokeStyle = colours.grid;
  context.lineWidth = 1;
  const [x, y] = place(0, 0);
  for (const line of [
    [x, 0, x, SIDE],
    [0, y, SIDE, y],
  ]) {
    context.beginPath();
    context.moveTo(line[0] ?? 0, line[1] ?? 0);
    context.lineTo(line[2] ?? 0, line[3] ?? 0);
    context.stroke();
  }
  dots(context, real, place, colours.real, 3, 0.55);
  dots(context, generated, place, colours.generated, 4, 0.85);
  if (surface) drawArrows(context, surface, place, colours.surface);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} points
 * @param {ReturnType<typeof placing>} place
 * @param {(place: number) => string} colour
 * @param {number} radius
 * @param {number} opacity
 */
function dots(context, points, place, colour, radius, opacity) {
  context.globalAlpha = opacity;
  for (let index = 0; index < points.length; index += 2) {
    context.fillStyle = colour(index / 2);
    const [x, y] = place(points[index] ?? 0, points[index + 1] ?? 0);
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

/**
 * Where a point of the plane falls on the canvas: equal scales, the real points in the middle.
 * @param {Float32Array} points
 * @returns {(x: number, y: number) => [number, number]}
 */
function placing(points) {
  const { middle, half } = squareAround(points);
  const scale = SIDE / (2 * half);
  return (x, y) => [SIDE / 2 + (x - middle[0]) * scale, SIDE / 2 - (y - middle[1]) * scale];
}
