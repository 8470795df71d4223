// Generated samples beside real ones: images in a grid, points of the plane in a scatter. A run that rebuilds
// real images shows these as well: what it cannot rebuild, it has not understood.

import "../styles/panels/samples.css";
import { byId, colour, onTheme } from "../dom.js";
import { drawImages } from "./images.js";
import { drawPoints } from "./points.js";

/** @import { Coverage } from "../engine/api.js" */
/** @import { Link, Message } from "../link.js" */

/** @param {Link} link */
export function mountSamples(link) {
  const generated = /** @type {HTMLCanvasElement} */ (byId("generated"));
  const real = /** @type {HTMLCanvasElement} */ (byId("real"));
  const rebuilt = /** @type {HTMLCanvasElement} */ (byId("rebuilt"));
  const step = byId("sampled-at");
  const averaged = /** @type {HTMLInputElement} */ (byId("averaged"));
  /** @type {Message<"started"> | undefined} */
  let run;
  /** @type {Message<"samples"> | undefined} */
  let samples;

  averaged.addEventListener("change", () => link.send({ type: "averaged", averaged: averaged.checked }));
  link.on("started", (message) => {
    run = message;
    if (!message.kept) clear();
    const points = message.shape[0] === 2;
    byId("samples").dataset.kind = points ? "points" : "images";
    byId("real-figure").hidden = points;
    byId("over-real").hidden = !points;
    if (!points) drawImages(real, message.real, message.shape);
    const vae = message.recipe.loss === "elbo";
    byId("rebuilds").textContent = vae ? "the decoder" : "D";
    byId("rebuilds").className = vae ? "generator" : "discriminator";
    real.setAttribute(
      "aria-label",
      `${count(message.real, message.shape)} real samples of ${message.recipe.data}`,
    );
  });
  link.on("samples", (message) => {
    samples = message;
    draw();
  });
  onTheme(draw);

  /** Another run's samples are none of this one's. */
  function clear() {
    samples = undefined;
    for (const canvas of [generated, rebuilt]) {
      canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
      canvas.setAttribute("aria-label", "No samples yet");
    }
    byId("rebuilt-figure").hidden = true;
    step.textContent = byId("covered").textContent = "";
  }

  function draw() {
    if (!run || !samples) return;
    const { shape } = run;
    if (shape[0] === 2) {
      const colours = { real: colour("real"), generated: colour("generator"), grid: colour("line") };
      drawPoints(generated, run.real, samples.values, colours);
    } else {
      drawImages(generated, samples.values, shape);
    }
    byId("rebuilt-figure").hidden = !samples.rebuilt;
    if (samples.rebuilt) {
      drawImages(rebuilt, samples.rebuilt, shape);
      const label = `The ${count(samples.rebuilt, shape)} real samples, rebuilt at step ${samples.step}`;
      rebuilt.setAttribute("aria-label", label);
    }
    const weights = samples.averaged ? ", from the averaged weights" : "";
    generated.setAttribute(
      "aria-label",
      `${count(samples.values, shape)} generated samples at step ${samples.step}${weights}`,
    );
    step.textContent = `step ${samples.step.toLocaleString("en")}`;
    byId("covered").textContent = samples.coverage ? inWords(samples.coverage) : "";
  }
}

/** @param {Coverage} coverage */
const inWords = ({ modes, of, good }) => `${modes} of ${of} modes, ${Math.round(100 * good)} % good`;

/** @param {Float32Array} values @param {number[]} shape */
const count = (values, shape) => values.length / shape.reduce((product, length) => product * length, 1);
