// The mixed equilibria of a small zero-sum game, by trying every square part of its matrix.
//
// Shapley & Snow 1950: every extreme equilibrium belongs to a square part B of the payoffs, the rows and columns that
// may be chosen, with x = 1' adj(B) / t, y = adj(B) 1 / t and the value det(B) / t, where t = 1' adj(B) 1.

import { exploitability, expected } from "./matrix-game.js";

/** @import { Mixture, Payoffs } from "./matrix-game.js" */
/** @typedef {{ x: Mixture, y: Mixture }} Equilibrium */

const ROUNDING = 1e-9;

/** @param {Payoffs} matrix @returns {number} By its first row. */
function determinant(matrix) {
  const [first = [], ...rest] = matrix;
  if (rest.length === 0) return first[0] ?? 1;
  return first.reduce((total, value, column) => {
    const minor = rest.map((row) => row.filter((_, index) => index !== column));
    return total + (column % 2 ? -value : value) * determinant(minor);
  }, 0);
}

/** @param {Payoffs} matrix @param {number} row @param {number} column */
function cofactor(matrix, row, column) {
  const others = matrix.filter((_, index) => index !== row);
  const minor = others.map((line) => line.filter((_, index) => index !== column));
  return ((row + column) % 2 ? -1 : 1) * (minor.length === 0 ? 1 : determinant(minor));
}

/** @param {number} count @returns {number[][]} Every set of choices but the empty one. */
function supports(count) {
  const sets = Array.from({ length: 2 ** count }, (_, bits) => bits).slice(1);
  return sets.map((bits) =>
    Array.from({ length: count }, (_, choice) => choice).filter((choice) => bits & (1 << choice)),
  );
}

/** @param {number[]} weights @param {number[]} support @param {number} count @returns {Mixture} */
function mixture(weights, support, count) {
  const total = weights.reduce((a, b) => a + b, 0);
  return Array.from({ length: count }, (_, choice) => {
    const at = support.indexOf(choice);
    return at < 0 ? 0 : (weights[at] ?? 0) / total;
  });
}

/** @param {Mixture} a @param {Mixture} b */
const same = (a, b) => a.every((value, index) => Math.abs(value - (b[index] ?? 0)) < ROUNDING);

/** @param {Payoffs} payoffs @returns {{ value: number, all: Equilibrium[] }} The extreme equilibria, at least one. */
export function equilibria(payoffs) {
  const [rowCount, columnCount] = [payoffs.length, payoffs[0]?.length ?? 0];
  /** @type {Equilibrium[]} */
  const all = [];
  for (const rows of supports(rowCount)) {
    for (const columns of supports(columnCount).filter(({ length }) => length === rows.length)) {
      const part = rows.map((row) => columns.map((column) => payoffs[row]?.[column] ?? 0));
      const cofactors = part.map((line, row) => line.map((_, column) => cofactor(part, row, column)));
      const rowWeights = cofactors.map((line) => line.reduce((a, b) => a + b, 0));
      const columnWeights = columns.map((_, column) =>
        cofactors.reduce((total, line) => total + (line[column] ?? 0), 0),
      );
      // Without a total the part decides nothing.
      if (Math.abs(rowWeights.reduce((a, b) => a + b, 0)) < ROUNDING) continue;
      const x = mixture(rowWeights, rows, rowCount);
      const y = mixture(columnWeights, columns, columnCount);
      const possible = [...x, ...y].every((probability) => probability > -ROUNDING);
      const known = all.some((other) => same(other.x, x) && same(other.y, y));
      if (possible && !known && exploitability(payoffs, x, y) < ROUNDING) all.push({ x, y });
    }
  }
  const [first] = all;
  if (!first) throw new Error("every finite zero-sum game has an equilibrium (von Neumann 1928)");
  return { value: expected(payoffs, first.x, first.y), all };
}
