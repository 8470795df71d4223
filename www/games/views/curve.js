// A curve of one or more measures over the steps of play, on a logarithmic scale.

import { dark } from "../../core/theme.js";
import { Figure } from "../../views/figure.js";

/** @typedef {{ name: string, help: string, colour: string, dash: number[] }} Measure */

/** What is smaller is rounding, and is left out. */
const LEAST = 1e-12;

/** @param {string} id @param {string} title @param {Measure[]} measures */
export function makeCurve(id, title, measures) {
  const figure = new Figure(id, title);
  const look = () => ({ title, range: undefined, logarithmic: true, dark: dark.value });
  return {
    element: figure.element,
    /** @param {number[]} steps @param {number[][]} values by measure */
    show(steps, values) {
      const curves = measures.map((measure, index) => {
        const raw = (values[index] ?? []).map((value) => (value > LEAST ? value : NaN));
        return { ...measure, raw, smooth: raw, rest: undefined };
      });
      figure.show(steps, curves, look());
    },
    /** Without curves the chart gives up its plot, and with it the listeners of uPlot. */
    dispose: () => figure.show([], [], look()),
  };
}
