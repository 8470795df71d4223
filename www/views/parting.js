// A run that took long is not thrown away unasked.

import { clock } from "../core/numbers.js";
import { t } from "../core/text.js";

/** @import { Run } from "../runs/run.js" */

/** Seconds of training that are gone without a word. */
const SHORT = 60;

/** @param {Run} run Whether it may end; the person is asked where it trained long. */
export function mayEnd(run) {
  const { seconds } = run.state.progress.value;
  return seconds <= SHORT || confirm(t("run.end", clock(seconds)));
}
