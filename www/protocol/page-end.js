// The page's end of a run's worker: requests out, each with a promise of its answer; what the run tells, in.

import { FaultError } from "./faults.js";
import { arraysIn } from "./transfer.js";

/** @import { Event, Reply, Requests } from "./messages.js" */
/** @import { Fault } from "./faults.js" */
/** @typedef {{ resolve: (value: any) => void, reject: (error: FaultError) => void }} Promised */

export class PageEnd {
  #run;
  #hear;
  #worker;
  #nextId = 1;
  /** @type {Map<number, Promised>} The requests that no answer came to yet. */
  #open = new Map();
  /** @type {Fault | undefined} Why the worker is no more. */
  #ended;

  /** @param {string} run @param {(event: Event) => void} hear */
  constructor(run, hear) {
    this.#run = run;
    this.#hear = hear;
    this.#worker = new Worker(new URL("../engine/worker.js", import.meta.url), { type: "module", name: run });
    this.#worker.onmessage = ({ data }) => this.#take(data);
    // A worker whose script cannot be fetched or compiled says nothing but this.
    this.#worker.onerror = ({ message }) => this.fail({ code: "worker_failed", words: message });
  }

  /**
   * Rejects with a `FaultError` where the request is refused or the worker ends before it answered.
   * @template {keyof Requests} Type
   * @param {Type} type
   * @param {Requests[Type]["ask"]} content its arrays are the worker's from here on
   * @returns {Promise<Requests[Type]["answer"]>}
   */
  ask(type, content) {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(new FaultError(this.#ended));
      const id = this.#nextId++;
      this.#open.set(id, { resolve, reject });
      this.#worker.postMessage({ ...content, type, run: this.#run, id }, arraysIn(content));
    });
  }

  get ended() {
    return this.#ended !== undefined;
  }

  /** @param {Fault} fault Ends the worker as broken: what is left of it must not be asked for anything. */
  fail(fault) {
    if (this.#ended) return;
    this.close(fault);
    this.#hear({ type: "failed", run: this.#run, fault });
  }

  /** @param {Fault} [fault] why, for those who still wait for an answer */
  close(fault = { code: "closed" }) {
    this.#ended = fault;
    this.#worker.terminate();
    for (const { reject } of this.#open.values()) reject(new FaultError(fault));
    this.#open.clear();
  }

  /** @param {Event | Reply} message */
  #take(message) {
    if (message.type === "failed") return this.fail(message.fault);
    if (message.type !== "answer" && message.type !== "refusal") return this.#hear(message);
    const promised = this.#open.get(message.id);
    this.#open.delete(message.id);
    if (message.type === "answer") promised?.resolve(message.value);
    else promised?.reject(new FaultError(message.fault));
  }
}
