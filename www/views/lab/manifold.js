// The generator's manifold: what becomes of a grid of latents, each cell of which holds an equal share of all samples. The
// smaller the cell has become, the denser they lie there, and the darker it is.

/** @import { OnGrid } from "../../engine/layers.js" */
/** @import { Place } from "./plane.js" */

/** A cell of the median size, and the limits. */
const [MEDIAN, FAINTEST, DARKEST] = [0.25, 0.04, 0.7];

/**
 * @param {CanvasRenderingContext2D} context
 * @param {OnGrid} grid points, x and y in turn
 * @param {Place} place
 * @param {string} colour
 */
export function drawManifold(context, { side, values }, place, colour) {
  const at = (/** @type {number} */ row, /** @type {number} */ column) => {
    const index = 2 * (row * side + column);
    return place(values[index] ?? 0, values[index + 1] ?? 0);
  };
  const cells = Array.from({ length: (side - 1) ** 2 }, (_, cell) => {
    const [row, column] = [Math.floor(cell / (side - 1)), cell % (side - 1)];
    const corners = [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)];
    return { corners, area: Math.max(areaOf(corners), 1e-3) };
  });
  const areas = cells.map(({ area }) => area).sort((one, other) => one - other);
  const median = areas[areas.length >> 1] ?? 1;
  context.fillStyle = context.strokeStyle = colour;
  context.lineWidth = 1;
  for (const { corners, area } of cells) {
    context.beginPath();
    for (const corner of corners) context.lineTo(...corner);
    context.closePath();
    context.globalAlpha = Math.min(DARKEST, Math.max(FAINTEST, MEDIAN * Math.sqrt(median / area)));
    context.fill();
    context.globalAlpha = MEDIAN;
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** @param {[number, number][]} corners of a cell, one after the other (the shoelace formula) */
function areaOf(corners) {
  const doubled = corners.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = corners[(at + 1) % corners.length] ?? [0, 0];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2;
}
