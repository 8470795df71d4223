// One action after another, in the order in which they came; one that fails does not stop the next.

export class Queue {
  /** Ends when the last action is done. */
  #done = Promise.resolve();

  /**
   * @template T
   * @param {() => Promise<T>} action
   * @returns {Promise<T>} The action's own.
   */
  add(action) {
    const result = this.#done.then(action);
    this.#done = result.then(
      () => {},
      () => {},
    );
    return result;
  }
}
