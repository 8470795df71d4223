// Where each control stands: what is asked for most on top, the rest under the headings of its groups, and of
// all of them only what the settings make use of.

import { make } from "../core/dom.js";
import { t } from "../core/text.js";

/** @import { Field } from "../engine/api.js" */
/** @import { Control } from "./field.js" */

/** On top; the others stand under "More settings". */
const FIRST = [
  "variant",
  "data",
  "seed",
  "batch",
  "latent",
  "generator_lr",
  "discriminator_lr",
  "discriminator_steps",
];

export class Shelves {
  #first = make("div", { id: "fields" });
  #grouped = make("div", { id: "more-fields" });
  #more = make("details", { id: "more" }, make("summary", {}, t("settings.more")), this.#grouped);
  elements = [this.#first, this.#more];
  /** @type {Map<string, HTMLElement>} The controls by field. */
  #controls = new Map();
  /** @type {Map<string, HTMLElement>} */
  #groups = new Map();

  /** @param {Field} field @param {Control} control */
  add({ name, group }, { element }) {
    this.#controls.set(name, element);
    (FIRST.includes(name) ? this.#first : this.#group(group)).append(element);
  }

  /** @param {string[]} names Shows these fields, hides the others. */
  show(names) {
    for (const [name, element] of this.#controls)
      element.hidden = name !== "variant" && !names.includes(name);
    for (const group of this.#groups.values()) group.hidden = !group.querySelector(".field:not([hidden])");
  }

  /** @param {string} name Brings this field into sight, in use or not. */
  reveal(name) {
    const element = this.#controls.get(name);
    if (!element) return;
    element.hidden = false;
    const group = [...this.#groups.values()].find((place) => place.contains(element));
    if (group) {
      group.hidden = false;
      this.#more.open = true;
    }
    element.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} name */
  #group(name) {
    const known = this.#groups.get(name);
    if (known) return known;
    const id = `group-${name.toLowerCase()}`;
    const group = make("div", { role: "group", "aria-labelledby": id }, make("h3", { id }, name));
    this.#groups.set(name, group);
    this.#grouped.append(group);
    return group;
  }
}
