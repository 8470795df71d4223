// `?bench`: asks the worker for its figures and shows them as a table and as JSON.

import "../styles/panels/bench.css";
import { byId, make } from "../dom.js";
import { brief } from "./run-bar.js";

/** @import { Link } from "../link.js" */
/** @import { BenchRow } from "../protocol.js" */

/** @param {Link} link @param {string} query @param {number} steps */
export function mountBench(link, query, steps) {
  byId("bench").hidden = false;
  byId("workbench").hidden = true;
  byId("bench-status").textContent = `Measuring ${steps} steps on each device …`;
  link.on("bench", ({ rows }) => {
    byId("bench-status").textContent = `${steps} steps on each device, each read back before the next.`;
    byId("bench-table").replaceChildren(...table(rows));
    byId("bench-json").textContent = JSON.stringify(
      { query, steps, agent: navigator.userAgent, rows },
      null,
      2,
    );
  });
  link.on("failed", ({ message }) => (byId("bench-status").textContent = message));
  link.send({ type: "bench", query, steps });
}

/** @type {[string, (row: BenchRow) => string][]} */
const LINES = [
  ["Engine loaded", (row) => ms(row.load_ms)],
  ["First samples", (row) => ms(row.first_sample_ms)],
  ["First step", (row) => ms(row.first_step_ms)],
  ["Step, median", (row) => ms(row.step_ms?.median)],
  ["Step, fastest", (row) => ms(row.step_ms?.min)],
  ["Step, slowest", (row) => ms(row.step_ms?.max)],
  ["Engine, plain", (row) => megabytes(row.downloads?.[0]?.raw)],
  ["Engine, gzip", (row) => megabytes(row.downloads?.[0]?.gzip)],
  ["Heap at the start", (row) => megabytes(row.heap_bytes?.start)],
  ["Heap at the end", (row) => megabytes(row.heap_bytes?.end)],
];

/** @param {BenchRow[]} rows */
function table(rows) {
  const heads = rows.map(({ device }) => make("th", { scope: "col" }, device.toUpperCase()));
  const lines = LINES.map(([name, value]) => {
    const cells = rows.map((row) => make("td", {}, row.error ? "–" : value(row)));
    return make("tr", {}, make("th", { scope: "row" }, name), ...cells);
  });
  const errors = rows.map(({ error }) => make("td", {}, error ?? "measured"));
  return [
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, "Figure"), ...heads)),
    make("tbody", {}, make("tr", {}, make("th", { scope: "row" }, "State"), ...errors), ...lines),
  ];
}

/** @param {number | undefined} value */
const ms = (value) => (value === undefined ? "–" : `${brief(value)} ms`);

/** @param {number | undefined} bytes */
const megabytes = (bytes) => (bytes === undefined ? "–" : `${brief(bytes / 2 ** 20)} MiB`);
