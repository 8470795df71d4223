// Generated samples beside real ones: images in a grid, points of the plane in a scatter. A run that rebuilds
// real images shows these as well: what it cannot rebuild, it has not understood.

import "../styles/panels/samples.css";
import { byId, colour, onTheme } from "../core/dom.js";
import { whole } from "../core/numbers.js";
import { t } from "../core/text.js";
import { colourOfClass, mountClasses, nameRows } from "./classes.js";
import { drawImages } from "./images.js";
import { drawPoints } from "./points.js";
import { isDark } from "./theme.js";

/** @import { Colours } from "./points.js" */
/** @import { Coverage } from "../engine/api.js" */
/** @import { NewsOf, Run } from "../runs/run.js" */

/** @param {Run} run */
export function mountSamples(run) {
  const generated = /** @type {HTMLCanvasElement} */ (byId("generated"));
  const real = /** @type {HTMLCanvasElement} */ (byId("real"));
  const rebuilt = /** @type {HTMLCanvasElement} */ (byId("rebuilt"));
  const step = byId("sampled-at");
  const averaged = /** @type {HTMLInputElement} */ (byId("averaged"));
  /** @type {NewsOf<"started"> | undefined} */
  let shown;
  /** @type {NewsOf<"samples"> | undefined} */
  let samples;

  mountClasses(run);
  averaged.addEventListener("change", () => void run.average(averaged.checked));
  run.on("started", (message) => {
    shown = message;
    if (!message.kept) clear();
    const points = message.shape[0] === 2;
    byId("samples").dataset.kind = points ? "points" : "images";
    byId("real-figure").hidden = points;
    byId("over-real").hidden = !points;
    if (!points) drawImages(real, message.real, message.shape);
    const vae = message.recipe.loss === "elbo";
    byId("rebuilds").textContent = t(vae ? "samples.rebuilt_by_decoder" : "samples.rebuilt_by_discriminator");
    byId("rebuilds").className = vae ? "generator" : "discriminator";
    real.setAttribute(
      "aria-label",
      t("samples.real", count(message.real, message.shape), String(message.recipe.data)),
    );
  });
  run.on("samples", (message) => {
    samples = message;
    draw();
  });
  onTheme(draw);

  /** Another run's samples are none of this one's. */
  function clear() {
    samples = undefined;
    for (const canvas of [generated, rebuilt]) {
      canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
      canvas.setAttribute("aria-label", t("samples.none"));
    }
    byId("rebuilt-figure").hidden = true;
    step.textContent = byId("covered").textContent = "";
  }

  function draw() {
    if (!shown || !samples) return;
    const { shape } = shown;
    const rows = rowsOf(samples.classes);
    if (shape[0] === 2) drawPoints(generated, shown.real, samples.values, coloursOf(shown, samples.classes));
    else drawImages(generated, samples.values, shape, rows);
    nameRows(shape[0] === 2 || rows === undefined ? 0 : rows);
    byId("rebuilt-figure").hidden = !samples.rebuilt;
    if (samples.rebuilt) {
      drawImages(rebuilt, samples.rebuilt, shape);
      const label = t("samples.rebuilt", count(samples.rebuilt, shape), samples.step);
      rebuilt.setAttribute("aria-label", label);
    }
    const weights = samples.averaged ? t("samples.averaged") : "";
    generated.setAttribute(
      "aria-label",
      t("samples.generated", count(samples.values, shape), ofClasses(samples.classes), samples.step, weights),
    );
    step.textContent = t("samples.step", whole(samples.step));
    byId("covered").textContent = samples.coverage ? inWords(samples.coverage) : "";
  }
}

/** @param {Coverage} coverage */
const inWords = ({ modes, of, good, asked }) =>
  t("samples.modes", modes, of, percent(good)) +
  (asked === undefined ? "" : t("samples.in_own_mode", percent(asked)));

/** @param {number} share */
const percent = (share) => t("samples.percent", Math.round(100 * share));

/** @param {Uint16Array} classes How many rows, each a class of its own; nothing where all samples are of one, or of none. */
function rowsOf(classes) {
  const rows = new Set(classes).size;
  return rows > 1 ? rows : undefined;
}

/** @param {Uint16Array} classes */
function ofClasses(classes) {
  if (classes.length === 0) return "";
  const rows = rowsOf(classes);
  return rows ? t("samples.of_classes", rows) : t("samples.of_class", classes[0]);
}

/**
 * What is real and what is generated; of a conditional run, each class.
 * @param {NewsOf<"started">} run
 * @param {Uint16Array} classes
 * @returns {Colours}
 */
function coloursOf({ classes: known, realClasses }, classes) {
  const grid = colour("line");
  if (known === undefined) {
    const [real, generated] = [colour("real"), colour("generator")];
    return { real: () => real, generated: () => generated, grid };
  }
  const of = colourOfClass(known, isDark());
  return { real: (at) => of(realClasses[at] ?? 0), generated: (at) => of(classes[at] ?? 0), grid };
}

/** @param {Float32Array} values @param {number[]} shape */
const count = (values, shape) => values.length / shape.reduce((product, length) => product * length, 1);
