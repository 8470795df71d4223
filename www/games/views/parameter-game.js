// A game of two parameters, such as the bilinear game: phase portrait, eigenvalues, distance, and the settings.

import { make } from "../../core/dom.js";
import { written } from "../../core/numbers.js";
import { PLAY_DEFAULTS, playFields } from "../fields.js";
import { ParameterRun } from "../parameter-run.js";
import { words } from "../words.js";
import { makeControls } from "./controls.js";
import { makeCurve } from "./curve.js";
import { colours, makeCanvas, placeOf } from "./paint.js";
import { fillSection, readings } from "./parts.js";
import { Playback } from "./playback.js";
import { arrowsOf, drawPortrait, inPlane } from "./portrait.js";
import { makeSpectrum } from "./spectrum.js";

/** @import { Field } from "../../engine/api.js" */
/** @import { Game } from "../dynamics.js" */
/** @import { Arrow } from "./portrait.js" */
/** @typedef {import("../fields.js").PlaySettings & Record<string, string | number | boolean>} Settings */

/**
 * @typedef {object} Subject
 * @property {string} id
 * @property {string} title
 * @property {string} html the explanation
 * @property {Field[]} fields of the game itself, before those of play
 * @property {Record<string, string | number>} defaults of these fields
 * @property {(settings: Settings) => Game} game
 */

/** @param {HTMLElement} root @param {Subject} subject @returns {() => void} */
export function mountParameterGame(root, subject) {
  const ended = new AbortController();
  const colour = colours(ended.signal, () => playback.redraw());
  const section = make("section", { class: "game" });
  /** @type {Settings} */
  const settings = { ...PLAY_DEFAULTS, ...subject.defaults };
  const run = new ParameterRun(subject.game, settings);
  /** @type {Arrow[]} */
  let arrows = [];

  const canvas = makeCanvas(subject.title);
  const numbers = readings(words.positionNames);
  const spectrum = makeSpectrum(colour);
  const curve = makeCurve(`${subject.id}-distance`, words.distanceTitle, [words.distanceMeasure]);
  const controls = makeControls(subject.id, [...subject.fields, ...playFields()], settings, changed);
  const playback = new Playback(run, { draw, summary: () => words.standing(run) }, section);

  canvas.addEventListener("click", (event) => {
    const [theta, psi] = inPlane(placeOf(canvas, event));
    controls.set("theta", Number(theta.toFixed(2)));
    controls.set("psi", Number(psi.toFixed(2)));
    changed();
  });
  fillSection(section, subject.id, {
    title: subject.title,
    html: subject.html,
    picture: [
      make("figure", {}, canvas, make("figcaption", {}, words.portraitHelp)),
      playback.element,
      numbers.element,
      spectrum.element,
      curve.element,
    ],
    controls: [controls.element],
  });
  root.append(section);
  changed();

  function changed() {
    controls.reveal("ratePsi", settings.twoRates);
    // Where play starts is moved only by a new start; any other setting acts from here on.
    if (run.adopt()) playback.restart();
    arrows = arrowsOf(run.play, run.game, run.rates);
    spectrum.show(run.stepEigenvalues, run.fieldEigenvalues);
    playback.redraw();
  }

  function draw() {
    drawPortrait(
      canvas,
      { arrows, path: run.path, equilibrium: run.game.equilibrium, axes: words.axes },
      colour,
    );
    spectrum.draw();
    curve.show(run.steps, [run.distances]);
    const [theta, psi] = run.position.point;
    numbers.show({
      step: String(run.steps.length - 1),
      theta: written(theta),
      psi: written(psi),
      distance: written(run.distances.at(-1) ?? NaN),
    });
    canvas.setAttribute("aria-label", `${subject.title}. ${words.standing(run)}`);
  }

  return () => {
    ended.abort();
    playback.dispose();
    curve.dispose();
    section.remove();
  };
}
