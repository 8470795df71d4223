// A square made smaller, as the recipe's `bilinear` says: straight lines between pixels, wide enough that none is left
// out. Browsers' own ways differ, and leave some out at small factors.

/**
 * For each new pixel, the first old one under its filter and the weights from there on.
 * @param {number} from pixels of a side
 * @param {number} to
 */
function filters(from, to) {
  const scale = from / to;
  const reach = Math.max(scale, 1);
  return Array.from({ length: to }, (_, place) => {
    const middle = (place + 0.5) * scale;
    const first = Math.max(0, Math.floor(middle - reach + 0.5));
    const end = Math.min(from, Math.floor(middle + reach + 0.5));
    const weights = Array.from({ length: end - first }, (_, at) =>
      Math.max(0, 1 - Math.abs(first + at + 0.5 - middle) / reach),
    );
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: weights.map((weight) => weight / all) };
  });
}

/**
 * @param {ArrayLike<number>} pixels of a square, four numbers each
 * @param {number} from its side
 * @param {number} to the new side
 */
export function resized(pixels, from, to) {
  const along = filters(from, to);
  const rows = new Float32Array(4 * from * to);
  blend(pixels, rows, along, { lines: from, step: 4, across: 4 * from, into: 4, intoAcross: 4 * to });
  const square = new Uint8ClampedArray(4 * to * to);
  blend(rows, square, along, { lines: to, step: 4 * to, across: 4, into: 4 * to, intoAcross: 4 });
  return square;
}

/**
 * Along one direction, line by line.
 * @param {ArrayLike<number>} source
 * @param {Float32Array | Uint8ClampedArray} target
 * @param {ReturnType<typeof filters>} along
 * @param {{ lines: number, step: number, across: number, into: number, intoAcross: number }} layout how far it is from
 *   one pixel of a line to the next, and from one line to the next, in both
 */
function blend(source, target, along, { lines, step, across, into, intoAcross }) {
  for (let line = 0; line < lines; line++) {
    along.forEach(({ first, weights }, place) => {
      const start = line * across + first * step;
      for (let channel = 0; channel < 4; channel++) {
        let sum = 0;
        for (let at = 0; at < weights.length; at++) {
          sum += (weights[at] ?? 0) * (source[start + at * step + channel] ?? 0);
        }
        target[line * intoAcross + place * into + channel] = sum;
      }
    });
  }
}
