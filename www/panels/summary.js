// The run in one sentence for those who do not see it: when it starts, stops, and every quarter minute.

import { byId } from "../dom.js";
import { equilibrium } from "../equilibrium.js";

/** @import { Link, Message } from "../link.js" */
/** @import { Metric, Values } from "../engine/api.js" */

const EVERY = 15_000;

/** Where a measure's own name would say too little. */
const SPOKEN = new Map([
  ["loss_d", "discriminator loss"],
  ["loss_g", "generator loss"],
  ["d_real", "real samples held to be real"],
  ["d_generated", "generated samples held to be real"],
  ["score_real", "score of real samples"],
  ["score_generated", "score of generated samples"],
  ["energy_real", "energy of real samples"],
  ["energy_generated", "energy of generated samples"],
  ["reconstruction", "reconstruction error"],
  ["kl", "KL divergence"],
  ["k", "k"],
  ["convergence", "convergence measure M"],
]);

/** @param {Link} link */
export function mountSummary(link) {
  const place = byId("summary");
  /** @type {Metric[]} */
  let metrics = [];
  /** @type {Values} */
  let last = {};
  /** @type {Values} */
  let rest = {};
  let playing = false;
  let said = 0;

  link.on("catalogue", ({ catalogue }) => (metrics = catalogue.metrics));
  link.on("started", ({ recipe, kept }) => {
    rest = equilibrium(recipe);
    if (!kept) last = {};
  });
  link.on("curves", ({ readings }) => {
    const columns = Object.entries(readings.values);
    last = Object.fromEntries(columns.map(([name, values]) => [name, values.at(-1) ?? NaN]));
  });
  link.on("state", (state) => {
    const now = performance.now();
    if (state.playing === playing && (!playing || now - said < EVERY)) return;
    playing = state.playing;
    said = now;
    place.textContent = sentence(state);
  });

  /** @param {Message<"state">} state */
  function sentence({ playing, steps }) {
    const doing = `${playing ? "Training" : "Paused"} at step ${steps}.`;
    const parts = metrics.flatMap(({ name }) => {
      const value = last[name];
      if (value === undefined || Number.isNaN(value)) return [];
      const balance = rest[name] === undefined ? "" : `, at balance ${rest[name].toFixed(2)}`;
      return `${SPOKEN.get(name) ?? name.replaceAll("_", " ")} ${value.toFixed(2)}${balance}`;
    });
    if (parts.length === 0) return doing;
    const told = parts.join("; ");
    return `${doing} ${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
  }
}
