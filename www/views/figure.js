// A chart with all that explains it: a title, a legend, what its measures are, and the values under the pointer.

import "../styles/views/figure.css";
import { make, svg } from "../core/dom.js";
import { pointAt } from "../core/pointed.js";
import { t } from "../core/text.js";
import { Chart } from "./chart.js";
import { helpButton } from "./field.js";

/** @import { Curve, Look } from "./chart.js" */

export class Figure {
  #title = make("span", { class: "chart-title" });
  #legend = make("ul", { class: "legend" });
  #help;
  #explain;
  #names = "";

  /** @param {string} id @param {string} title */
  constructor(id, title) {
    this.#help = make("dl", { id: `${id}-help`, class: "help", hidden: true });
    this.#explain = helpButton(title, this.#help);
    const head = make("figcaption", { class: "chart-head" }, this.#title, this.#legend, this.#explain);
    const place = make("div", { id, class: "chart" });
    const readout = make("p", { id: `${id}-readout`, class: "readout" });
    this.element = make("figure", { id: `${id}-figure` }, head, this.#help, place, readout);
    this.chart = new Chart(place, readout);
    this.#title.textContent = title;
    this.#explain.hidden = true;
    for (const [event, points] of /** @type {const} */ ([
      ["pointerover", true],
      ["pointerout", false],
    ])) {
      this.#legend.addEventListener(event, ({ target }) => {
        const { metric } = /** @type {Element} */ (target).closest("li")?.dataset ?? {};
        if (metric) pointAt(points ? { metric } : {});
      });
    }
  }

  /** @param {number[]} steps @param {Curve[]} curves @param {{ title: string } & Look} look */
  show(steps, curves, { title, ...look }) {
    this.#explainAll(title, curves);
    for (const entry of this.#legend.children) {
      const { metric } = /** @type {HTMLElement} */ (entry).dataset;
      entry.classList.toggle("lit", metric !== undefined && metric === look.lit);
      entry.classList.toggle("dimmed", look.lit !== undefined && metric !== look.lit);
    }
    this.chart.show(steps, curves, look);
  }

  /** @param {string} title @param {Curve[]} curves */
  #explainAll(title, curves) {
    const names = [title, ...curves.map(({ name }) => name)].join();
    if (names === this.#names) return;
    this.#names = names;
    this.#title.textContent = title;
    this.#explain.setAttribute("aria-label", t("curves.what_is_in", title));
    this.#explain.hidden = curves.length === 0;
    this.#legend.replaceChildren(
      ...curves.map(({ metric, name, help, colour, dash }) =>
        make("li", { title: help, "data-metric": metric }, sample(colour, dash), name),
      ),
    );
    this.#help.replaceChildren(
      ...curves.map(({ name, help }) => make("div", {}, make("dt", {}, name), " ", make("dd", {}, help))),
    );
  }
}

/** @param {string} colour of the style sheet @param {number[]} dash A piece of the curve. */
function sample(colour, dash) {
  const line = svg("path", { d: "M0 2H24", "stroke-dasharray": dash.join(" ") });
  line.style.stroke = `var(--${colour})`;
  return svg("svg", { viewBox: "0 0 24 4", "aria-hidden": "true" }, line);
}
