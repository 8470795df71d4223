// The doctor at a run: it keeps what samples looked like, and twice a second at most examines the run and notes what it
// finds. A run that nobody sees neither trains nor draws, and so is not examined.

import { effect } from "@preact/signals-core";
import { append, noReadings, thin, until } from "../engine/readings.js";
import { diagnose } from "./diagnose.js";
import { lookOf } from "./looks.js";
import { raised, settle } from "./settle.js";

/** @import { RunState } from "../core/store.js" */
/** @import { Evidence } from "./evidence.js" */
/** @import { Watched } from "./settle.js" */

/** Milliseconds between two examinations. */
const EVERY = 500;
/** Looks that are kept: beyond, neighbours are averaged. */
const LOOKS = 400;

/** @param {RunState} state @returns {() => void} ends it */
export function watchOver(state) {
  /** @type {Watched[]} */
  let watched = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let due;
  const beginning = effect(() => {
    const shown = state.shown.value;
    if (shown?.kept) {
      state.looks.value = until(state.looks.peek(), shown.steps);
      return;
    }
    watched = [];
    state.looks.value = noReadings();
    state.findings.value = [];
  });
  const looking = effect(() => {
    const [samples, shown, looks] = [state.samples.value, state.shown.peek(), state.looks.peek()];
    // Samples are drawn anew, at the same step, where the person asks for others.
    // Truncated ones are more alike than what the generator has learnt.
    if (!samples || !shown || samples.bound !== undefined || samples.step <= (looks.step.at(-1) ?? 0)) return;
    append(looks, lookOf(samples, shown));
    state.looks.value = looks.step.length > LOOKS ? thin(looks, 2) : { ...looks };
  });
  const examining = effect(() => {
    const evidence = evidenceOf(state);
    // A run may end before anything of it was read.
    if (evidence && (evidence.ended || evidence.readings.step.length > 0)) due ??= setTimeout(examine, EVERY);
  });

  function examine() {
    due = undefined;
    const evidence = evidenceOf(state);
    if (!evidence) return;
    watched = settle(watched, diagnose(evidence));
    const findings = raised(watched);
    // What is the same is no news.
    if (JSON.stringify(findings) !== JSON.stringify(state.findings.peek())) state.findings.value = findings;
  }

  return () => {
    clearTimeout(due);
    for (const stop of [beginning, looking, examining]) stop();
  };
}

/** @param {RunState} state @returns {Evidence | undefined} Nothing before there is a run. */
function evidenceOf({ recipe, catalogue, readings, looks, phase, problem }) {
  if (!recipe.value || !catalogue.value) return undefined;
  const last = problem.value;
  return {
    recipe: recipe.value,
    catalogue: catalogue.value,
    readings: readings.value,
    looks: looks.value,
    ended: phase.value === "ended" && last?.type === "stopped" ? last.fault : undefined,
  };
}
