// A phase portrait: in every point of the plane the direction of one step, and over it the path of play.

import { drawArrow } from "../../core/arrow.js";
import { SIDE, cross, dot, fresh, line } from "./paint.js";

/** @import { Game, Play, Point } from "../dynamics.js" */
/** @import { Colours } from "./paint.js" */
/** @typedef {{ from: Point, by: Point }} Arrow */

/** The picture shows both parameters from minus this to this. */
export const EXTENT = 2;
/** Arrows a row. */
const ARROWS = 17;
const SCALE = SIDE / (2 * EXTENT);

/** @param {Point} point @returns {Point} */
const onCanvas = ([theta, psi]) => [SIDE / 2 + theta * SCALE, SIDE / 2 - psi * SCALE];

/** @param {Point} place @returns {Point} The point of the plane that is drawn there. */
export const inPlane = ([x, y]) => [(x - SIDE / 2) / SCALE, (SIDE / 2 - y) / SCALE];

/**
 * The way of one step, from points all over the picture.
 * @param {Play} play @param {Game} game @param {Point} rates
 * @returns {Arrow[]}
 */
export function arrowsOf(play, { field }, rates) {
  const places = Array.from({ length: ARROWS }, (_, index) => ((index + 0.5) / ARROWS - 0.5) * 2 * EXTENT);
  return places.flatMap((theta) =>
    places.map((psi) => {
      const from = /** @type {const} */ ([theta, psi]);
      const here = field(from);
      // Optimistic play has a past: as if one plain step had led here.
      const before = field([theta - rates[0] * here[0], psi - rates[1] * here[1]]);
      const { point } = play.step(field, { point: from, before }, rates);
      return { from, by: [point[0] - theta, point[1] - psi] };
    }),
  );
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ arrows: Arrow[], path: readonly Point[], equilibrium: Point, axes: readonly [string, string] }} picture
 * @param {Colours} colour
 */
export function drawPortrait(canvas, { arrows, path, equilibrium, axes }, colour) {
  const context = fresh(canvas);
  if (!context) return;
  drawAxes(context, axes, colour);
  drawArrows(context, arrows, colour("edge"));
  context.strokeStyle = colour("ink");
  context.lineWidth = 3;
  cross(context, onCanvas(equilibrium), 8);
  context.strokeStyle = context.fillStyle = colour("accent");
  context.lineJoin = "round";
  line(context, path.map(onCanvas));
  const [first, last] = [path[0], path.at(-1)];
  if (first && last) {
    dot(context, onCanvas(first), 6);
    context.fillStyle = colour("generator");
    dot(context, onCanvas(last), 11);
  }
}

/** @param {CanvasRenderingContext2D} context @param {readonly [string, string]} names @param {Colours} colour */
function drawAxes(context, [across, up], colour) {
  context.strokeStyle = colour("line");
  context.lineWidth = 2;
  line(context, [
    [0, SIDE / 2],
    [SIDE, SIDE / 2],
  ]);
  line(context, [
    [SIDE / 2, 0],
    [SIDE / 2, SIDE],
  ]);
  context.fillStyle = colour("soft");
  context.font = "28px system-ui, sans-serif";
  context.fillText(across, SIDE - 32, SIDE / 2 - 12);
  context.fillText(up, SIDE / 2 + 12, 34);
}

/** @param {CanvasRenderingContext2D} context @param {Arrow[]} arrows @param {string} stroke The longest as long as their distance. */
function drawArrows(context, arrows, stroke) {
  const lengths = arrows.map(({ by }) => Math.hypot(...by));
  const longest = Math.max(...lengths, Number.MIN_VALUE);
  const room = (0.9 * SIDE) / ARROWS;
  context.strokeStyle = stroke;
  context.lineWidth = 2;
  arrows.forEach(({ from, by }, index) => {
    const [x, y] = onCanvas(from);
    // The root keeps the short arrows near the equilibrium in sight.
    const length = room * Math.sqrt((lengths[index] ?? 0) / longest);
    const angle = Math.atan2(-by[1], by[0]);
    const tip = /** @type {const} */ ([x + length * Math.cos(angle), y + length * Math.sin(angle)]);
    drawArrow(context, [x, y], tip, 0.3 * length);
  });
}
