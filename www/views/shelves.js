// Where each control stands: what is asked for most on top, the rest under the headings of its groups, where it can
// be searched. Of all of them there are only those that the settings make use of.

import { make } from "../core/dom.js";
import { t } from "../core/text.js";
import { makeSearch } from "./search.js";

/** @import { Field } from "../engine/api.js" */
/** @import { Control } from "./field.js" */

/** On top; the others stand under "All settings". */
const FIRST = [
  "variant",
  "data",
  "task",
  ...["image_size", "greyscale", "labels"],
  ...["generator_lr", "discriminator_lr", "seed"],
];

export class Shelves {
  #first = make("div", { id: "fields" });
  #search = makeSearch(() => this.#arrange());
  #grouped = make("div", { id: "more-fields" });
  #count = make("span", { id: "changed" });
  #more;
  elements;
  /** @type {Map<string, { field: Field, element: HTMLElement }>} */
  #controls = new Map();
  /** @type {Map<string, HTMLElement>} */
  #groups = new Map();
  /** @type {string[]} Fields that the settings make use of. */
  #used = [];
  /** @type {string[]} Fields that are not as the variant has them. */
  #changed = [];

  /** @param {HTMLElement} last what stands below all fields */
  constructor(last) {
    const summary = make("summary", {}, t("settings.all"), " ", this.#count);
    this.#more = make("details", { id: "more" }, summary, this.#search.element, this.#grouped, last);
    this.elements = [this.#first, this.#more];
  }

  /** @param {Field} field @param {Control} control */
  add(field, { element }) {
    this.#controls.set(field.name, { field, element });
    if (!isFirst(field)) return this.#group(field.group).append(element);
    const [next] = FIRST.slice(FIRST.indexOf(field.name) + 1).flatMap(
      (name) => this.#controls.get(name) ?? [],
    );
    this.#first.insertBefore(element, next?.element ?? null);
  }

  /** @param {string[]} names Shows these fields, hides the others. */
  show(names) {
    this.#used = ["variant", ...names];
    this.#arrange();
  }

  /** @param {string[]} names The fields that are not as the variant has them. */
  mark(names) {
    this.#changed = names;
    this.#arrange();
  }

  /** @param {string} name Brings this field into sight, in use or not. */
  reveal(name) {
    const control = this.#controls.get(name);
    if (!control) return;
    this.#search.clear();
    control.element.hidden = false;
    if (!isFirst(control.field)) {
      this.#group(control.field.group).hidden = false;
      this.#more.open = true;
    }
    control.element.scrollIntoView({ block: "nearest" });
  }

  #arrange() {
    const changed = this.#changed.filter((name) => this.#used.includes(name));
    this.#count.textContent = changed.length > 0 ? t("settings.changed", changed.length) : "";
    /** @type {Field[]} */
    const found = [];
    for (const [name, { field, element }] of this.#controls) {
      const used = this.#used.includes(name);
      const wanted = used && this.#search.wants(field, changed.includes(name));
      element.hidden = isFirst(field) ? !used : !wanted;
      if (wanted) found.push(field);
    }
    for (const group of this.#groups.values()) group.hidden = !group.querySelector(".field:not([hidden])");
    this.#search.tell(
      found.filter((field) => !isFirst(field)).length,
      found.filter(isFirst).map(({ label }) => label),
    );
  }

  /** @param {string} name */
  #group(name) {
    const known = this.#groups.get(name);
    if (known) return known;
    const group = make(
      "div",
      { role: "group", "aria-label": t("settings.group", name) },
      make("h3", {}, name),
    );
    this.#groups.set(name, group);
    this.#grouped.append(group);
    return group;
  }
}

/** @param {Field} field */
const isFirst = ({ name }) => FIRST.includes(name);
