// How far the repair of a broken run has come.

import { effect, signal } from "@preact/signals-core";
import { mean } from "../doctor/evidence.js";
import { isBroken } from "./cases.js";

/** @import { ReadonlySignal } from "@preact/signals-core" */
/** @import { RunState } from "../core/store.js" */
/** @import { Case, Healed } from "./cases.js" */

/**
 * The fault is awaited, was found, was treated in some way, is gone.
 * @typedef {"broken" | "found" | "treated" | "repaired"} Stage
 */

/** Rows over which a measure is taken. */
const ROWS = 5;

/** @param {RunState} state @param {ReadonlySignal<Case | undefined>} open the case under repair */
export function followRepair(state, open) {
  const stage = signal(/** @type {Stage} */ ("broken"));
  /** The step of the change, and the start that was seen last. */
  let [at, begun] = [0, state.shown.peek()];
  const stop = effect(() => {
    const [one, recipe, shown] = [open.value, state.recipe.value, state.shown.value];
    const { steps } = state.progress.value;
    const found = state.findings.value.some(({ fault }) => fault === one?.fault);
    if (!one || !recipe || !shown) return;
    const fresh = shown !== begun && !shown.kept;
    begun = shown;
    const before = stage.peek();
    if (isBroken(one, recipe)) {
      stage.value = found || (before === "found" && !fresh) ? "found" : "broken";
    } else if (fresh || before === "broken" || before === "found") {
      at = fresh ? 0 : steps;
      stage.value = "treated";
    } else if (!found && steps - at >= one.healed.steps && isHealed(one.healed, state)) {
      stage.value = "repaired";
    }
  });
  return { stage, stop };
}

/** @param {Healed} healed @param {RunState} state */
function isHealed({ measure, from, to }, { looks, readings }) {
  const column = readings.value.values[measure] ?? looks.value.values[measure] ?? [];
  const level = mean(column.slice(-ROWS));
  return level >= from && level <= to;
}
