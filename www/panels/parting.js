// A run that took long is not thrown away unasked.

import { clock } from "../core/numbers.js";
import { t } from "../core/text.js";

/** @import { Run } from "../runs/run.js" */

/** Seconds of training that are gone without a word. */
const SHORT = 60;

let trained = 0;

/** @param {Run} run */
export function mountParting(run) {
  run.on("state", ({ seconds }) => (trained = seconds));
}

/** Whether the present run may end; the person is asked where it trained long. */
export const mayEnd = () => trained <= SHORT || confirm(t("run.end", clock(trained)));
