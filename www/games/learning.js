// How two players learn a matrix game: four kinds of multiplicative weights, and best responses to the past.
//
// Multiplicative weights are gradient play on the simplex: a choice's probability grows by exp(step size x worth)
// (Freund & Schapire 1999). The four differ as gradient play does in dynamics.js.

import { bestResponses, columnWorth, rowWorth } from "./matrix-game.js";

/** @import { Mixture, Payoffs } from "./matrix-game.js" */
/** @typedef {{ x: readonly number[], y: readonly number[] }} Both something of either player */

/**
 * @typedef {object} Standing
 * @property {Both} now the mixtures that are played
 * @property {Both} averages the mean of all mixtures so far, the start counted
 * @property {Both} logs logarithms of the mixtures, up to a constant: a mixture itself may round to 0
 * @property {Both} [before] what each choice was worth in the round before
 * @property {number} rounds
 */

/** @typedef {{ x: number, y: number }} Rates */

/** @param {Both} start @returns {Standing} */
export const begin = (start) => ({
  now: start,
  averages: start,
  logs: { x: start.x.map(Math.log), y: start.y.map(Math.log) },
  rounds: 0,
});

/** @param {readonly number[]} logs @returns {Mixture} */
function softmax(logs) {
  const most = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - most));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / total);
}

/** @param {readonly number[]} logs @param {number} rate @param {readonly number[]} worth Kept near zero, where digits are. */
function raised(logs, rate, worth) {
  const next = logs.map((log, choice) => log + rate * (worth[choice] ?? 0));
  const most = Math.max(...next);
  return next.map((log) => log - most);
}

/** @param {Payoffs} payoffs @param {Both} mixtures @returns {Both} */
const worth = (payoffs, { x, y }) => ({ x: rowWorth(payoffs, y), y: columnWorth(payoffs, x) });

/** @param {Both} logs @param {Rates} rates @param {Both} by @returns {Both} */
const both = (logs, rates, by) => ({ x: raised(logs.x, rates.x, by.x), y: raised(logs.y, rates.y, by.y) });

/** @param {Both} logs @returns {Both} */
const mixtures = ({ x, y }) => ({ x: softmax(x), y: softmax(y) });

/** @param {readonly number[]} here @param {readonly number[] | undefined} before */
const foreseen = (here, before) => here.map((value, choice) => 2 * value - (before?.[choice] ?? value));

/** @type {Record<string, (payoffs: Payoffs, standing: Standing, rates: Rates) => Both>} New logarithms. */
const WEIGHTS = {
  /** Both learn from the same round. Bailey & Piliouras 2018: it moves to the edge. */
  simultaneous: (payoffs, { now, logs }, rates) => both(logs, rates, worth(payoffs, now)),
  /** The first player moves, the second answers. Bailey, Gidel & Piliouras 2020: it stays bounded. */
  alternating(payoffs, { now, logs }, rates) {
    const x = raised(logs.x, rates.x, rowWorth(payoffs, now.y));
    return { x, y: raised(logs.y, rates.y, columnWorth(payoffs, softmax(x))) };
  },
  /** Daskalakis & Panageas 2019, arXiv:1807.04252: it converges. */
  optimistic(payoffs, { now, logs, before }, rates) {
    const here = worth(payoffs, now);
    return both(logs, rates, { x: foreseen(here.x, before?.x), y: foreseen(here.y, before?.y) });
  },
  /** Nemirovski 2004, the mirror-prox method: it converges. */
  extragradient(payoffs, { now, logs }, rates) {
    const ahead = mixtures(both(logs, rates, worth(payoffs, now)));
    return both(logs, rates, worth(payoffs, ahead));
  },
};

/** @param {readonly number[]} worth @returns {Mixture} All on the first of the best choices. */
function pure(worth) {
  const [best] = bestResponses(worth);
  return worth.map((_, choice) => (choice === best ? 1 : 0));
}

/** Fictitious play: a best response to the other's average. Brown 1951; its averages converge (Robinson 1951). */
const FICTITIOUS = "best_response";

export const LEARNERS = [...Object.keys(WEIGHTS), FICTITIOUS];

/** @param {string} learner @param {Payoffs} payoffs @param {Standing} standing @param {Rates} rates @returns {Standing} */
export function learn(learner, payoffs, standing, rates) {
  const logs = WEIGHTS[learner]?.(payoffs, standing, rates);
  const answers = worth(payoffs, standing.averages);
  const now = logs ? mixtures(logs) : { x: pure(answers.x), y: pure(answers.y) };
  const rounds = standing.rounds + 1;
  /** @param {readonly number[]} average @param {readonly number[]} latest */
  const mean = (average, latest) =>
    average.map((value, choice) => value + ((latest[choice] ?? 0) - value) / (rounds + 1));
  return {
    now,
    averages: { x: mean(standing.averages.x, now.x), y: mean(standing.averages.y, now.y) },
    logs: logs ?? standing.logs,
    before: worth(payoffs, standing.now),
    rounds,
  };
}
