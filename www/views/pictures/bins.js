// Scores counted in bins of equal width, and drawn as two heaps.

/** @import { Opinions } from "../../engine/opinions.js" */

/** How many bins there are. */
export const BINS = 20;

/**
 * How many of each lie in each bin between the ends.
 * @typedef {{ least: number, most: number, real: number[], generated: number[] }} Bins
 */

/** @param {Opinions} opinions @param {string} opinion Probabilities go from 0 to 1, others as far as they lie. @returns {Bins} */
export function binned({ real, generated }, opinion) {
  const all = [...real, ...generated];
  const [least, most] = opinion === "probability" ? [0, 1] : [Math.min(...all), Math.max(...all)];
  const width = Math.max(most - least, 1e-6) / BINS;
  const counted = (/** @type {Float32Array} */ scores) => {
    const bins = Array.from({ length: BINS }, () => 0);
    for (const score of scores) {
      const at = Math.min(BINS - 1, Math.max(0, Math.floor((score - least) / width)));
      bins[at] = (bins[at] ?? 0) + 1;
    }
    return bins;
  };
  return { least, most: least + BINS * width, real: counted(real), generated: counted(generated) };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Bins} bins
 * @param {{ real: string, generated: string, soft: string }} colours
 * @param {number} marked the bin whose values are read
 */
export function drawBins(canvas, { real, generated }, colours, marked) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  const across = width / BINS;
  context.fillStyle = colours.soft;
  context.globalAlpha = 0.15;
  context.fillRect(marked * across, 0, across, height);
  const shares = [sharesOf(real), sharesOf(generated)];
  const most = Math.max(...shares.flat(), 1e-6);
  heap(context, shares[0] ?? [], most, colours.real, true);
  heap(context, shares[1] ?? [], most, colours.generated, false);
}

/**
 * A heap as shares of its own samples, filled or as an outline: told apart without colours, too.
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} shares
 * @param {number} most the largest share of both heaps
 * @param {string} colour
 * @param {boolean} filled
 */
function heap(context, shares, most, colour, filled) {
  const { width, height } = context.canvas;
  const across = width / shares.length;
  const top = (/** @type {number} */ share) => height - 2 - ((height - 8) * share) / most;
  context.beginPath();
  context.moveTo(0, height);
  shares.forEach((share, at) => {
    context.lineTo(at * across, top(share));
    context.lineTo((at + 1) * across, top(share));
  });
  context.lineTo(width, height);
  context.globalAlpha = filled ? 0.4 : 1;
  context.fillStyle = context.strokeStyle = colour;
  context.lineWidth = 3;
  if (filled) context.fill();
  else context.stroke();
  context.globalAlpha = 1;
}

/** @param {number[]} counts */
function sharesOf(counts) {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / Math.max(all, 1));
}
