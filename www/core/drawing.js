// A drawing as the recipe writes it: places on a square of 64 x 64, a letter for the column and one for the row.

/** URL-safe Base64's (RFC 4648, section 5). */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Places along a side of the square. */
export const SIDE = LETTERS.length;

/**
 * A column and a row, from 0; rows grow upwards.
 * @typedef {readonly [number, number]} Cell
 */

/** @param {Cell[]} cells */
export const encode = (cells) =>
  cells
    .flat()
    .map((number) => LETTERS[number])
    .join("");

/** @param {string} text @returns {Cell[]} */
export function decode(text) {
  const numbers = [...text].map((letter) => LETTERS.indexOf(letter));
  return Array.from({ length: numbers.length >> 1 }, (_, at) => [
    numbers[2 * at] ?? 0,
    numbers[2 * at + 1] ?? 0,
  ]);
}

/** @param {Cell} from @param {Cell} to @returns {Cell[]} The cells on the way, without the first and with the last. */
export function between(from, to) {
  const steps = Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1]));
  return Array.from({ length: steps }, (_, at) => {
    const share = (at + 1) / steps;
    return [Math.round(from[0] + share * (to[0] - from[0])), Math.round(from[1] + share * (to[1] - from[1]))];
  });
}
