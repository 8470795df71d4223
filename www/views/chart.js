// One chart of measures against the steps: raw values faint, smoothed ones over them, lines of reference.

import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { colour } from "../core/dom.js";
import { whole, written } from "../core/numbers.js";
import { t } from "../core/text.js";

/**
 * @typedef {object} Curve
 * @property {string} [metric] which measure it is of
 * @property {string} name as in the legend
 * @property {string} help
 * @property {string} colour of the style sheet
 * @property {number[]} dash lengths drawn and left out by turns; none for a whole line
 * @property {number[]} raw
 * @property {number[]} smooth
 * @property {number | undefined} rest where it would rest at equilibrium
 */

/**
 * `range` is of the values; by default what they need. Where a measure is lit, the curves of others are dimmed.
 * @typedef {{ range: [number, number] | undefined, logarithmic: boolean, dark: boolean, lit?: string | undefined }} Look
 */

const DIMMED = 0.15;
/** Between two marks on the axis of steps. */
const WHOLE = Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

export class Chart {
  #place;
  #readout;
  /** @type {[number, number] | undefined} */
  #range;
  /** @type {uPlot | undefined} */
  #plot;
  /** @type {number[]} */
  #steps = [];
  /** @type {Curve[]} */
  #curves = [];
  /** Whether the plot is so: where most values are not above zero, a logarithm would show next to nothing. */
  #logarithmic = false;
  #dark = false;
  /** The size of the page's type in pixels, of which the axes' is a part. */
  #type = 16;
  #resizing;
  /** @type {string[]} Resolved once a theme: asking for a colour costs the browser a pass over the styles. */
  #colours = [];
  #soft = "";

  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} readout where the values under the pointer, or else the last ones, are written
   */
  constructor(place, readout) {
    this.#place = place;
    this.#readout = readout;
    this.#resizing = new ResizeObserver(() => {
      // What is hidden keeps its size.
      if (place.clientWidth === 0) return;
      if (typeSize() === this.#type) this.#plot?.setSize(this.#size);
      else this.#build();
    });
    this.#resizing.observe(place);
  }

  end() {
    this.#resizing.disconnect();
    this.#plot?.destroy();
  }

  /**
   * @param {number[]} steps
   * @param {Curve[]} curves
   * @param {Look} look
   */
  show(steps, curves, { range, logarithmic, dark, lit }) {
    const names = (/** @type {Curve[]} */ list) => list.map(({ name }) => name).join();
    const isLogarithmic = logarithmic && mostlyPositive(steps, curves);
    const same =
      names(curves) === names(this.#curves) &&
      range === this.#range &&
      isLogarithmic === this.#logarithmic &&
      dark === this.#dark;
    this.#steps = steps;
    this.#curves = curves;
    this.#range = range;
    this.#logarithmic = isLogarithmic;
    this.#dark = dark;
    if (!same || !this.#plot) this.#build();
    this.#light(lit);
    if (same) this.#plot?.setData(this.#data());
    this.#write();
  }

  get #size() {
    return { width: this.#place.clientWidth, height: this.#place.clientHeight };
  }

  /** For what uPlot fixes at its making: curves, scales and colours. */
  #build() {
    this.#plot?.destroy();
    this.#plot = undefined;
    if (this.#curves.length === 0) return;
    this.#type = typeSize();
    this.#soft = colour("soft");
    this.#colours = this.#curves.map((curve) => colour(curve.colour));
    const axis = {
      stroke: this.#soft,
      grid: { stroke: colour("line"), width: 1 },
      ticks: { show: false },
    };
    const font = `${0.75 * this.#type}px ${getComputedStyle(document.body).fontFamily}`;
    this.#plot = new uPlot(
      {
        ...this.#size,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 6 } },
        scales: { x: { time: false, range: stepRange }, y: this.#scale() },
        axes: [
          { ...axis, font, size: 1.75 * this.#type, incrs: WHOLE },
          { ...axis, font, size: 3 * this.#type },
        ],
        series: [
          {},
          ...this.#colours.flatMap((stroke, index) => [
            { stroke: faint(stroke), width: 1, points: { show: false } },
            { stroke, width: 2, dash: this.#curves[index]?.dash ?? [], points: { show: isAlone } },
          ]),
        ],
        hooks: { draw: [(plot) => this.#drawRests(plot)], setCursor: [() => this.#write()] },
      },
      this.#data(),
      this.#place,
    );
  }

  /** @param {string | undefined} lit a measure; all alike without one */
  #light(lit) {
    this.#curves.forEach(({ metric }, index) => {
      for (const series of this.#plot?.series.slice(2 * index + 1, 2 * index + 3) ?? [])
        series.alpha = lit === undefined || metric === lit ? 1 : DIMMED;
    });
  }

  /** @returns {uPlot.Scale} */
  #scale() {
    if (this.#logarithmic) return { distr: 3, range: positiveRange };
    if (this.#range) return { range: this.#range };
    // The lines of reference stay in sight.
    return {
      range: (_plot, low, high) => {
        const rests = this.#curves.flatMap(({ rest }) => rest ?? []);
        const [least, most] = [Math.min(low ?? 0, ...rests), Math.max(high ?? 1, ...rests)];
        const room = 0.08 * Math.max(most - least, 0.1);
        return [least - room, most + room];
      },
    };
  }

  /** @returns {uPlot.AlignedData} */
  #data() {
    // A logarithm has no place for zero or less, nor a chart for what was not measured: those stretches stay empty.
    const least = this.#logarithmic ? Number.MIN_VALUE : -Infinity;
    const values = (/** @type {number[]} */ list) => list.map((value) => (value >= least ? value : null));
    return [this.#steps, ...this.#curves.flatMap(({ raw, smooth }) => [values(raw), values(smooth)])];
  }

  /** @param {uPlot} plot */
  #drawRests(plot) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.setLineDash([devicePixelRatio, 4 * devicePixelRatio]);
    ctx.lineWidth = devicePixelRatio;
    // Two curves may rest on one line.
    const rests = new Map(this.#curves.map(({ rest }, index) => [rest, this.#colours[index] ?? ""]));
    for (const [rest, stroke] of rests) {
      if (rest === undefined || (this.#logarithmic && rest <= 0)) continue;
      const y = plot.valToPos(rest, "y", true);
      ctx.strokeStyle = rests.size === 1 ? this.#soft : stroke;
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
    }
    ctx.restore();
  }

  #write() {
    const at = this.#plot?.cursor.idx ?? this.#steps.length - 1;
    const step = this.#steps[at];
    if (step === undefined) return this.#readout.replaceChildren();
    const values = this.#curves.map(({ name, raw }) => `${name} ${written(raw[at] ?? NaN)}`);
    this.#readout.textContent = t("curves.readout", whole(step), values.join(", "));
  }
}

const typeSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** @param {number[]} steps @param {Curve[]} curves */
function mostlyPositive(steps, curves) {
  const positive = curves.reduce((sum, { raw }) => sum + raw.filter((value) => value > 0).length, 0);
  return positive * 2 > curves.length * steps.length;
}

/** @param {string} opaque as `rgb(r, g, b)` */
const faint = (opaque) => opaque.replace("rgb(", "rgba(").replace(")", ", 0.28)");

/** @param {uPlot} plot Whether there is one point, which no line would show. */
const isAlone = (plot) => plot.data[0].length < 2;

/** @type {uPlot.Range.Function} At least ten steps wide, so that the first ones do not jump. */
const stepRange = (_plot, low, high) => [low ?? 0, Math.max(high ?? 0, (low ?? 0) + 10)];

/** @type {uPlot.Range.Function} */
const positiveRange = (_plot, low, high) => [oneDigit((low ?? 0.1) * 0.8), (high ?? 1) * 1.25];

/** @param {number} value Rounded down to one digit: from 0.096 uPlot 1.6.32 steps on to 0.11, 0, 0 and never ends. */
function oneDigit(value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Math.max(1, Math.floor(value / unit)) * unit;
}
