// The part of the plane that is shown of points: a square around the real ones.

/** Room around the real points, as a part of their extent. */
const MARGIN = 0.2;

/** @typedef {{ middle: [number, number], half: number }} Square half a side long from its middle */

/** @param {Float32Array} points x, y, x, y ... @returns {Square} */
export function squareAround(points) {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  points.forEach((value, index) => {
    low[index % 2] = Math.min(low[index % 2] ?? value, value);
    high[index % 2] = Math.max(high[index % 2] ?? value, value);
  });
  const [left = -1, bottom = -1] = low;
  const [right = 1, top = 1] = high;
  const extent = Math.max(right - left, top - bottom, 1e-6);
  return { middle: [(left + right) / 2, (bottom + top) / 2], half: (extent * (1 + 2 * MARGIN)) / 2 };
}
