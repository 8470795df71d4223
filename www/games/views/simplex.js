// Mixtures of three choices as points of a triangle: each corner is one choice, the middle all three alike.

import { words } from "../words.js";
import { SIDE, cross, dot, fresh, line } from "./paint.js";

/** @import { Mixture } from "../matrix-game.js" */
/** @import { Colours } from "./paint.js" */
/** @typedef {readonly [number, number]} Place */

/** Where rock, paper and scissors stand on the canvas, with room for their names. */
const CORNERS = /** @type {const} */ ([
  [70, 610],
  [SIDE - 70, 610],
  [SIDE / 2, 68],
]);
const NAMES = /** @type {const} */ ([
  [70, 660],
  [SIDE - 70, 660],
  [SIDE / 2, 44],
]);

/** @param {Mixture} mixture @returns {Place} */
const onCanvas = ([rock = 0, paper = 0, scissors = 0]) => {
  const [r, p, s] = CORNERS;
  return [r[0] * rock + p[0] * paper + s[0] * scissors, r[1] * rock + p[1] * paper + s[1] * scissors];
};

/** What a click in a corner still leaves to the other choices: without any, learning could not find them. */
const LEAST = 0.01;

/** @param {Place} place @returns {number[]} The mixture drawn there, or the nearest inside the triangle. */
export function mixtureAt([x, y]) {
  const [r, p, s] = CORNERS;
  const scissors = (r[1] - y) / (r[1] - s[1]);
  const paper = (x - r[0] - scissors * (s[0] - r[0])) / (p[0] - r[0]);
  const weights = [1 - paper - scissors, paper, scissors].map((weight) => Math.max(LEAST, weight));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => Number((weight / total).toFixed(3)));
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ path: readonly Mixture[], averages: readonly Mixture[], equilibrium: Mixture, stroke: string }} picture
 * @param {Colours} colour
 */
export function drawSimplex(canvas, { path, averages, equilibrium, stroke }, colour) {
  const context = fresh(canvas);
  if (!context) return;
  drawTriangle(context, colour);
  context.strokeStyle = context.fillStyle = colour(stroke);
  context.lineWidth = 2;
  context.lineJoin = "round";
  line(context, path.map(onCanvas));
  const last = path.at(-1);
  if (last) dot(context, onCanvas(last), 11);
  context.strokeStyle = context.fillStyle = colour("ink");
  context.lineWidth = 3;
  context.setLineDash([8, 6]);
  line(context, averages.map(onCanvas));
  context.setLineDash([]);
  const average = averages.at(-1);
  if (average) dot(context, onCanvas(average), 7);
  cross(context, onCanvas(equilibrium), 10);
}

/** @param {CanvasRenderingContext2D} context @param {Colours} colour */
function drawTriangle(context, colour) {
  context.strokeStyle = colour("edge");
  context.lineWidth = 2;
  line(context, [...CORNERS, CORNERS[0]]);
  context.fillStyle = colour("soft");
  context.font = "30px system-ui, sans-serif";
  context.textAlign = "center";
  NAMES.forEach(([x, y], choice) => context.fillText(words.choices[choice] ?? "", x, y));
}
