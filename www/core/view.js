// What every view is made with: a view mounts into a root, draws what the store holds, and gives back its end.

import { effect } from "@preact/signals-core";
import { forget, onNextFrame } from "./frame.js";

/** @import { ReadonlySignal } from "@preact/signals-core" */

/**
 * Draws in the next frame after a signal that `read` reads has changed, and only while it is seen.
 * @template T
 * @param {ReadonlySignal<boolean>} seen
 * @param {() => T} read
 * @param {(what: T) => void} draw
 * @returns {() => void} ends it
 */
export function drawing(seen, read, draw) {
  const owner = {};
  const stop = effect(() => {
    if (!seen.value) return;
    const what = read();
    onNextFrame(owner, () => draw(what));
  });
  return () => {
    stop();
    forget(owner);
  };
}

/**
 * The end of a view: of all that it started, and of what it put into its root.
 * @param {Element} root
 * @param {...(() => void)} ends
 */
export const ending =
  (root, ...ends) =>
  () => {
    for (const end of ends) end();
    root.replaceChildren();
  };
