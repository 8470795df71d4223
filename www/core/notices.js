// What the person must be told: one message at a time.

import { signal } from "@preact/signals-core";

/**
 * Only an error interrupts whoever has the page read out.
 * @typedef {{ text: string, tone: "told" | "error" }} Notice
 */

export const notice = signal(/** @type {Notice | undefined} */ (undefined));

/** @param {string} text @param {Notice["tone"]} [tone] */
export const notify = (text, tone = "told") => {
  notice.value = { text, tone };
};

export const clearNotice = () => {
  notice.value = undefined;
};
