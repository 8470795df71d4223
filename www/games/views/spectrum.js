// The eigenvalues of one step in the complex plane, with the unit circle: inside of it, play converges.

import { make } from "../../core/dom.js";
import { modulus } from "../complex.js";
import { verdict } from "../eigenvalues.js";
import { words } from "../words.js";
import { SIDE, dot, fresh, line, makeCanvas } from "./paint.js";

/** @import { Complex } from "../complex.js" */
/** @import { Colours } from "./paint.js" */

/** The picture shows real and imaginary parts from minus this to this, or as far as the eigenvalues go. */
const EXTENT = 1.3;

/** @param {Colours} colour */
export function makeSpectrum(colour) {
  const canvas = makeCanvas(words.spectrum);
  const list = make("ul", { class: "eigenvalues" });
  const ofField = make("p", { class: "note" });
  const judgement = make("p", { class: "verdict" });
  /** @type {Complex[]} */
  let shown = [];
  return {
    element: make(
      "div",
      { class: "spectrum" },
      canvas,
      make("div", {}, make("h4", {}, words.stepEigenvalues), list, judgement, ofField),
    ),
    /** @param {Complex[]} ofStep @param {Complex[]} field */
    show(ofStep, field) {
      shown = ofStep;
      const texts = ofStep.map((value) => words.eigenvalue(value, modulus(value)));
      list.replaceChildren(...texts.map((text) => make("li", {}, text)));
      judgement.textContent = words.verdict(verdict(ofStep));
      ofField.textContent = words.fieldEigenvalues(field);
      canvas.setAttribute("aria-label", `${words.spectrum}: ${texts.join("; ")}`);
    },
    draw: () => drawSpectrum(canvas, shown, colour),
  };
}

/** @param {HTMLCanvasElement} canvas @param {Complex[]} values @param {Colours} colour */
function drawSpectrum(canvas, values, colour) {
  const context = fresh(canvas);
  if (!context) return;
  const middle = SIDE / 2;
  const scale = middle / Math.max(EXTENT, ...values.map((value) => 1.1 * modulus(value)));
  context.lineWidth = 4;
  context.strokeStyle = colour("line");
  line(context, [
    [0, middle],
    [SIDE, middle],
  ]);
  line(context, [
    [middle, 0],
    [middle, SIDE],
  ]);
  context.strokeStyle = colour("edge");
  context.beginPath();
  context.arc(middle, middle, scale, 0, 2 * Math.PI);
  context.stroke();
  context.fillStyle = colour("accent");
  for (const { re, im } of values) dot(context, [middle + re * scale, middle - im * scale], 20);
}
