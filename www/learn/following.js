// How far a lesson has come: its tasks one after the other, each checked by the run's own values.

import { computed, effect, signal } from "@preact/signals-core";
import { evidenceOf } from "./evidence.js";

/** @import { RunState } from "../core/store.js" */
/** @import { Updates } from "./evidence.js" */
/** @import { Lesson } from "./lessons.js" */

/** @param {Lesson} lesson @param {RunState} state */
export function follow({ tasks }, state) {
  /** How many tasks are done; the next one is being checked. */
  const done = signal(0);
  const predicted = signal("");
  const updates = signal(/** @type {Updates} */ ({ discriminator: 0, generator: 0 }));
  const counting = effect(() => {
    const player = state.updated.value?.player;
    if (player === undefined) updates.value = { discriminator: 0, generator: 0 };
    else if (player !== "both") updates.value = { ...updates.peek(), [player]: updates.peek()[player] + 1 };
  });
  const checking = effect(() => {
    const task = tasks[done.value];
    if (task?.done(evidenceOf(state, updates.value, predicted.value))) done.value += 1;
  });
  const stop = () => {
    checking();
    counting();
  };
  return { done, predicted, over: computed(() => done.value >= tasks.length), stop };
}
