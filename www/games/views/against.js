// Rock, paper, scissors against a computer that learns the person's mixture, and shows it.

import { make } from "../../core/dom.js";
import { forget, onNextFrame } from "../../core/frame.js";
import { written } from "../../core/numbers.js";
import { ROCK_PAPER_SCISSORS, exploitabilityOf } from "../matrix-game.js";
import { equilibria } from "../equilibria.js";
import { answer, mixtureOf } from "../opponent.js";
import { words } from "../words.js";
import { colours, makeCanvas } from "./paint.js";
import { fillSection, mixtureTable, readings } from "./parts.js";
import { drawSimplex } from "./simplex.js";

/** @import { Mixture } from "../matrix-game.js" */

const { value: VALUE, all } = equilibria(ROCK_PAPER_SCISSORS);
const EQUILIBRIUM = all[0]?.x ?? [];

/** A run of the game: how often each chose what, and how it went. */
const nothing = () => ({
  yours: words.choices.map(() => 0),
  theirs: words.choices.map(() => 0),
  won: 0,
  drawn: 0,
  lost: 0,
  /** @type {Mixture[]} */
  path: [],
});

/** @param {HTMLElement} root @param {string} html the explanation @returns {() => void} */
export function mountAgainst(root, html) {
  const ended = new AbortController();
  const colour = colours(ended.signal, show);
  const section = make("section", { class: "game" });
  const canvas = makeCanvas(words.noMixture);
  const outcome = make("p", { role: "status", class: "outcome" }, words.chooseFirst);
  const numbers = readings(words.againstNames);
  const mixtures = mixtureTable(words.yourMixture, words.againstRows);
  const buttons = words.choices.map((name, choice) => {
    const button = make("button", { type: "button", class: "choice" }, name);
    button.setAttribute("aria-keyshortcuts", name.charAt(0));
    button.addEventListener("click", () => play(choice));
    return button;
  });
  const again = make("button", { type: "button", class: "quiet" }, words.startOver);
  const choices = make("div", { class: "buttons choices" }, ...buttons, again);
  let game = nothing();

  again.addEventListener("click", () => {
    game = nothing();
    outcome.textContent = words.chooseFirst;
    show();
  });
  // Only while one of the buttons has the focus, so that no key of anything else is taken.
  choices.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
    const choice = words.choices.findIndex((name) => name.charAt(0).toLowerCase() === key.toLowerCase());
    if (choice >= 0 && !ctrlKey && !metaKey && !altKey) play(choice);
  });
  fillSection(section, "against", {
    title: words.titles.against,
    html,
    picture: [choices, make("p", { class: "note" }, words.keysHelp), outcome, numbers.element],
    controls: [make("figure", {}, canvas, make("figcaption", {}, words.yourMixture)), mixtures.element],
  });
  root.append(section);
  show();

  /** @param {number} choice */
  function play(choice) {
    // The computer answers what was played before, not what is played now.
    const theirs = answer(game.yours, Math.random);
    const won = ROCK_PAPER_SCISSORS[choice]?.[theirs] ?? 0;
    game.yours = game.yours.map((count, index) => count + Number(index === choice));
    game.theirs = game.theirs.map((count, index) => count + Number(index === theirs));
    game[won > 0 ? "won" : won < 0 ? "lost" : "drawn"]++;
    game.path.push(mixtureOf(game.yours) ?? []);
    outcome.textContent = words.outcome(words.choices[choice] ?? "", words.choices[theirs] ?? "", won);
    show();
  }

  function show() {
    const mixture = mixtureOf(game.yours);
    const rounds = game.path.length;
    numbers.show({
      rounds: String(rounds),
      won: String(game.won),
      drawn: String(game.drawn),
      lost: String(game.lost),
      score: rounds ? written((game.won - game.lost) / rounds) : "–",
      exploitability: mixture ? written(exploitabilityOf(ROCK_PAPER_SCISSORS, mixture, VALUE)) : "–",
    });
    mixtures.show([mixture, mixtureOf(game.theirs), EQUILIBRIUM]);
    const label = mixture ? words.simplex(words.yourMixture, mixture) : words.noMixture;
    canvas.setAttribute("aria-label", label);
    onNextFrame(section, draw);
  }

  function draw() {
    drawSimplex(
      canvas,
      { path: game.path, averages: [], equilibrium: EQUILIBRIUM, stroke: "generator" },
      colour,
    );
  }

  return () => {
    ended.abort();
    forget(section);
    section.remove();
  };
}
