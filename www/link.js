// The page's end of the worker: typed messages out, typed messages in.

/** @import { FromWorker, ToWorker } from "./protocol.js" */
/**
 * @template {FromWorker["type"]} T
 * @typedef {Extract<FromWorker, { type: T }>} Message
 */

export class Link {
  #worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  /** @type {Map<FromWorker["type"], ((message: any) => void)[]>} By type, which the message's own type follows. */
  #handlers = new Map();

  constructor() {
    this.#worker.onmessage = ({ data }) => {
      // What is left of a worker that failed must not be asked for anything.
      if (data.type === "failed") this.#worker.terminate();
      this.#tell(data);
    };
    // A worker whose script cannot be fetched or compiled says nothing but this.
    this.#worker.onerror = (event) => {
      this.#tell({ type: "failed", fault: { code: "worker_failed", words: event.message } });
    };
  }

  /**
   * @template {FromWorker["type"]} T
   * @param {T} type
   * @param {(message: Message<T>) => void} handler
   */
  on(type, handler) {
    this.#handlers.set(type, [...(this.#handlers.get(type) ?? []), handler]);
  }

  /** @param {ToWorker} message @param {Transferable[]} [transfer] */
  send(message, transfer = []) {
    this.#worker.postMessage(message, transfer);
  }

  /** @param {FromWorker} message */
  #tell(message) {
    for (const handler of this.#handlers.get(message.type) ?? []) handler(message);
  }
}
