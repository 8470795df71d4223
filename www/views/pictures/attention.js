// Where a pixel of the generator looks while it makes a sample: laid over the sample, by pointer or by arrow keys.

import { effect, signal } from "@preact/signals-core";
import { colour, make } from "../../core/dom.js";
import { written } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { dark } from "../../core/theme.js";
import { drawing } from "../../core/view.js";

/** @import { Attention } from "../../engine/api.js" */
/** @import { Run } from "../../runs/run.js" */
/** @typedef {{ row: number, column: number }} Pixel */

/** Pixels of the canvas for one of the layer. */
const CELL = 16;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** @param {Run} run @returns What lies over the sample whose latents are moved, and what is said of it. */
export function attentionOver(run) {
  const { imagined } = run.state;
  const looking = signal(/** @type {Pixel | undefined} */ (undefined));
  const layer = make("canvas", {
    ...{ id: "attention", width: CELL, height: CELL, tabindex: 0, role: "application" },
    "aria-label": t("attention.layer"),
  });
  const caption = make("p", { id: "attention-said", class: "note", role: "status" });

  /** @param {number} row @param {number} column Looks from the pixel there, or from the nearest that there is. */
  function look(row, column) {
    const { height = 1, width = 1 } = imagined.peek()?.attention ?? {};
    looking.value = { row: within(row, height), column: within(column, width) };
  }
  const point = (/** @type {PointerEvent} */ event) => {
    const { left, top, width, height } = layer.getBoundingClientRect();
    const size = imagined.peek()?.attention;
    if (!size) return;
    const down = (event.clientY - top) / height;
    const across = (event.clientX - left) / width;
    look(Math.floor(down * size.height), Math.floor(across * size.width));
  };
  layer.addEventListener("pointerdown", point);
  layer.addEventListener("pointermove", point);
  layer.addEventListener("pointerleave", () => {
    if (document.activeElement !== layer) looking.value = undefined;
  });
  layer.addEventListener("focus", () => {
    const { height = 0, width = 0 } = imagined.peek()?.attention ?? {};
    if (!looking.peek()) look(Math.floor(height / 2), Math.floor(width / 2));
  });
  layer.addEventListener("blur", () => (looking.value = undefined));
  layer.addEventListener("keydown", (event) => {
    const [arrow, from] = [ARROWS[event.key], looking.peek()];
    if (!arrow || !from) return;
    event.preventDefault();
    look(from.row + arrow[0], from.column + arrow[1]);
  });

  const telling = effect(() => {
    const attention = imagined.value?.attention;
    layer.hidden = caption.hidden = !attention;
    if (attention) caption.textContent = inWords(attention, looking.value);
  });
  const { seen, stop } = watchSight(layer);
  const painting = drawing(
    seen,
    () => ({ attention: imagined.value?.attention, pixel: looking.value, dark: dark.value }),
    ({ attention, pixel }) => attention && paint(layer, attention, pixel),
  );
  const end = () => [telling, painting, stop].forEach((stop) => stop());
  return { layer, caption, end };
}

/** @param {number} at @param {number} length */
const within = (at, length) => Math.min(length - 1, Math.max(0, at));

/** @param {Attention} attention @param {Pixel} pixel @returns The weights of its places, row by row, and the largest one's place. */
function placesOf({ height, width, weights }, { row, column }) {
  const count = (height * width) / 4;
  const from = (row * width + column) * count;
  const places = weights.subarray(from, from + count);
  const most = places.reduce((most, weight, at) => (weight > (places[most] ?? 0) ? at : most), 0);
  return { places, most };
}

/** @param {Attention} attention @param {Pixel | undefined} pixel */
function inWords(attention, pixel) {
  if (!pixel) return t("attention.hint", written(attention.gamma));
  const { places, most } = placesOf(attention, pixel);
  const across = attention.width / 2;
  const [row, column] = [Math.floor(most / across), most % across];
  const percent = (/** @type {number} */ share) => (100 * share).toFixed(1);
  return t("attention.said", {
    ...{ row: pixel.row + 1, column: pixel.column + 1 },
    ...{ rows: `${2 * row + 1}–${2 * row + 2}`, columns: `${2 * column + 1}–${2 * column + 2}` },
    ...{ share: percent(places[most] ?? 0), even: percent(1 / places.length) },
  });
}

/** @param {HTMLCanvasElement} layer @param {Attention} attention @param {Pixel | undefined} pixel */
function paint(layer, attention, pixel) {
  layer.width = CELL * attention.width;
  layer.height = CELL * attention.height;
  const context = layer.getContext("2d");
  if (!context || !pixel) return;
  const { places, most } = placesOf(attention, pixel);
  const across = attention.width / 2;
  context.fillStyle = colour("accent");
  places.forEach((weight, at) => {
    context.globalAlpha = (0.85 * weight) / (places[most] ?? 1);
    context.fillRect(2 * CELL * (at % across), 2 * CELL * Math.floor(at / across), 2 * CELL, 2 * CELL);
  });
  context.globalAlpha = 1;
  context.lineWidth = 4;
  context.strokeStyle = colour("generator");
  context.strokeRect(CELL * pixel.column + 2, CELL * pixel.row + 2, CELL - 4, CELL - 4);
}
