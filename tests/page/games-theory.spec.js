// The closed forms behind the games page, on its modules alone: no page is opened.

import { expect, test } from "@playwright/test";
import { bilinear } from "../../www/games/bilinear.js";
import { modulus } from "../../www/games/complex.js";
import { dirac } from "../../www/games/dirac.js";
import { PLAYS } from "../../www/games/dynamics.js";
import { eigenvalues, verdict } from "../../www/games/eigenvalues.js";
import { equilibria } from "../../www/games/equilibria.js";
import { begin, learn } from "../../www/games/learning.js";
import {
  ROCK_PAPER_SCISSORS,
  columnWorth,
  exploitability,
  exploitabilityOf,
} from "../../www/games/matrix-game.js";
import { answer, mixtureOf } from "../../www/games/opponent.js";

/** @import { Game, Play, Point, Position } from "../../www/games/dynamics.js" */
/** @import { Mixture } from "../../www/games/matrix-game.js" */

/** @param {Play} play @param {Game} game @param {{ rates: Point, from: Point, steps: number }} options */
function distances(play, game, { rates, from, steps }) {
  /** @type {Position} */
  let position = { point: from };
  return Array.from({ length: steps }, () => {
    position = play.step(game.field, position, rates);
    return Math.hypot(...position.point);
  });
}

/** @param {Play} play @param {Game} game @param {Point} rates */
const radius = (play, game, rates) => verdict(play.eigenvalues(game.jacobian, rates)).radius;

/**
 * The modulus of the largest eigenvalue where the field is linear, by step size.
 * @type {Record<keyof typeof PLAYS, (eta: number) => number>}
 */
const BILINEAR = {
  simultaneous: (eta) => Math.sqrt(1 + eta ** 2),
  alternating: () => 1,
  optimistic: (eta) => Math.sqrt((1 + Math.sqrt(1 - 4 * eta ** 2)) / 2),
  extragradient: (eta) => Math.sqrt(1 - eta ** 2 + eta ** 4),
};

for (const [name, closed] of Object.entries(BILINEAR)) {
  const play = PLAYS[/** @type {keyof typeof PLAYS} */ (name)];
  test(`${name} play of the bilinear game has its closed form's eigenvalues and takes its steps`, () => {
    for (const eta of [0.05, 0.2, 0.45]) {
      expect(radius(play, bilinear, [eta, eta])).toBeCloseTo(closed(eta), 12);
      const path = distances(play, bilinear, { rates: [eta, eta], from: [1, 0], steps: 4000 });
      // Over many turns, since the distance need not change evenly within one.
      const rate = ((path[3999] ?? NaN) / (path[1999] ?? NaN)) ** (1 / 2000);
      expect(rate).toBeCloseTo(closed(eta), 3);
    }
  });
}

test("simultaneous play grows by the same factor at every step", () => {
  const path = distances(PLAYS.simultaneous, bilinear, { rates: [0.2, 0.2], from: [1, 0], steps: 50 });
  path.forEach((distance, index) => expect(distance).toBeCloseTo(Math.sqrt(1.04) ** (index + 1), 9));
});

test("alternating play stays bounded, with both eigenvalues on the unit circle, up to a step of two", () => {
  const path = distances(PLAYS.alternating, bilinear, { rates: [0.5, 0.5], from: [1, 0], steps: 20_000 });
  expect(Math.max(...path)).toBeLessThan(1.5);
  for (const eta of [0.1, 1, 1.9]) {
    for (const value of PLAYS.alternating.eigenvalues(bilinear.jacobian, [eta, eta])) {
      expect(modulus(value)).toBeCloseTo(1, 12);
    }
  }
  expect(radius(PLAYS.alternating, bilinear, [2.1, 2.1])).toBeGreaterThan(1);
});

test("optimistic play converges below a step of one over root three, extragradient below one", () => {
  expect(radius(PLAYS.optimistic, bilinear, [0.577, 0.577])).toBeLessThan(1);
  expect(radius(PLAYS.optimistic, bilinear, [0.578, 0.578])).toBeGreaterThan(1);
  expect(radius(PLAYS.extragradient, bilinear, [0.99, 0.99])).toBeLessThan(1);
  expect(radius(PLAYS.extragradient, bilinear, [1.01, 1.01])).toBeGreaterThan(1);
});

test("two learning rates act on the bilinear game by their product alone", () => {
  for (const play of Object.values(PLAYS)) {
    expect(radius(play, bilinear, [0.1, 0.4])).toBeCloseTo(radius(play, bilinear, [0.2, 0.2]), 12);
  }
});

/** @param {Game} game @param {Point} point Its Jacobian by central differences. */
function differences({ field }, point) {
  const h = 1e-4;
  /** @param {Point} by @returns {Point} */
  const slope = ([a, b]) => {
    const [ahead, behind] = [
      field([point[0] + h * a, point[1] + h * b]),
      field([point[0] - h * a, point[1] - h * b]),
    ];
    return [(ahead[0] - behind[0]) / (2 * h), (ahead[1] - behind[1]) / (2 * h)];
  };
  const [byTheta, byPsi] = [slope([1, 0]), slope([0, 1])];
  return [byTheta[0], byPsi[0], byTheta[1], byPsi[1]];
}

const plain = { r1: 0, noise: 0 };

test("the Jacobians are the fields' derivatives at the equilibrium", () => {
  for (const game of [
    bilinear,
    dirac({ loss: "wasserstein", r1: 0.7, noise: 1.1 }),
    dirac({ loss: "non_saturating", r1: 0, noise: 0 }),
    dirac({ loss: "non_saturating", r1: 0.7, noise: 1.1 }),
  ]) {
    expect(game.field(game.equilibrium).every((value) => Math.abs(value) < 1e-12)).toBe(true);
    const measured = differences(game, game.equilibrium);
    game.jacobian.flat().forEach((value, index) => expect(measured[index]).toBeCloseTo(value, 6));
  }
});

for (const [loss, slope, bend] of /** @type {const} */ ([
  ["non_saturating", 1 / 2, -1 / 4],
  ["wasserstein", 1, 0],
])) {
  test(`the Dirac-GAN's eigenvalues are the paper's: ${loss}`, () => {
    // Mescheder et al. 2018: plus and minus i f'(0), without a real part.
    for (const { re, im } of eigenvalues(dirac({ loss, ...plain }).jacobian)) {
      expect(re).toBeCloseTo(0, 12);
      expect(Math.abs(im)).toBeCloseTo(slope, 12);
    }
    // With R1: -gamma / 2 and a root of gamma^2 / 4 - f'(0)^2, real or imaginary.
    for (const gamma of [0.3, 1, 2.5]) {
      const off = gamma ** 2 / 4 - slope ** 2;
      const [first, second] = eigenvalues(dirac({ loss, r1: gamma, noise: 0 }).jacobian);
      expect(first?.re).toBeCloseTo(-gamma / 2 + Math.sqrt(Math.max(0, off)), 9);
      expect(second?.re).toBeCloseTo(-gamma / 2 - Math.sqrt(Math.max(0, off)), 9);
      expect(Math.abs(first?.im ?? NaN)).toBeCloseTo(Math.sqrt(Math.max(0, -off)), 9);
    }
    // With instance noise: f''(0) sigma^2 and a root of f''(0)^2 sigma^4 - f'(0)^2.
    for (const sigma of [0.5, 1, 1.3]) {
      const middle = bend * sigma ** 2;
      const [first] = eigenvalues(dirac({ loss, r1: 0, noise: sigma }).jacobian);
      expect(first?.re).toBeCloseTo(middle, 9);
      expect(first?.im).toBeCloseTo(Math.sqrt(slope ** 2 - middle ** 2), 9);
    }
  });
}

test("near the equilibrium every play of the Dirac-GAN contracts as its eigenvalues say", () => {
  const game = dirac({ loss: "non_saturating", r1: 0.4, noise: 0.5 });
  for (const play of Object.values(PLAYS)) {
    const path = distances(play, game, { rates: [0.2, 0.3], from: [0.01, 0], steps: 250 });
    const rate = ((path[249] ?? NaN) / (path[49] ?? NaN)) ** (1 / 200);
    expect(rate).toBeCloseTo(radius(play, game, [0.2, 0.3]), 2);
    expect(rate).toBeLessThan(1);
  }
});

test("without a penalty the Dirac-GAN does not come to rest in simultaneous play; with R1 or noise it does", () => {
  /** @param {Game} game */
  const end = (game) =>
    distances(PLAYS.simultaneous, game, { rates: [0.2, 0.2], from: [1, 0], steps: 4000 }).at(-1);
  // The pull of the non-saturating loss and the outward drift of the steps balance on a ring.
  expect(end(dirac({ loss: "non_saturating", ...plain }))).toBeGreaterThan(0.5);
  expect(end(dirac({ loss: "wasserstein", ...plain }))).toBeGreaterThan(1e3);
  expect(end(dirac({ loss: "non_saturating", r1: 0.5, noise: 0 }))).toBeLessThan(1e-6);
  expect(end(dirac({ loss: "wasserstein", r1: 0.5, noise: 0 }))).toBeLessThan(1e-6);
  expect(end(dirac({ loss: "non_saturating", r1: 0, noise: 1 }))).toBeLessThan(1e-6);
  expect(end(dirac({ loss: "wasserstein", r1: 0, noise: 1 }))).toBeGreaterThan(1e3);
});

const THIRDS = [1 / 3, 1 / 3, 1 / 3];

/** @param {readonly number[] | undefined} actual @param {readonly number[]} wanted */
function close(actual, wanted) {
  wanted.forEach((value, index) => expect(actual?.[index]).toBeCloseTo(value, 9));
}

test("rock, paper, scissors has one equilibrium, a third of each, and the value nothing", () => {
  const { value, all } = equilibria(ROCK_PAPER_SCISSORS);
  expect(all).toHaveLength(1);
  close(all[0]?.x, THIRDS);
  close(all[0]?.y, THIRDS);
  expect(value).toBeCloseTo(0, 12);
  expect(exploitability(ROCK_PAPER_SCISSORS, THIRDS, THIRDS)).toBeCloseTo(0, 12);
});

test("other games have the equilibria and values of the textbooks", () => {
  // Rock wins two: the mixture of a skew matrix is its other entries, (1, 2, 1) / 4.
  const double = equilibria([
    [0, -1, 2],
    [1, 0, -1],
    [-2, 1, 0],
  ]);
  close(double.all[0]?.x, [1 / 4, 1 / 2, 1 / 4]);
  expect(double.value).toBeCloseTo(0, 12);
  // A saddle point: neither player mixes.
  const saddle = equilibria([
    [3, 1, 2],
    [0, -1, 5],
    [1, 0, 1],
  ]);
  expect(saddle).toEqual({ value: 1, all: [{ x: [1, 0, 0], y: [0, 1, 0] }] });
  // [[3, -1], [-2, 1]] and a third row and column that are worse: x = (3, 4) / 7, y = (2, 5) / 7, value 1/7.
  const two = equilibria([
    [3, -1, 4],
    [-2, 1, 4],
    [-3, -2, 4],
  ]);
  close(two.all[0]?.x, [3 / 7, 4 / 7, 0]);
  close(two.all[0]?.y, [2 / 7, 5 / 7, 0]);
  expect(two.value).toBeCloseTo(1 / 7, 12);
  // However little is at stake, down to the thousandths that the page takes.
  const small = equilibria(ROCK_PAPER_SCISSORS.map((row) => row.map((value) => value / 1000)));
  close(small.all[0]?.x, THIRDS);
  // Where nothing is at stake, every pair of choices is an equilibrium.
  expect(equilibria([0, 1, 2].map(() => [0, 0, 0])).all).toHaveLength(9);
});

test("every matrix of random payoffs has an equilibrium that no best response beats", () => {
  let state = 1;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 300; round++) {
    const payoffs = [0, 1, 2].map(() => [0, 1, 2].map(() => Math.round(18 * random()) - 9));
    for (const { x, y } of equilibria(payoffs).all) {
      expect(exploitability(payoffs, x, y)).toBeCloseTo(0, 8);
      for (const mixture of [x, y]) expect(mixture.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
    }
  }
});

test("exploitability is what best responses gain", () => {
  expect(exploitabilityOf(ROCK_PAPER_SCISSORS, [1, 0, 0], 0)).toBe(1);
  // Half rock, half paper: paper draws with paper and beats rock.
  expect(exploitabilityOf(ROCK_PAPER_SCISSORS, [0.5, 0.5, 0], 0)).toBe(0.5);
  expect(exploitability(ROCK_PAPER_SCISSORS, [1, 0, 0], [0, 0, 1])).toBe(2);
  expect(Math.max(...columnWorth(ROCK_PAPER_SCISSORS, [0.4, 0.3, 0.3]))).toBeCloseTo(0.1, 12);
});

/** @param {string} learner @param {number} rounds */
function learned(learner, rounds) {
  let standing = begin({ x: [0.5, 0.3, 0.2], y: [0.2, 0.3, 0.5] });
  const before = exploitability(ROCK_PAPER_SCISSORS, standing.now.x, standing.now.y);
  for (let round = 0; round < rounds; round++) {
    standing = learn(learner, ROCK_PAPER_SCISSORS, standing, { x: 0.2, y: 0.2 });
  }
  /** @param {{ x: Mixture, y: Mixture }} mixtures */
  const of = ({ x, y }) => exploitability(ROCK_PAPER_SCISSORS, x, y);
  return { before, now: of(standing.now), averages: of(standing.averages) };
}

test("learning rock, paper, scissors goes out, round or in by how it is played, and the averages go in", () => {
  const ends = Object.fromEntries(
    [...Object.keys(PLAYS), "best_response"].map((learner) => [learner, learned(learner, 5000)]),
  );
  expect(ends.simultaneous?.now).toBeGreaterThan(1.5);
  expect(ends.alternating?.now).toBeGreaterThan(0.3);
  expect(ends.alternating?.now).toBeLessThan(0.7);
  expect(ends.optimistic?.now).toBeLessThan(1e-6);
  expect(ends.extragradient?.now).toBeLessThan(1e-6);
  // A pure choice is always open to its answer.
  expect(ends.best_response?.now).toBeGreaterThan(0.9);
  for (const { before, averages } of Object.values(ends)) expect(averages).toBeLessThan(before / 5);
});

test("the computer answers the mixture so far with a best response", () => {
  expect(mixtureOf([0, 0, 0])).toBeUndefined();
  expect(mixtureOf([2, 1, 1])).toEqual([0.5, 0.25, 0.25]);
  // Before the first choice all three are as good; chance decides.
  expect([0, 0.4, 0.9].map((chance) => answer([0, 0, 0], () => chance))).toEqual([0, 1, 2]);
  expect(answer([3, 1, 1], Math.random)).toBe(1);
  expect(answer([1, 3, 1], Math.random)).toBe(2);
  expect(answer([1, 1, 3], Math.random)).toBe(0);
});
