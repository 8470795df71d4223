// A worker that computes its share of every batch for the training worker (process-group.js), which alone samples and saves.

import { loadBundle } from "./bundles.js";
import { Given } from "./given.js";
import { openAlone } from "./opening.js";
import { Queue } from "./queue.js";

/** @import { Run } from "./api.js" */
/** @import { Command, Report } from "./process-group.js" */

const queue = new Queue();
/** @type {Run | undefined} */
let run;
/** @type {((mean: Float32Array<ArrayBuffer>) => void) | undefined} Takes the mean that is being waited for. */
let take;

/** @param {Report} report @param {Transferable[]} [transfer] */
const say = (report, transfer = []) => self.postMessage(report, { transfer });

/** @param {Float32Array<ArrayBuffer>} own @returns {Promise<Float32Array<ArrayBuffer>>} */
const mean = (own) =>
  new Promise((resolve) => {
    take = resolve;
    say({ type: "own", own }, [own.buffer]);
  });

/** @param {Exclude<Command, { type: "mean" }>} command */
async function obey(command) {
  if (command.type === "open") {
    const { engine, opening, given, rank, processes } = command;
    await loadBundle("cpu", engine);
    const alone = await openAlone(opening, "cpu", Object.assign(new Given(), given));
    run = alone.join(rank, processes, mean);
    say({ type: "opened" });
  } else if (command.type === "step") await run?.stepTogether();
  else if (command.type === "half") await run?.halfStepTogether(command.player);
  else run?.set(command.field, command.text);
}

self.onmessage = (/** @type {MessageEvent<Command>} */ { data: command }) => {
  if (command.type === "mean") take?.(command.mean);
  else queue.add(() => obey(command)).catch((error) => say({ type: "failed", words: String(error) }));
};
