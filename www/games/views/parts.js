// What the sections of the games page are made of: the section itself, named numbers, tables of mixtures.

import { make } from "../../core/dom.js";
import { words } from "../words.js";

/**
 * @param {HTMLElement} section
 * @param {string} id
 * @param {{ title: string, html: string, picture: Node[], controls: Node[] }} parts `html` is our own, made at build time
 */
export function fillSection(section, id, { title, html, picture, controls }) {
  const text = make("div", { class: "theory-text" });
  text.innerHTML = html;
  section.setAttribute("aria-labelledby", `${id}-name`);
  section.append(
    make("h3", { id: `${id}-name` }, title),
    make("div", { class: "game-picture" }, ...picture),
    make("div", { class: "game-controls" }, ...controls),
    text,
  );
}

/**
 * Numbers by name.
 * @param {Record<string, string>} names
 */
export function readings(names) {
  const entries = Object.entries(names).map(([key, name]) => ({ key, name, value: make("dd", {}, "–") }));
  const values = new Map(entries.map(({ key, value }) => [key, value]));
  const rows = entries.map(({ name, value }) => make("div", {}, make("dt", {}, name), value));
  return {
    element: make("dl", { class: "readings" }, ...rows),
    /** @param {Record<string, string>} texts */
    show(texts) {
      for (const [key, text] of Object.entries(texts)) {
        const value = values.get(key);
        if (value && value.textContent !== text) value.textContent = text;
      }
    },
  };
}

/**
 * A table whose rows and columns have names.
 * @param {string} caption @param {readonly string[]} rows @param {readonly string[]} columns
 * @param {HTMLElement[][]} cells
 */
export function namedTable(caption, rows, columns, cells) {
  const head = make("tr", {}, make("td"), ...columns.map((name) => make("th", { scope: "col" }, name)));
  const lines = rows.map((name, row) =>
    make("tr", {}, make("th", { scope: "row" }, name), ...(cells[row] ?? [])),
  );
  return make("table", { class: "numbers" }, make("caption", {}, caption), head, ...lines);
}

/**
 * Mixtures, one a row.
 * @param {string} caption @param {readonly string[]} rows
 */
export function mixtureTable(caption, rows) {
  const cells = rows.map(() => words.choices.map(() => make("td", {}, "–")));
  return {
    element: namedTable(caption, rows, words.choices, cells),
    /** @param {(readonly number[] | undefined)[]} mixtures */
    show(mixtures) {
      cells.forEach((line, row) =>
        line.forEach((cell, choice) => {
          const text = percent(mixtures[row]?.[choice]);
          if (cell.textContent !== text) cell.textContent = text;
        }),
      );
    },
  };
}

/** @param {number | undefined} part */
export const percent = (part) => (part === undefined ? "–" : `${(100 * Math.abs(part)).toFixed(1)} %`);
