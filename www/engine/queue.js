// One action after another, in the order in which they came; one that fails does not stop the next.

export class Queue {
  /** Ends when the last action is done. */
  #done = Promise.resolve();
  #failed;

  /** @param {(error: unknown) => void} failed */
  constructor(failed) {
    this.#failed = failed;
  }

  /** @param {() => Promise<void>} action @returns {Promise<void>} Ends with this action, also where it fails. */
  add(action) {
    this.#done = this.#done.then(action).catch(this.#failed);
    return this.#done;
  }
}
