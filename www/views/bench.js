// `?bench`: asks a worker for its figures and shows them as a table and as JSON.

import "../styles/views/bench.css";
import { computer } from "../core/computer.js";
import { make } from "../core/dom.js";
import { inWords } from "../core/errors.js";
import { brief } from "../core/numbers.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { faultOf } from "../protocol/faults.js";

/** @import { PlainKey } from "../core/text.js" */
/** @import { BenchRow } from "../protocol/messages.js" */
/** @import { Run } from "../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run @param {string} query @param {number} steps @param {number} workers on the CPU */
export function mountBench(root, run, query, steps, workers) {
  const status = make("p", { id: "bench-status", role: "status" }, t("bench.measuring", steps));
  const table = make("table", { id: "bench-table" });
  const json = make("pre", { id: "bench-json", tabindex: 0, "aria-label": t("bench.json") });
  root.append(make("h2", { id: "bench-name" }, t("bench.title")), status, table, json);
  root.hidden = false;
  run.bench(query, steps, workers).then(show, (error) => {
    status.textContent = inWords(faultOf(error));
  });

  /** @param {BenchRow[]} rows */
  function show(rows) {
    const figures = rows.map(({ fault, ...row }) => (fault ? { ...row, error: inWords(fault) } : row));
    status.textContent = t("bench.done", steps);
    table.replaceChildren(...tableOf(rows));
    json.textContent = JSON.stringify({ query, steps, agent: navigator.userAgent, rows: figures }, null, 2);
  }
  return ending(root, () => run.close());
}

/** @type {[PlainKey, (row: BenchRow) => string][]} */
const LINES = [
  ["bench.loaded", (row) => ms(row.load_ms)],
  ["bench.first_samples", (row) => ms(row.first_sample_ms)],
  ["bench.first_step", (row) => ms(row.first_step_ms)],
  ["bench.step_median", (row) => ms(row.step_ms?.median)],
  ["bench.step_fastest", (row) => ms(row.step_ms?.min)],
  ["bench.step_slowest", (row) => ms(row.step_ms?.max)],
  ["bench.page", (row) => ms(row.gpu?.page_ms.median)],
  ["bench.dispatches", (row) => count(row.gpu?.dispatches)],
  ["bench.submits", (row) => count(row.gpu?.submits)],
  ["bench.plain", (row) => megabytes(row.downloads?.[0]?.raw)],
  ["bench.gzip", (row) => megabytes(row.downloads?.[0]?.gzip)],
  ["bench.heap_start", (row) => megabytes(row.heap_bytes?.start)],
  ["bench.heap_end", (row) => megabytes(row.heap_bytes?.end)],
];

/** @param {BenchRow[]} rows */
function tableOf(rows) {
  const heads = rows.map((row) => make("th", { scope: "col" }, computer(row.device, row.workers)));
  const lines = LINES.map(([name, value]) => {
    const cells = rows.map((row) => make("td", {}, row.fault ? "–" : value(row)));
    return make("tr", {}, make("th", { scope: "row" }, t(name)), ...cells);
  });
  const errors = rows.map(({ fault }) => make("td", {}, fault ? inWords(fault) : t("bench.measured")));
  return [
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, t("bench.figure")), ...heads)),
    make("tbody", {}, make("tr", {}, make("th", { scope: "row" }, t("bench.state")), ...errors), ...lines),
  ];
}

/** @param {number | undefined} value */
const ms = (value) => (value === undefined ? "–" : `${brief(value)} ms`);

/** @param {number | undefined} value */
const count = (value) => (value === undefined ? "–" : String(value));

/** @param {number | undefined} bytes */
const megabytes = (bytes) => (bytes === undefined ? "–" : `${brief(bytes / 2 ** 20)} MiB`);
