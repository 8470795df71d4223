// The discriminator's surface below points: a shade, and arrows where it pulls generated ones.

/** @import { Surface } from "../../engine/surface.js" */

/** How opaque the shade is at most. */
const OPACITY = 0.45;
/** The longest arrow, as a part of the canvas. */
const LONGEST = 0.1;
/** An arrow's head, in pixels of the canvas. */
const HEAD = 7;

/** @param {Surface} surface @returns {[number, number]} What no shade and a full one stand for. */
export function scaleOf({ opinion, values }) {
  return opinion === "probability" ? [0, 1] : [Math.min(...values), Math.max(...values)];
}

/** @param {CanvasRenderingContext2D} context @param {Surface} surface @param {string} colour */
export function drawShade(context, surface, colour) {
  const { side, values } = surface;
  const [low, high] = scaleOf(surface);
  const small = new OffscreenCanvas(side, side);
  const shade = small.getContext("2d");
  if (!shade) return;
  shade.fillStyle = colour;
  values.forEach((value, index) => {
    shade.globalAlpha = (OPACITY * (value - low)) / Math.max(high - low, 1e-12);
    // The lowest row of the plane is the last of the canvas.
    shade.fillRect(index % side, side - 1 - Math.floor(index / side), 1, 1);
  });
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, context.canvas.width, context.canvas.height);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Surface} surface
 * @param {(x: number, y: number) => [number, number]} place
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
    arrow(context, from, [from[0] + right, from[1] + down]);
  }
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} from @param {[number, number]} to */
function arrow(context, from, to) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  for (const side of [-0.5, 0.5]) {
    context.moveTo(...to);
    context.lineTo(to[0] - HEAD * Math.cos(angle + side), to[1] - HEAD * Math.sin(angle + side));
  }
  context.stroke();
}
