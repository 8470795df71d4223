// The curve of fidelity against variety, as a drawing and as a table; the slider's place is marked in both.

import { make, svg } from "../core/dom.js";
import { brief } from "../core/numbers.js";
import { t } from "../core/text.js";

/** @import { FidelityPoint } from "../engine/fidelity.js" */

/** Places of the slider, of which every so many are measured. */
export const PLACES = 40;
export const EVERY = 8;

const SIDE = 220;
const EDGE = { left: 42, bottom: 38, top: 10, right: 12 };

/** @param {number} share */
const percent = (share) => t("samples.percent", Math.round(100 * share));

/** @param {FidelityPoint} point */
const nameOf = ({ bound }) => (bound === undefined ? t("truncation.off") : brief(bound));

/** @param {{ precision: number, recall: number }} point @returns {[number, number]} Its place in the drawing. */
const placeIn = ({ precision, recall }) => [
  EDGE.left + recall * (SIDE - EDGE.left - EDGE.right),
  SIDE - EDGE.bottom - precision * (SIDE - EDGE.top - EDGE.bottom),
];

/**
 * @param {FidelityPoint[]} points from the smallest bound on, one every `EVERY` places
 * @param {number} place of the slider
 * @returns What it would come to there, on the straight line between its neighbours; nothing beyond what is measured.
 */
function present(points, place) {
  const [from, to] = [points[Math.floor(place / EVERY)], points[Math.ceil(place / EVERY)]];
  if (!from || !to) return undefined;
  const share = (place % EVERY) / EVERY;
  const between = (/** @type {"precision" | "recall"} */ name) =>
    from[name] + share * (to[name] - from[name]);
  return { precision: between("precision"), recall: between("recall") };
}

/** @param {FidelityPoint[]} points @param {number} place of the slider */
export function curveOf(points, place) {
  const now = present(points, place);
  const [x, y] = now ? placeIn(now) : [0, 0];
  const line = points.map((point) =>
    placeIn(point)
      .map((at) => at.toFixed(1))
      .join(),
  );
  return svg(
    "svg",
    { viewBox: `0 0 ${SIDE} ${SIDE}`, role: "img", "aria-label": t("truncation.chart", points.length) },
    ...axes(),
    svg("polyline", { class: "line", points: line.join(" ") }),
    ...points.map((point) => {
      const [cx, cy] = placeIn(point);
      const title = `${nameOf(point)}: ${percent(point.precision)}, ${percent(point.recall)}`;
      return svg("circle", { class: "point", cx, cy, r: 3.5 }, svg("title", {}, title));
    }),
    ...(now ? [svg("circle", { class: "now", cx: x, cy: y, r: 7 })] : []),
  );
}

function axes() {
  const [left, bottom] = placeIn({ precision: 0, recall: 0 });
  const [right, top] = placeIn({ precision: 1, recall: 1 });
  const words = (/** @type {string} */ text, /** @type {Record<string, string | number>} */ at) =>
    svg("text", at, text);
  const middle = (top + bottom) / 2;
  return [
    svg("path", { class: "axis", d: `M${left} ${top}V${bottom}H${right}` }),
    ...[0, 0.5, 1].flatMap((share) => {
      const [x, y] = placeIn({ precision: share, recall: share });
      return [
        words(percent(share), { x, y: bottom + 14, "text-anchor": "middle" }),
        words(percent(share), { x: left - 5, y: y + 4, "text-anchor": "end" }),
      ];
    }),
    words(t("truncation.variety"), { x: (left + right) / 2, y: bottom + 30, "text-anchor": "middle" }),
    words(t("truncation.fidelity"), {
      ...{ x: 9, y: middle, "text-anchor": "middle", transform: `rotate(-90 9 ${middle})` },
    }),
  ];
}

/** @param {FidelityPoint[]} points @param {number} place of the slider */
export function tableOf(points, place) {
  const head = [t("truncation.name"), t("truncation.fidelity"), t("truncation.variety")];
  const rows = points.map((point, at) =>
    make(
      "tr",
      { "aria-current": at * EVERY === place },
      make("th", { scope: "row" }, nameOf(point)),
      make("td", {}, percent(point.precision)),
      make("td", {}, percent(point.recall)),
    ),
  );
  const now = present(points, place);
  return make(
    "div",
    { class: "fidelity-table" },
    make("table", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text))), ...rows),
    make(
      "p",
      { class: "note" },
      now ? t("truncation.present", percent(now.precision), percent(now.recall)) : "",
    ),
  );
}
