// A slider with its name before it and its value behind it.

import { make } from "../../core/dom.js";

/**
 * @typedef {object} Slider
 * @property {HTMLElement} element
 * @property {HTMLInputElement} input
 * @property {(value: number) => void} show
 */

/**
 * @param {object} options
 * @param {string} options.name
 * @param {string} [options.beside] shown behind the name
 * @param {string} [options.spoken] said of it
 * @param {[number, number]} options.range what lies outside makes it wider
 * @param {number} options.step
 * @param {(value: number) => string} options.inWords
 * @param {(value: number) => void} moved
 * @returns {Slider}
 */
export function slider({ name, beside = "", spoken = beside, range, step, inWords }, moved) {
  const [least, most] = range;
  const input = make("input", {
    type: "range",
    min: least,
    max: most,
    step,
    "aria-label": `${name} ${spoken}`.trim(),
  });
  const value = make("output", {});
  const element = make(
    "div",
    { class: "slider" },
    make("span", { "aria-hidden": "true" }, name, " ", make("small", {}, beside)),
    input,
    value,
  );
  input.addEventListener("input", () => moved(Number(input.value)));
  /** @param {number} at */
  const show = (at) => {
    input.min = String(Math.min(least, Math.floor(at)));
    input.max = String(Math.max(most, Math.ceil(at)));
    input.value = String(at);
    const text = inWords(at);
    value.textContent = text;
    input.setAttribute("aria-valuetext", text);
  };
  return { element, input, show };
}
