// The controls of the games: those of the training page for single settings, and a table of numbers.

import { make } from "../../core/dom.js";
import { decimal } from "../../core/numbers.js";
import { makeControl } from "../../views/field.js";
import { words } from "../words.js";
import { namedTable } from "./parts.js";

/** @import { Field } from "../../engine/api.js" */
/** @import { Control } from "../../views/field.js" */

/**
 * @template {Record<string, string | number | boolean>} Settings
 * @param {string} prefix which makes the names of controls unique in the page
 * @param {Field[]} fields
 * @param {Settings} settings which the controls change
 * @param {() => void} changed
 */
export function makeControls(prefix, fields, settings, changed) {
  /** @type {Map<string, Control>} */
  const controls = new Map();
  for (const field of fields) {
    const control = makeControl({ ...field, name: `${prefix}-${field.name}` }, (value) => {
      Object.assign(settings, { [field.name]: value });
      changed();
    });
    control.show(settings[field.name] ?? "");
    controls.set(field.name, control);
  }
  return {
    element: make("div", { class: "game-fields" }, ...[...controls.values()].map(({ element }) => element)),
    /** @param {keyof Settings & string} name @param {number} value Sets and shows it. */
    set(name, value) {
      Object.assign(settings, { [name]: value });
      controls.get(name)?.show(value);
      controls.get(name)?.fault("");
    },
    /** @param {string} name @param {boolean} visible */
    reveal(name, visible) {
      const control = controls.get(name);
      if (control) control.element.hidden = !visible;
    },
  };
}

/**
 * A table of numbers that can be edited.
 * @param {object} options
 * @param {string} options.caption
 * @param {readonly string[]} options.rows their names
 * @param {readonly string[]} options.columns
 * @param {readonly (readonly number[])[]} options.values
 * @param {[number, number]} options.range
 * @param {(row: number, column: number, value: number) => void} options.changed called with values in range only
 */
export function numberTable({ caption, rows, columns, values, range: [least, most], changed }) {
  const error = make("p", { class: "error", role: "alert" });
  const inputs = rows.map((row, r) =>
    columns.map((column, c) => {
      const input = make("input", { type: "text", inputmode: "decimal", autocomplete: "off" });
      input.setAttribute("aria-label", `${caption}: ${row}, ${column}`);
      input.value = String(values[r]?.[c] ?? 0);
      input.addEventListener("change", () => {
        // To thousandths, which the solver tells from rounding.
        const value = Number(decimal(input.value).toFixed(3));
        const fits = input.value.trim() !== "" && value >= least && value <= most;
        input.setAttribute("aria-invalid", String(!fits));
        error.textContent = fits ? "" : words.outOfRange(least, most);
        if (!fits) return;
        input.value = String(value);
        changed(r, c, value);
      });
      return input;
    }),
  );
  const cells = inputs.map((line) => line.map((input) => make("td", {}, input)));
  const table = namedTable(caption, rows, columns, cells);
  return {
    element: make("div", {}, table, error),
    /** @param {readonly (readonly number[])[]} values */
    show(values) {
      inputs.flat().forEach((input, index) => {
        const value = values[Math.floor(index / columns.length)]?.[index % columns.length] ?? 0;
        input.value = String(Number(value.toFixed(3)));
        input.setAttribute("aria-invalid", "false");
      });
      error.textContent = "";
    },
  };
}
