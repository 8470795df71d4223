// A chart with all that explains it: a title, a legend, what its measures are, and the values under the pointer.

import "../styles/views/figure.css";
import { make } from "../core/dom.js";
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
    const head = make("figcaption", {}, this.#title, this.#legend, this.#explain);
    const place = make("div", { id, class: "chart" });
    const readout = make("p", { id: `${id}-readout`, class: "readout" });
    this.element = make("figure", { id: `${id}-figure` }, head, this.#help, place, readout);
    this.chart = new Chart(place, readout);
    this.#title.textContent = title;
    this.#explain.hidden = true;
  }

  /** @param {number[]} steps @param {Curve[]} curves @param {{ title: string } & Look} look */
  show(steps, curves, { title, ...look }) {
    this.#explainAll(title, curves);
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
      ...curves.map(({ name, help, colour, dash }) =>
        make("li", { title: help }, sample(colour, dash), name),
      ),
    );
    this.#help.replaceChildren(
      ...curves.map(({ name, help }) => make("div", {}, make("dt", {}, name), " ", make("dd", {}, help))),
    );
  }
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} colour of the style sheet @param {number[]} dash A piece of the curve. */
function sample(colour, dash) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 4");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", "M0 2H24");
  line.style.stroke = `var(--${colour})`;
  line.setAttribute("stroke-dasharray", dash.join(" "));
  svg.append(line);
  return svg;
}
