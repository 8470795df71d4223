// The plane, in bounds that the real points set: the shade and the generator's grid behind, then real points, generated
// ones, and the marks over them.

import { squareAround } from "../../core/plane.js";
import { drawManifold } from "./manifold.js";
import { drawArrows, drawCrosses } from "./marks.js";
import { drawShade, shadeOf } from "./shade.js";

/** @import { Layers } from "../../engine/layers.js" */

/** The canvas's side; its style scales it. */
const SIDE = 720;

/**
 * Where a point of the plane falls on the canvas.
 * @typedef {(x: number, y: number) => [number, number]} Place
 */

/**
 * Points, each of a colour by its place among them.
 * @typedef {{ points: Float32Array, colour: (place: number) => string, radius: number, opacity: number }} Dots
 */

/**
 * The colours of the lines through the origin and of what is not a point.
 * @typedef {{ axes: string, discriminator: string, generator: string, penalty: string }} Colours
 */

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} bounds points that all shall be seen: x, y, x, y ...
 * @param {Dots[]} dots
 * @param {Layers} layers
 * @param {Colours} colours
 */
export function drawPlane(canvas, bounds, dots, layers, colours) {
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext("2d");
  if (!context) return;
  const place = placing(bounds);
  const shade = shadeOf(layers);
  if (shade) drawShade(context, shade.grid, shade.scale, colours.discriminator);
  drawAxes(context, place, colours.axes);
  if (layers.manifold) drawManifold(context, layers.manifold, place, colours.generator);
  for (const kind of dots) drawDots(context, kind, place);
  if (layers.penalty) drawCrosses(context, layers.penalty, place, colours.penalty);
  if (layers.arrows) drawArrows(context, layers.arrows, place, colours.discriminator);
}

/** @param {CanvasRenderingContext2D} context @param {Place} place @param {string} colour */
function drawAxes(context, place, colour) {
  const [x, y] = place(0, 0);
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, SIDE);
  context.moveTo(0, y);
  context.lineTo(SIDE, y);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {Dots} dots @param {Place} place */
function drawDots(context, { points, colour, radius, opacity }, place) {
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

/** @param {Float32Array} points in the middle, at equal scales @returns {Place} */
function placing(points) {
  const { middle, half } = squareAround(points);
  const scale = SIDE / (2 * half);
  return (x, y) => [SIDE / 2 + (x - middle[0]) * scale, SIDE / 2 - (y - middle[1]) * scale];
}
