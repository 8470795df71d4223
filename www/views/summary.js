// The run in one sentence for those who do not see it: when it starts, stops, and every quarter minute.

import { effect } from "@preact/signals-core";
import { capitalised, t } from "../core/text.js";
import { equilibrium } from "../core/equilibrium.js";
import { ending } from "../core/view.js";

/** @import { Run } from "../runs/run.js" */

const EVERY = 15_000;

/** @param {HTMLElement} root @param {Run} run */
export function mountSummary(root, run) {
  let playing = false;
  let said = 0;
  const speaking = effect(() => {
    const progress = run.state.progress.value;
    const now = performance.now();
    if (progress.playing === playing && (!playing || now - said < EVERY)) return;
    playing = progress.playing;
    said = now;
    root.textContent = sentence(run);
  });
  return ending(root, speaking);
}

/** @param {Run} run */
function sentence({ state }) {
  const { playing, steps } = state.progress.peek();
  const [last, recipe] = [state.last.peek(), state.recipe.peek()];
  const rest = recipe ? equilibrium(recipe) : {};
  const doing = t(playing ? "summary.training" : "summary.paused", steps);
  const parts = (state.catalogue.peek()?.metrics ?? []).flatMap(({ name }) => {
    const value = last[name];
    if (value === undefined || Number.isNaN(value)) return [];
    const balance = rest[name] === undefined ? "" : t("summary.at_balance", rest[name].toFixed(2));
    return `${t("summary.measures", name)} ${value.toFixed(2)}${balance}`;
  });
  return parts.length === 0 ? doing : `${doing} ${capitalised(parts.join("; "))}.`;
}
