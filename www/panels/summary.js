// The run in one sentence for those who do not see it: when it starts, stops, and every quarter minute.

import { byId } from "../core/dom.js";
import { capitalised, t } from "../core/text.js";
import { equilibrium } from "../equilibrium.js";

/** @import { NewsOf, Run } from "../runs/run.js" */
/** @import { Metric, Values } from "../engine/api.js" */

const EVERY = 15_000;

/** @param {Run} run */
export function mountSummary(run) {
  const place = byId("summary");
  /** @type {Metric[]} */
  let metrics = [];
  /** @type {Values} */
  let last = {};
  /** @type {Values} */
  let rest = {};
  let playing = false;
  let said = 0;

  run.on("catalogue", ({ catalogue }) => (metrics = catalogue.metrics));
  run.on("started", ({ recipe, kept }) => {
    rest = equilibrium(recipe);
    if (!kept) last = {};
  });
  run.on("curves", ({ readings }) => {
    const columns = Object.entries(readings.values);
    last = Object.fromEntries(columns.map(([name, values]) => [name, values.at(-1) ?? NaN]));
  });
  run.on("state", (state) => {
    const now = performance.now();
    if (state.playing === playing && (!playing || now - said < EVERY)) return;
    playing = state.playing;
    said = now;
    place.textContent = sentence(state);
  });

  /** @param {NewsOf<"state">} state */
  function sentence({ playing, steps }) {
    const doing = t(playing ? "summary.training" : "summary.paused", steps);
    const parts = metrics.flatMap(({ name }) => {
      const value = last[name];
      if (value === undefined || Number.isNaN(value)) return [];
      const balance = rest[name] === undefined ? "" : t("summary.at_balance", rest[name].toFixed(2));
      return `${t("summary.measures", name)} ${value.toFixed(2)}${balance}`;
    });
    if (parts.length === 0) return doing;
    return `${doing} ${capitalised(parts.join("; "))}.`;
  }
}
