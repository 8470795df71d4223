// Workers that compute every step of a run together, as the first of them, the page's own, sees the others: each computes
// its share of the batch, and gradients are averaged before the optimisers see them (src/train/process_group.rs).

import { FaultError } from "../protocol/faults.js";

/** @import { Player } from "./api.js" */
/** @import { Engine } from "./compile.js" */
/** @import { Given } from "./given.js" */
/** @import { Opening } from "./opening.js" */
/** @import { Fault } from "../protocol/faults.js" */
/**
 * What the others are told. `open` comes first; what changes the run is said to all, in the order in which the first does it.
 * @typedef {(
 *   | { type: "open", engine: Engine, opening: Opening, given: Partial<Given>, rank: number, processes: number }
 *   | { type: "step" }
 *   | { type: "half", player: Player }
 *   | { type: "set", field: string, text: string }
 *   | { type: "mean", mean: Float32Array<ArrayBuffer> }
 * )} Command
 */
/**
 * What each of them says: that its run is open, its own numbers, of which the mean is to be taken, or why it is no more.
 * @typedef {(
 *   | { type: "opened" }
 *   | { type: "own", own: Float32Array<ArrayBuffer> }
 *   | { type: "failed", words: string }
 * )} Report
 */

/** A worker that says nothing for so many milliseconds, while the first waits for it, is lost. */
const LOST_AFTER = 60_000;

export class ProcessGroup {
  #members;
  /** @type {Fault | undefined} Why the group cannot go on. */
  lost;

  /**
   * A group of so many `processes`, this worker among them, each with the run that `opening` describes.
   * @param {number} processes
   * @param {{ engine: Engine, opening: Opening, given: Partial<Given> }} shared
   */
  static async open(processes, shared) {
    const group = new ProcessGroup(processes);
    try {
      const opened = group.#members.map((member, at) => {
        member.tell({ type: "open", ...shared, rank: at + 1, processes });
        return member.report();
      });
      await Promise.all(opened);
    } catch (error) {
      group.end();
      throw error;
    }
    return group;
  }

  /** @param {number} processes */
  constructor(processes) {
    const lose = (/** @type {Fault} */ fault) => void (this.lost ??= fault);
    this.#members = Array.from({ length: processes - 1 }, (_, at) => new Member(at + 1, lose));
  }

  /** How many workers there are, this one included. */
  get size() {
    return this.#members.length + 1;
  }

  /** @param {Command} command */
  tell(command) {
    for (const member of this.#members) member.tell(command);
  }

  /**
   * The mean of `own` and of what the others say next, which is told them. It is summed in their order: the same every time.
   * @param {Float32Array<ArrayBuffer>} own is changed
   */
  async mean(own) {
    const others = await Promise.all(this.#members.map((member) => member.numbers()));
    for (const other of others) {
      for (let at = 0; at < own.length; at++) own[at] = (own[at] ?? 0) + (other[at] ?? 0);
    }
    for (let at = 0; at < own.length; at++) own[at] = (own[at] ?? 0) / this.size;
    for (const [at, member] of this.#members.entries()) {
      const mean = others[at] ?? new Float32Array(own.length);
      mean.set(own);
      member.tell({ type: "mean", mean }, [mean.buffer]);
    }
    return own;
  }

  /** Ends the others. */
  end() {
    for (const member of this.#members) member.end();
  }
}

/** One of the others. */
class Member {
  #worker;
  #lose;
  /** @type {Report[]} Not yet asked for. */
  #reports = [];
  /** @type {{ resolve: (report: Report) => void, reject: (error: Error) => void } | undefined} Who waits for the next. */
  #waiting;
  /** @type {Fault | undefined} */
  #fault;

  /** @param {number} rank @param {(fault: Fault) => void} lose */
  constructor(rank, lose) {
    this.#lose = lose;
    this.#worker = new Worker(new URL("./member.js", import.meta.url), {
      type: "module",
      name: `member-${rank}`,
    });
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#fail(event.message ?? "");
    };
  }

  /** @param {Command} command @param {Transferable[]} [transfer] */
  tell(command, transfer = []) {
    this.#worker.postMessage(command, { transfer });
  }

  /** Its next report, which is waited for. */
  report() {
    return new Promise((resolve, reject) => {
      if (this.#fault) return reject(new FaultError(this.#fault));
      const report = this.#reports.shift();
      if (report) return resolve(report);
      const timer = setTimeout(() => this.#fail(""), LOST_AFTER);
      this.#waiting = {
        resolve: (next) => (clearTimeout(timer), resolve(next)),
        reject: (error) => (clearTimeout(timer), reject(error)),
      };
    });
  }

  /** @returns {Promise<Float32Array<ArrayBuffer>>} What it says of the mean that is taken now. */
  async numbers() {
    const report = await this.report();
    if (report.type !== "own") throw new Error(`a worker answered ${report.type}`);
    return report.own;
  }

  end() {
    this.#worker.terminate();
  }

  /** @param {Report} report */
  #hear(report) {
    if (report.type === "failed") return this.#fail(report.words);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting.resolve(report);
    else this.#reports.push(report);
  }

  /** @param {string} words why, if that is known */
  #fail(words) {
    this.#fault ??= { code: "worker_lost", words };
    this.#lose(this.#fault);
    this.#waiting?.reject(new FaultError(this.#fault));
    this.#waiting = undefined;
  }
}
