// Numbers on a grid of the plane, as a shade: none for the lowest, full for the highest.

/** @import { Layers, OnGrid } from "../../engine/layers.js" */

/** How opaque the shade is at most. */
const OPACITY = 0.45;

/** @param {Layers} layers What is to be shaded, if anything, and what no shade and a full one stand for. */
export function shadeOf({ opinion, slope }) {
  if (opinion) return { name: opinion.kind, grid: opinion, scale: scaleOf(opinion, opinion.kind) };
  return slope && { name: "slope", grid: slope, scale: scaleOf(slope, "slope") };
}

/** @param {OnGrid} grid @param {string} name @returns {[number, number]} */
function scaleOf({ values }, name) {
  if (name === "probability") return [0, 1];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return name === "slope" ? [0, high] : [low, high];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {OnGrid} grid
 * @param {[number, number]} scale
 * @param {string} colour
 */
export function drawShade(context, { side, values }, [low, high], colour) {
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
