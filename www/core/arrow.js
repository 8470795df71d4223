// An arrow on a canvas, in the colour and width of the context's lines.

/** How far each side of a head is turned from the shaft, in radians. */
const SPREAD = 0.5;

/** @typedef {readonly [number, number]} Place on the canvas */

/** @param {CanvasRenderingContext2D} context @param {Place} from @param {Place} to @param {number} head its length in pixels */
export function drawArrow(context, from, to, head) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  for (const turn of [-SPREAD, SPREAD]) {
    context.moveTo(...to);
    context.lineTo(to[0] - head * Math.cos(angle + turn), to[1] - head * Math.sin(angle + turn));
  }
  context.stroke();
}
