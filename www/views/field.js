// One control, made from a row of the recipe's table: label, input, range, help, error.

import "../styles/views/field.css";
import { make } from "../core/dom.js";
import { decimal } from "../core/numbers.js";
import { t } from "../core/text.js";

/** @import { Field, Option } from "../engine/api.js" */

/**
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {string} label
 * @property {(value: string | number | boolean) => void} show
 * @property {(problem: string) => void} fault shown beside the control; an empty one clears it
 * @property {(preset: string | number | boolean | undefined) => void} mark marks it as changed from the variant's own
 *   value, which is then a click away; without one, it is not
 * @property {(names: string[]) => void} offer these alone of a choice's options
 */

/**
 * @param {Field} field
 * @param {(value: string | number | boolean) => void} changed called with values in range only
 * @returns {Control}
 */
export function makeControl(field, changed) {
  const id = `field-${field.name}`;
  const input = inputOf(field);
  input.id = id;
  input.setAttribute("aria-describedby", `${id}-help ${id}-error`);
  const explained = make("span", {}, field.help);
  const help = make("div", { id: `${id}-help`, class: "help", hidden: true }, explained, " ", range(field));
  const chosen = make("p", { class: "chosen" });
  const error = make("p", { id: `${id}-error`, class: "error", role: "alert" });
  const slider = isNumber(field) && field.live ? makeSlider(field) : undefined;

  /** @param {string | number | boolean} value */
  const show = (value) => {
    if (input instanceof HTMLInputElement && field.kind === "flag") input.checked = Boolean(value);
    else input.value = String(value);
    slider?.show(Number(value));
    if (field.kind === "choice") {
      chosen.textContent = field.options.find(({ name }) => name === value)?.help ?? "";
    }
  };
  /** @param {string} problem */
  const fault = (problem) => {
    error.textContent = problem;
    input.setAttribute("aria-invalid", String(problem !== ""));
  };
  const take = () => {
    const problem = whyNot(field, input.value);
    fault(problem);
    if (problem) return;
    const value = valueOf(field, input);
    show(value);
    changed(value);
  };
  const back = wayBack(field, (preset) => {
    fault("");
    show(preset);
    changed(preset);
    // The button goes, and the focus with it.
    input.focus();
  });
  input.addEventListener("change", take);
  slider?.input.addEventListener("input", () => {
    input.value = String(slider.value());
    take();
  });

  const element = make(
    "div",
    { class: "field", "data-field": field.name },
    make(
      "div",
      { class: "field-head" },
      ...(field.kind === "flag" ? [input] : []),
      make("label", { for: id }, field.label),
      field.unit ? make("span", { class: "unit" }, field.unit) : "",
      helpButton(field.label, help),
    ),
    ...(field.kind === "flag" ? [] : [input]),
    ...(slider ? [slider.input] : []),
    ...(field.kind === "choice" ? [chosen] : []),
    back.button,
    help,
    error,
  );
  /** @type {Control["mark"]} */
  const mark = (preset) => {
    element.toggleAttribute("data-changed", preset !== undefined);
    back.offer(preset);
  };
  /** @type {Control["offer"]} */
  const offer = (names) => {
    for (const option of input.querySelectorAll("option"))
      option.hidden = option.disabled = !names.includes(option.value);
  };
  return { element, label: field.label, show, fault, mark, offer };
}

/**
 * A button back to the variant's own value, there while another one is set.
 * @param {Field} field
 * @param {(preset: string | number | boolean) => void} take
 */
function wayBack(field, take) {
  const button = make("button", { type: "button", class: "back", hidden: true });
  /** @type {string | number | boolean | undefined} */
  let offered;
  button.addEventListener("click", () => offered !== undefined && take(offered));
  /** @param {typeof offered} preset */
  const offer = (preset) => {
    offered = preset;
    button.hidden = preset === undefined;
    if (preset === undefined) return;
    const value = named(field, preset);
    button.textContent = t("field.back_to", value);
    button.setAttribute("aria-label", t("field.back_to_of", value, field.label));
  };
  return { button, offer };
}

/** @param {Field} field @param {string | number | boolean} value As the control shows it. */
function named(field, value) {
  if (field.kind === "choice")
    return field.options.find(({ name }) => name === value)?.title ?? inWords(String(value));
  if (field.kind === "flag") return t(value ? "field.on" : "field.off");
  return value === "" ? t("field.nothing") : String(value);
}

/**
 * @param {string} label
 * @param {HTMLElement} help
 */
export function helpButton(label, help) {
  const button = make(
    "button",
    { type: "button", class: "help-button", "aria-expanded": "false", "aria-controls": help.id },
    "?",
  );
  button.setAttribute("aria-label", t("field.what_is", label));
  button.addEventListener("click", () => {
    help.hidden = !help.hidden;
    button.setAttribute("aria-expanded", String(!help.hidden));
  });
  return button;
}

/** @param {Field} field @returns {field is Extract<Field, { kind: "whole" | "real" }>} */
const isNumber = (field) => field.kind === "whole" || field.kind === "real";

/** @param {Field} field @returns {HTMLInputElement | HTMLSelectElement} */
function inputOf(field) {
  if (field.kind === "choice") return select(field.options);
  if (isNumber(field)) return number(field.kind);
  return make("input", { type: field.kind === "flag" ? "checkbox" : "text" });
}

/** @param {Field} field @param {HTMLInputElement | HTMLSelectElement} input What it holds, in range. */
function valueOf(field, input) {
  if (field.kind === "flag") return /** @type {HTMLInputElement} */ (input).checked;
  return isNumber(field) ? numberIn(field.kind, input.value) : input.value;
}

/** @param {Option[]} options */
function select(options) {
  const named = options.map(({ name, title }) => make("option", { value: name }, title ?? inWords(name)));
  return make("select", {}, ...named);
}

/** @param {string} name `non_saturating` becomes "Non saturating". */
const inWords = (name) => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll("_", " ");

/** @param {"whole" | "real"} kind Plain text: an input of numbers drops a comma unsaid, and 0,5 becomes 5. */
function number(kind) {
  return make("input", {
    type: "text",
    inputmode: kind === "whole" ? "numeric" : "decimal",
    autocomplete: "off",
  });
}

/**
 * @param {"whole" | "real"} kind a whole number takes no comma, which may be meant to group its digits
 * @param {string} text
 */
const numberIn = (kind, text) => (kind === "real" ? decimal(text) : Number(text));

/** @param {Field} field */
function range(field) {
  if (field.kind === "names") return t("field.names", field.most, field.names.join(", "));
  if (!isNumber(field)) return "";
  return t(field.kind === "whole" ? "field.whole_range" : "field.real_range", field.min, field.max);
}

/**
 * @param {Field} field
 * @param {string} text
 * @returns {string} The problem, or nothing.
 */
function whyNot(field, text) {
  if (!isNumber(field)) return "";
  const value = numberIn(field.kind, text);
  const fits = text.trim() !== "" && value >= field.min && value <= field.max;
  if (fits && (field.kind === "real" || Number.isInteger(value))) return "";
  const unit = field.unit ? ` (${field.unit})` : "";
  const key = field.kind === "whole" ? "field.not_whole" : "field.not_real";
  return t(key, field.label, field.min, `${field.max}${unit}`);
}

/** @param {Extract<Field, { kind: "whole" | "real" }>} field A slider beside the number, for what is turned while it runs. */
function makeSlider(field) {
  const logarithmic = field.kind === "real" && field.log;
  const [min, max] = logarithmic ? [Math.log10(field.min), Math.log10(field.max)] : [field.min, field.max];
  const input = make("input", {
    type: "range",
    min,
    max,
    step: field.kind === "whole" ? 1 : (max - min) / 200,
  });
  input.setAttribute("aria-label", t("field.slider", field.label));
  return {
    input,
    value: () => {
      const at = Number(input.value);
      return logarithmic ? Number((10 ** at).toPrecision(2)) : at;
    },
    /** @param {number} value */
    show: (value) => {
      input.value = String(logarithmic ? Math.log10(value) : value);
      input.setAttribute("aria-valuetext", String(value));
    },
  };
}
