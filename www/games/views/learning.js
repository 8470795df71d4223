// Two players learn rock, paper, scissors, or any other game of three choices each, round by round.

import { make } from "../../core/dom.js";
import { written } from "../../core/numbers.js";
import { LEARNING_DEFAULTS, learningFields } from "../fields.js";
import { LearningRun } from "../learning-run.js";
import { expected } from "../matrix-game.js";
import { words } from "../words.js";
import { makeControls, numberTable } from "./controls.js";
import { makeCurve } from "./curve.js";
import { colours, makeCanvas, placeOf } from "./paint.js";
import { fillSection, mixtureTable, readings } from "./parts.js";
import { Playback } from "./playback.js";
import { drawSimplex, mixtureAt } from "./simplex.js";

/** Of payoffs, and of the weights of a starting mixture. */
const PAYOFFS = /** @type {[number, number]} */ ([-9, 9]);
const WEIGHTS = /** @type {[number, number]} */ ([0.01, 100]);

/** @param {HTMLElement} root @param {string} html the explanation @returns {() => void} */
export function mountLearning(root, html) {
  const ended = new AbortController();
  const colour = colours(ended.signal, () => playback.redraw());
  const section = make("section", { class: "game" });
  const settings = { ...LEARNING_DEFAULTS };
  const run = new LearningRun(settings);

  const players = [words.firstPlayer, words.secondPlayer];
  const canvases = players.map(makeCanvas);
  const numbers = readings(words.learningNames);
  const mixtures = mixtureTable(words.mixtures, words.mixtureRows);
  const curve = makeCurve("learning-exploitability", words.exploitabilityTitle, words.exploitabilityMeasures);
  const uniqueness = make("p", { class: "note", role: "status" });
  const controls = makeControls("learning", learningFields(), settings, changed);
  const payoffs = numberTable({
    caption: words.payoffs,
    rows: words.choices,
    columns: words.choices,
    values: run.payoffs,
    range: PAYOFFS,
    changed(row, column, value) {
      run.payoffs = run.payoffs.map((line, r) =>
        line.map((old, c) => (r === row && c === column ? value : old)),
      );
      changed();
    },
  });
  const starts = numberTable({
    caption: words.starts,
    rows: players,
    columns: words.choices,
    values: run.starts,
    range: WEIGHTS,
    changed(player, choice, value) {
      startAt(player, run.starts[player]?.map((old, c) => (c === choice ? value : old)) ?? []);
    },
  });
  const playback = new Playback(run, { draw, summary: () => words.learned(run) }, section);

  canvases.forEach((canvas, player) =>
    canvas.addEventListener("click", (event) => startAt(player, mixtureAt(placeOf(canvas, event)))),
  );
  fillSection(section, "learning", {
    title: words.titles.learning,
    html,
    picture: [
      make("div", { class: "simplexes" }, ...players.map(figure)),
      make("p", { class: "note" }, words.simplexHelp),
      playback.element,
      numbers.element,
      mixtures.element,
      curve.element,
    ],
    controls: [controls.element, payoffs.element, uniqueness, starts.element],
  });
  root.append(section);
  changed();

  /** @param {string} player @param {number} index */
  function figure(player, index) {
    return make("figure", {}, make("figcaption", {}, player), ...canvases.slice(index, index + 1));
  }

  /** @param {number} player @param {number[]} weights */
  function startAt(player, weights) {
    run.starts = run.starts.map((old, index) => (index === player ? weights : old));
    starts.show(run.starts);
    playback.restart();
  }

  function changed() {
    controls.reveal("rateSecond", settings.twoRates);
    run.adopt();
    uniqueness.textContent = run.isSingle ? words.single : words.several;
    playback.redraw();
  }

  function draw() {
    const { now, averages } = run.standing;
    const { x, y } = run.equilibrium;
    for (const [index, player] of /** @type {const} */ (["x", "y"]).entries()) {
      const canvas = /** @type {HTMLCanvasElement} */ (canvases[index]);
      const stroke = index === 0 ? "generator" : "discriminator";
      drawSimplex(canvas, { ...run.trails[player], equilibrium: run.equilibrium[player], stroke }, colour);
      canvas.setAttribute("aria-label", words.simplex(players[index] ?? "", now[player], averages[player]));
    }
    mixtures.show([now.x, averages.x, x, now.y, averages.y, y]);
    numbers.show({
      round: String(run.rounds),
      payoff: written(expected(run.payoffs, now.x, now.y)),
      value: written(run.value),
      exploitability: written(run.exploitability),
      averageExploitability: written(run.averageExploitability),
    });
    curve.show(run.steps, [run.exploitabilities.now, run.exploitabilities.averages]);
  }

  return () => {
    ended.abort();
    playback.dispose();
    curve.dispose();
    section.remove();
  };
}
