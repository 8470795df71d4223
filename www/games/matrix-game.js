// Zero-sum games given by a matrix of payoffs: what the row player gets, and the column player pays.

/** @typedef {readonly (readonly number[])[]} Payoffs a row for each choice of the first player */
/** @typedef {readonly number[]} Mixture the probability of each choice */

/** The choices are rock, paper and scissors: a win is worth 1. @type {Payoffs} */
export const ROCK_PAPER_SCISSORS = [
  [0, -1, 1],
  [1, 0, -1],
  [-1, 1, 0],
];

/** @param {readonly number[]} a @param {readonly number[]} b */
export const dot = (a, b) => a.reduce((total, value, index) => total + value * (b[index] ?? 0), 0);

/** @param {Payoffs} payoffs @param {Mixture} y What each row is worth against it. */
export const rowWorth = (payoffs, y) => payoffs.map((row) => dot(row, y));

/** @param {Payoffs} payoffs @param {Mixture} x What each column is worth, to its player, against it. */
export const columnWorth = (payoffs, x) =>
  (payoffs[0] ?? []).map(
    (_, column) => -x.reduce((total, p, row) => total + p * (payoffs[row]?.[column] ?? 0), 0),
  );

/** @param {Payoffs} payoffs @param {Mixture} x @param {Mixture} y What the second pays the first on average. */
export const expected = (payoffs, x, y) => dot(x, rowWorth(payoffs, y));

/** @param {readonly number[]} worth @returns {number[]} The choices that are worth most, up to rounding. */
export function bestResponses(worth) {
  const most = Math.max(...worth);
  return worth.flatMap((value, choice) => (value > most - 1e-9 ? [choice] : []));
}

/**
 * What both players together would gain by best responses; 0 at an equilibrium and nowhere else.
 * @param {Payoffs} payoffs @param {Mixture} x @param {Mixture} y
 */
export const exploitability = (payoffs, x, y) =>
  Math.max(...rowWorth(payoffs, y)) + Math.max(...columnWorth(payoffs, x));

/**
 * How much less than the game's value the first player gets against a best response.
 * @param {Payoffs} payoffs @param {Mixture} x @param {number} value
 */
export const exploitabilityOf = (payoffs, x, value) => value + Math.max(...columnWorth(payoffs, x));
