// A worker's end: it is named as its run, tells of it, and answers every request once.

import { faultOf } from "./faults.js";
import { arraysIn } from "./transfer.js";

/** @import { Reply, Request, Told } from "./messages.js" */

const run = self.name;

/** @param {Told} told */
export const tell = (told) => self.postMessage({ ...told, run }, { transfer: arraysIn(told) });

/** @param {(request: Request) => Promise<unknown>} handle what it returns is the answer, what it throws is the refusal */
export function answerBy(handle) {
  self.onmessage = async (/** @type {MessageEvent<Request>} */ { data: request }) => {
    const { id } = request;
    try {
      const value = await handle(request);
      send({ type: "answer", run, id, value }, arraysIn(value));
    } catch (error) {
      send({ type: "refusal", run, id, fault: faultOf(error) });
    }
  };
}

/** @param {Reply} reply @param {Transferable[]} [transfer] */
const send = (reply, transfer = []) => self.postMessage(reply, { transfer });
