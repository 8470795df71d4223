// A square to draw on: the real points of a run of one's own. By mouse, finger or pen, or by arrow keys and Space.

import { effect, signal } from "@preact/signals-core";
import { colour, make } from "../../core/dom.js";
import { between, decode, encode, SIDE } from "../../core/drawing.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { dark } from "../../core/theme.js";
import { drawing } from "../../core/view.js";
import { mayEnd } from "../parting.js";

/** @import { Cell } from "../../core/drawing.js" */
/** @import { Run } from "../../runs/run.js" */

/** Pixels of the canvas for a cell. */
const CELL = 6;
/** Of two neighbours on a stroke, one is enough: a place's points reach as far. */
const NEAR = 2;
/** @type {Record<string, Cell>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {Run} run */
export function drawingPad(run) {
  const { catalogue, shown } = run.state;
  const cells = signal(/** @type {Cell[]} */ ([]));
  const cursor = signal(/** @type {Cell} */ ([SIDE / 2, SIDE / 2]));
  const field = catalogue.value?.fields.find(({ kind }) => kind === "drawing");
  const most = field?.kind === "drawing" ? field.most : 0;

  const side = CELL * SIDE;
  const square = make("canvas", {
    ...{ width: side, height: side, tabindex: 0, role: "application" },
    "aria-label": t("pad.square"),
  });
  const count = make("p", { class: "note", role: "status" });
  const clear = make("button", { type: "button" }, t("pad.clear"));
  const train = make("button", { type: "button", class: "primary" }, t("pad.train"));
  const element = make(
    "details",
    { class: "pad" },
    make("summary", {}, t("pad.title")),
    make("p", { class: "note" }, t("pad.explained")),
    square,
    count,
    make("div", { class: "buttons" }, train, clear),
  );

  /** @param {Cell} cell */
  function add(cell) {
    const isNew = cells.value.every((known) => distance(known, cell) >= NEAR);
    if (isNew && cells.value.length < most) cells.value = [...cells.value, cell];
  }
  followPen(square, add);
  square.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    if (arrow) cursor.value = [within(cursor.value[0] + arrow[0]), within(cursor.value[1] + arrow[1])];
    else if (event.key === " ") add(cursor.value);
    else return;
    event.preventDefault();
  });
  clear.addEventListener("click", () => (cells.value = []));
  train.addEventListener("click", () => {
    if (mayEnd(run)) run.draft.draw(encode(cells.value));
  });

  const adopting = effect(() => {
    const { recipe } = shown.value ?? {};
    if (recipe?.data === "drawn") cells.value = decode(String(recipe.drawing));
  });
  const counting = effect(() => {
    count.textContent = t("pad.count", cells.value.length, most);
    train.disabled = clear.disabled = cells.value.length === 0;
  });
  const { seen, stop } = watchSight(square);
  const painting = drawing(
    seen,
    () => ({ cells: cells.value, cursor: cursor.value, dark: dark.value }),
    ({ cells, cursor }) => paint(square, cells, cursor),
  );
  const end = () => [adopting, counting, painting, stop].forEach((stop) => stop());
  return { element, end };
}

/** @param {Cell} one @param {Cell} other */
const distance = (one, other) => Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]));

/** @param {number} place */
const within = (place) => Math.min(SIDE - 1, Math.max(0, place));

/** @param {HTMLCanvasElement} square @param {(cell: Cell) => void} add called for every cell on the way of a pen */
function followPen(square, add) {
  /** @type {Cell | undefined} */
  let last;
  const follow = (/** @type {PointerEvent} */ event) => {
    const { left, top, width, height } = square.getBoundingClientRect();
    const column = Math.floor(((event.clientX - left) / width) * SIDE);
    const row = SIDE - 1 - Math.floor(((event.clientY - top) / height) * SIDE);
    /** @type {Cell} */
    const cell = [within(column), within(row)];
    for (const passed of last ? between(last, cell) : [cell]) add(passed);
    last = cell;
  };
  square.addEventListener("pointerdown", (event) => {
    square.setPointerCapture(event.pointerId);
    last = undefined;
    follow(event);
  });
  square.addEventListener("pointermove", (event) => {
    if (square.hasPointerCapture(event.pointerId)) follow(event);
  });
}

/** @param {HTMLCanvasElement} square @param {Cell[]} cells @param {Cell} cursor */
function paint(square, cells, cursor) {
  const context = square.getContext("2d");
  if (!context) return;
  const place = (/** @type {Cell} */ [column, row]) =>
    /** @type {const} */ ([CELL * (column + 0.5), CELL * (SIDE - row - 0.5)]);
  context.clearRect(0, 0, square.width, square.height);
  context.fillStyle = colour("real");
  for (const cell of cells) {
    context.beginPath();
    context.arc(...place(cell), CELL * 0.8, 0, 2 * Math.PI);
    context.fill();
  }
  const [x, y] = place(cursor);
  context.strokeStyle = colour("accent");
  context.strokeRect(x - CELL, y - CELL, 2 * CELL, 2 * CELL);
}
