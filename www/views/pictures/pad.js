// A canvas to draw a source on, by mouse, finger or pen, or by arrow keys and Space; beside it, what the run makes of the
// drawing, while it is drawn and while the run learns.

import { effect, signal } from "@preact/signals-core";
import { colour, make } from "../../core/dom.js";
import { blankImage, flipped, isBright, stroked } from "../../core/ink.js";
import { whole } from "../../core/numbers.js";
import { lengthOf } from "../../core/samples.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { drawing, ending } from "../../core/view.js";
import { prepare } from "../../pictures/preparing.js";
import { describe } from "../sampled.js";
import { drawImages } from "./images.js";

/** @import { Image, Place } from "../../core/ink.js" */
/** @import { Translated } from "../../protocol/messages.js" */
/** @import { Run } from "../../runs/run.js" */

/** Half a pen's width as a share of the image's: a pixel and a half of a digit, and three of them. */
const PENS = { thin: 0.75 / 28, thick: 1.5 / 28 };
/** @type {Record<string, Place>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {HTMLElement} root @param {Run} run whose samples are translations */
export function mountPad(root, run) {
  const { shown, drawn, translated } = run.state;
  const parts = frame();
  root.append(...parts.elements);
  const cursor = signal(/** @type {Place} */ ([0, 0]));
  /** Whether the cursor of the keyboard is to be seen. */
  const byKeys = signal(false);
  let taken = 0;
  const shape = () => shown.peek()?.translation?.shape ?? [1, 1, 1];
  const image = () => drawn.peek() ?? blankImage(shape());
  /** @param {Image | undefined} next nothing where the canvas is empty @param {string} [said] */
  const draw = (next, said = "") => {
    run.translating.draw(next);
    parts.status.textContent = said;
  };
  const clear = () => draw(undefined, t("drawing.cleared"));

  const beginning = effect(() => {
    const { translation } = shown.value ?? {};
    if (!translation) return;
    const [, height = 1, width = 1] = translation.shape;
    parts.canvas.setAttribute("aria-label", t("drawing.canvas", width, height));
    parts.returnedFigure.hidden = !translation.returns;
    // Another run may translate images of another size.
    if (drawn.peek()?.length === lengthOf(translation.shape)) return;
    cursor.value = [Math.floor(width / 2), Math.floor(height / 2)];
    run.translating.draw(undefined);
  });

  followPen(parts.canvas, (from, to) => {
    byKeys.value = false;
    const [, height = 1, width = 1] = shape();
    const [start, end] = [from, to].map(([x, y]) => /** @type {const} */ ([x * width, y * height]));
    const pen = {
      radius: PENS[parts.pen.value === "thick" ? "thick" : "thin"] * width,
      erase: parts.erase.checked,
    };
    if (start && end) draw(stroked(image(), shape(), [start, end], pen));
  });
  parts.canvas.addEventListener("keydown", (event) => {
    const arrow = ARROWS[event.key];
    const [, height = 1, width = 1] = shape();
    if (event.key === "Delete") clear();
    else if (arrow) {
      const [x, y] = cursor.value;
      cursor.value = [within(x + arrow[0], width), within(y + arrow[1], height)];
    } else if (event.key === " ") draw(flipped(image(), shape(), ...cursor.value));
    else return;
    event.preventDefault();
    byKeys.value = true;
    if (event.key === "Delete") return;
    const state = t(isBright(image(), shape(), ...cursor.value) ? "drawing.bright" : "drawing.dark");
    parts.status.textContent = t("drawing.at", cursor.value[1] + 1, cursor.value[0] + 1, state);
  });
  parts.canvas.addEventListener("blur", () => (byKeys.value = false));
  parts.clear.addEventListener("click", clear);
  parts.take.addEventListener("click", () => {
    const { sources = new Float32Array() } = shown.peek()?.translation ?? {};
    const length = lengthOf(shape());
    const place = taken++ % (sources.length / length);
    draw(sources.slice(place * length, (place + 1) * length), t("drawing.taken", place + 1));
  });
  parts.picture.addEventListener("change", async () => {
    const file = parts.picture.files?.[0];
    parts.picture.value = "";
    const [channels = 1, size = 1] = shape();
    if (!file) return;
    const { pixels, good } = await prepare({ files: [file], channels, size }, () => {});
    if (good.length === 0) parts.status.textContent = t("drawing.picture_bad", file.name);
    else
      draw(
        Float32Array.from(pixels, (byte) => byte / 127.5 - 1),
        t("drawing.picture_taken", file.name),
      );
  });

  const { seen, stop } = watchSight(root);
  const painting = drawing(
    seen,
    () => ({ image: drawn.value, at: byKeys.value ? cursor.value : undefined, shown: shown.value }),
    ({ image, at }) => paint(parts.canvas, image ?? blankImage(shape()), shape(), at),
  );
  const showing = drawing(
    seen,
    () => ({ made: translated.value, target: shown.value?.shape }),
    ({ made, target }) => target && show(parts, made, target, shape()),
  );
  return ending(root, beginning, painting, showing, stop);
}

function frame() {
  const canvas = make("canvas", { id: "drawing", tabindex: 0, role: "application" });
  const pen = make("select", { id: "pen" });
  pen.append(
    ...Object.keys(PENS).map((name) =>
      make("option", { value: name }, t(`drawing.${/** @type {keyof typeof PENS} */ (name)}`)),
    ),
  );
  const erase = make("input", { type: "checkbox", id: "erase" });
  const clear = make("button", { type: "button" }, t("drawing.clear"));
  const take = make("button", { type: "button" }, t("drawing.take"));
  const picture = make("input", { type: "file", id: "drawing-picture", accept: "image/*" });
  const status = make("p", { class: "note", role: "status" });
  const [translated, returned] = [image("drawing-translated"), image("drawing-returned")];
  const returnedFigure = captioned(returned, t("translation.returned"), "generator");
  const elements = [
    make("h3", { id: "drawing-title" }, t("drawing.title")),
    make("p", { class: "note" }, t("drawing.about")),
    make(
      "div",
      { class: "drawing" },
      captioned(canvas, t("drawing.own")),
      captioned(translated, t("translation.generated"), "generator"),
      returnedFigure,
    ),
    status,
    make(
      "div",
      { class: "buttons" },
      clear,
      take,
      make("label", { class: "check" }, t("drawing.pen"), pen),
      make("label", { class: "check" }, erase, " ", t("drawing.erase")),
      make("label", { class: "file" }, t("drawing.picture"), " ", picture),
    ),
  ];
  return { elements, canvas, pen, erase, clear, take, picture, status, translated, returned, returnedFigure };
}

/** @param {string} id */
const image = (id) => make("canvas", { id, role: "img", "aria-label": t("drawing.nothing_yet") });

/** @param {HTMLCanvasElement} canvas @param {string} name @param {string} [colour] */
const captioned = (canvas, name, colour = "") =>
  make("figure", {}, canvas, make("figcaption", {}, make("span", { class: colour }, name)));

/** @param {number} place @param {number} side */
const within = (place, side) => Math.min(side - 1, Math.max(0, place));

/**
 * @param {HTMLCanvasElement} canvas
 * @param {(from: Place, to: Place) => void} stroke called for each part of a stroke, by shares of width and height
 */
function followPen(canvas, stroke) {
  /** @type {Place | undefined} */
  let last;
  const follow = (/** @type {PointerEvent} */ event) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    /** @type {Place} */
    const place = [(event.clientX - left) / width, (event.clientY - top) / height];
    stroke(last ?? place, place);
    last = place;
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = undefined;
    follow(event);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) follow(event);
  });
}

/** @param {HTMLCanvasElement} canvas @param {Image} image @param {number[]} shape @param {Place | undefined} cursor */
function paint(canvas, image, shape, cursor) {
  drawImages(canvas, image, shape);
  const context = canvas.getContext("2d");
  if (!context || !cursor) return;
  context.fillStyle = colour("accent");
  context.globalAlpha = 0.7;
  context.fillRect(...cursor, 1, 1);
}

/**
 * @param {ReturnType<typeof frame>} parts
 * @param {Translated | undefined} made
 * @param {number[]} target the shape of a target
 * @param {number[]} source that of a source
 */
function show({ translated, returned }, made, target, source) {
  if (!made) {
    for (const [canvas, shape] of /** @type {const} */ ([
      [translated, target],
      [returned, source],
    ])) {
      // Which clears it, too.
      [, canvas.height = 1, canvas.width = 1] = shape;
      describe(canvas, t("drawing.nothing_yet"));
    }
    return;
  }
  drawImages(translated, made.values, target);
  describe(translated, t("drawing.translated", whole(made.step)));
  if (!made.returned) return;
  drawImages(returned, made.returned, source);
  describe(returned, t("drawing.returned", whole(made.step)));
}
