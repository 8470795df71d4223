// The words of the games page, which loads them with itself. Its explanations are the texts in this folder.

import { written } from "../../../core/numbers.js";
import { fields } from "./fields.js";

/** @import { Complex } from "../../../games/complex.js" */
/** @import { Verdict } from "../../../games/eigenvalues.js" */

/** @type {Record<string, string>} With their formulas typeset at build time. */
const texts = import.meta.glob("./*.md", { import: "default", eager: true });

/** @param {Complex} z */
function complex({ re, im }) {
  if (Math.abs(im) < 5e-4) return written(re);
  if (Math.abs(re) < 5e-4) return `${written(im)}i`;
  return `${written(re)} ${im < 0 ? "−" : "+"} ${written(Math.abs(im))}i`;
}

/** @param {readonly number[]} mixture */
const mixed = (mixture) =>
  mixture.map((part, choice) => `${words.choices[choice]} ${(100 * part).toFixed(1)} %`).join(", ");

const MOVES = {
  in: { turns: "play spirals in", straight: "play converges without turning" },
  around: { turns: "play circles, neither in nor out", straight: "play keeps its distance" },
  out: { turns: "play spirals out", straight: "play moves away" },
};

const CIRCLE = { in: "inside the unit circle", around: "on the unit circle", out: "outside the unit circle" };

export const words = {
  fields,
  /** @param {string} name of an explanation */
  html: (name) => texts[`./${name}.md`] ?? "",

  title: "Games",
  titles: {
    against: "Play against the computer",
    learning: "Rock, paper, scissors",
    bilinear: "The bilinear game",
    dirac: "The Dirac-GAN",
  },
  play: "Play",
  pause: "Pause",
  step: "One step",
  restart: "Restart",
  speed: "Speed",
  speeds: { slow: "Slow", normal: "Normal", fast: "Fast" },
  playing: "Playing.",
  choices: ["Rock", "Paper", "Scissors"],

  axes: /** @type {const} */ (["θ", "ψ"]),
  positionNames: { step: "Step", theta: "θ", psi: "ψ", distance: "Distance" },
  portraitHelp: "Arrows: one step from there. Cross: the equilibrium. Click to start elsewhere.",
  distanceTitle: "To the equilibrium",
  distanceMeasure: {
    name: "Distance",
    help: "The length of the line from the point to the equilibrium.",
    colour: "accent",
    dash: [],
  },
  spectrum: "Eigenvalues in the complex plane",
  stepEigenvalues: "Eigenvalues of one step",
  /** @param {Complex} value @param {number} size */
  eigenvalue: (value, size) => `${complex(value)}, modulus ${size.toFixed(4)}`,
  /** @param {Complex[]} values */
  fieldEigenvalues: (values) =>
    `Of the gradient field at the equilibrium: ${values.map(complex).join(" and ")}.`,
  /** @param {Verdict} verdict */
  verdict: ({ radius, moves, turns }) =>
    `The largest modulus, ${radius.toFixed(4)}, is ${CIRCLE[moves]}: near the equilibrium ${MOVES[moves][turns ? "turns" : "straight"]}.`,
  /** @param {{ steps: number[], position: { point: readonly [number, number] }, distances: number[], goesOn: boolean }} run */
  standing({ steps, position: { point }, distances, goesOn }) {
    const [theta, psi] = point;
    const end = goesOn ? "" : " The run has ended.";
    return `Step ${steps.length - 1}: θ ${written(theta)}, ψ ${written(psi)}, distance ${written(distances.at(-1) ?? NaN)}.${end}`;
  },

  firstPlayer: "First player",
  secondPlayer: "Second player",
  payoffs: "What the first player wins",
  starts: "Starting mixtures",
  /** Rows of the table of mixtures. */
  mixtures: "Mixtures of both players",
  mixtureRows: [
    "First, now",
    "First, average",
    "First, equilibrium",
    "Second, now",
    "Second, average",
    "Second, equilibrium",
  ],
  simplexHelp:
    "Line: the mixture from round to round. Dashed: its average. Cross: an equilibrium. Click to start elsewhere.",
  learningNames: {
    round: "Round",
    payoff: "First player wins",
    value: "Value of the game",
    exploitability: "Exploitability now",
    averageExploitability: "Of the averages",
  },
  exploitabilityTitle: "Exploitability",
  exploitabilityMeasures: [
    {
      name: "Now",
      help: "What both players would gain by best responses to the mixtures of this round.",
      colour: "generator",
      dash: [],
    },
    {
      name: "Averages",
      help: "The same for the averages of all rounds.",
      colour: "discriminator",
      dash: [8, 5],
    },
  ],
  several: "This game has more than one equilibrium; one is shown. All have the same value.",
  single: "This game has one equilibrium.",
  /** @param {string} player @param {readonly number[]} now @param {readonly number[]} [average] */
  simplex: (player, now, average) =>
    `${player}: ${mixed(now)}${average ? `; on average ${mixed(average)}` : ""}`,
  /** @param {{ rounds: number, exploitability: number, averageExploitability: number, goesOn: boolean }} run */
  learned: ({ rounds, exploitability, averageExploitability, goesOn }) =>
    `Round ${rounds}: exploitability ${written(exploitability)}, of the averages ${written(averageExploitability)}.${goesOn ? "" : " The run has ended."}`,

  yourMixture: "Your mixture",
  againstRows: ["You", "Computer", "Equilibrium"],
  againstNames: {
    rounds: "Rounds",
    won: "Won",
    drawn: "Drawn",
    lost: "Lost",
    score: "Your score a round",
    exploitability: "Exploitability of your mixture",
  },
  keysHelp: "Or press R, P or S while one of these buttons has the focus.",
  startOver: "Start over",
  chooseFirst: "Choose rock, paper or scissors.",
  noMixture: "You have not played yet.",
  outcomes: /** @type {Record<string, string>} */ ({ 1: "You win", 0: "A draw", "-1": "You lose" }),
  /** @param {string} yours @param {string} theirs @param {number} won */
  outcome: (yours, theirs, won) => `You: ${yours}. Computer: ${theirs}. ${words.outcomes[won]}.`,

  /** @param {number} least @param {number} most */
  outOfRange: (least, most) => `Enter a number from ${least} to ${most}.`,
};
