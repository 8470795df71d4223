// The computer that plays rock, paper, scissors against a person: it counts the person's choices and answers the
// mixture that they make, which is fictitious play (Brown 1951).

import { ROCK_PAPER_SCISSORS, bestResponses, columnWorth } from "./matrix-game.js";

/** @import { Mixture } from "./matrix-game.js" */

/** @param {readonly number[]} counts @returns {Mixture | undefined} Nothing before the first choice. */
export function mixtureOf(counts) {
  const total = counts.reduce((a, b) => a + b, 0);
  return total === 0 ? undefined : counts.map((count) => count / total);
}

/**
 * @param {readonly number[]} counts how often the person chose each
 * @param {() => number} random from 0 to 1, which decides among equally good choices
 */
export function answer(counts, random) {
  const worth = columnWorth(ROCK_PAPER_SCISSORS, mixtureOf(counts) ?? [0, 0, 0]);
  const best = bestResponses(worth);
  return best[Math.floor(random() * best.length)] ?? 0;
}
