// One run: it owns its worker, and everything that is asked of it goes through here.

import { faultOf } from "../protocol/faults.js";
import { PageEnd } from "../protocol/page-end.js";
import { cpuModule } from "./modules.js";

/** @import { Catalogue, Recipe } from "../engine/api.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { Begun, DeviceChoice, Files, Requests, Told } from "../protocol/messages.js" */

/**
 * What is told of a run: what its worker tells unasked, and what came of requests that concern the whole page.
 * @typedef {(
 *   | Told
 *   | { type: "catalogue", catalogue: Catalogue }
 *   | { type: "linked", query: string }
 *   | { type: "in_vain", ignored: string[], problems: string[] }
 *   | { type: "recipe", recipe: Recipe, query: string }
 *   | { type: "draft", fields: string[], fault: Fault | undefined }
 *   | { type: "needs_files", recipe: Recipe }
 *   | { type: "kept" }
 *   | { type: "refused", fault: Fault }
 * )} News
 */
/**
 * @template {News["type"]} Type
 * @typedef {Extract<News, { type: Type }>} NewsOf
 */

let runs = 0;

export class Run {
  /** Names the run in every message. */
  id = `run-${++runs}`;
  #worker = new PageEnd(this.id, (event) => this.#tell(event));
  /** @type {Map<News["type"], ((news: any) => void)[]>} By type, which the news' own type follows. */
  #handlers = new Map();
  #watched = { page: true, samples: true };

  /**
   * @template {News["type"]} Type
   * @param {Type} type
   * @param {(news: NewsOf<Type>) => void} handler
   */
  on(type, handler) {
    this.#handlers.set(type, [...(this.#handlers.get(type) ?? []), handler]);
  }

  /** @param {string} query @param {DeviceChoice} device Loads the engine and shows the address's run at its start. */
  async open(query, device) {
    try {
      const opened = await this.#worker.ask("open", { query, module: await cpuModule() });
      this.#tell({ type: "catalogue", catalogue: opened.catalogue });
      this.#tell({ type: "linked", query: opened.query });
      const { recipe, ignored, problems } = opened.linked;
      await this.start(recipe, false);
      if (ignored.length + problems.length > 0) this.#tell({ type: "in_vain", ignored, problems });
      await this.choose(device);
    } catch (error) {
      this.#worker.fail(faultOf(error));
    }
  }

  /** @param {Recipe} recipe @param {boolean} play */
  start(recipe, play) {
    return this.#begin("start", { recipe, play });
  }

  /** @param {Uint8Array<ArrayBuffer>} checkpoint */
  resume(checkpoint) {
    return this.#begin("resume", { checkpoint });
  }

  /** @param {Files} files of a data set; what waits for them begins */
  take(files) {
    return this.#begin("files", files);
  }

  /** Gives up what waits for its files. */
  async keep() {
    if (await this.#do("keep", {})) this.#tell({ type: "kept" });
  }

  /** @param {Recipe} recipe Asks which fields settings make use of, and what is wrong with them. */
  async judge(recipe) {
    const judged = await this.#do("draft", { recipe });
    if (judged) this.#tell({ type: "draft", ...judged.answer });
  }

  /** @param {string} field @param {string} text A live setting. */
  async set(field, text) {
    const changed = await this.#do("set", { field, text });
    if (changed) this.#tell({ type: "recipe", ...changed.answer });
  }

  play = () => this.#do("play", {});
  pause = () => this.#do("pause", {});
  step = () => this.#do("step", {});

  /** @param {boolean} averaged Whether samples come from the averaged weights. */
  average = (averaged) => this.#do("averaged", { averaged });

  /** @param {number | undefined} asked The class that samples are of; all without one. */
  ask = (asked) => this.#do("class", { asked });

  /** @param {DeviceChoice} device */
  choose = (device) => this.#do("device", { device });

  /** @param {Partial<Requests["watch"]["ask"]>} watched What of the run is seen from now on. */
  watch(watched) {
    this.#watched = { ...this.#watched, ...watched };
    return this.#do("watch", this.#watched);
  }

  /** The run as a file; nothing where that is refused, which is told. */
  async save() {
    return (await this.#do("save", {}))?.answer;
  }

  /** @param {string} query @param {number} steps */
  bench = (query, steps) => this.#worker.ask("bench", { query, steps });

  close() {
    this.#worker.close();
  }

  /**
   * @template {"start" | "resume" | "files"} Type
   * @param {Type} type
   * @param {Requests[Type]["ask"]} content
   */
  async #begin(type, content) {
    const begun = await this.#do(type, content);
    const { needs } = /** @type {Begun} */ (begun?.answer ?? {});
    if (needs) this.#tell({ type: "needs_files", recipe: needs });
  }

  /**
   * Asks, and tells of a refusal; the end of the worker is told once, whoever waits for it.
   * @template {keyof Requests} Type
   * @param {Type} type
   * @param {Requests[Type]["ask"]} content
   * @returns {Promise<{ answer: Requests[Type]["answer"] } | undefined>}
   */
  async #do(type, content) {
    try {
      return { answer: await this.#worker.ask(type, content) };
    } catch (error) {
      if (!this.#worker.ended) this.#tell({ type: "refused", fault: faultOf(error) });
      return undefined;
    }
  }

  /** @param {News} news */
  #tell(news) {
    for (const handler of this.#handlers.get(news.type) ?? []) handler(news);
  }
}
