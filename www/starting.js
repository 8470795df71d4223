// Says whatever throws while the page starts: imported before all else, so that it also hears of modules that fail.

import "./core/locale.js";
import { byId } from "./core/dom.js";
import { t } from "./core/text.js";
import { notify } from "./panels/notice.js";

/** @param {unknown} reason */
function say(reason) {
  const words = reason instanceof Error ? reason.message : String(reason);
  notify(t("problem.start", words), "error");
  byId("device-why").textContent = t("device.none");
}

/** @param {ErrorEvent} event */
const thrown = ({ error, message }) => say(error ?? message);
/** @param {PromiseRejectionEvent} event */
const rejected = ({ reason }) => say(reason);

addEventListener("error", thrown);
addEventListener("unhandledrejection", rejected);

/** The page runs: what throws from now on is for the console. */
export function started() {
  removeEventListener("error", thrown);
  removeEventListener("unhandledrejection", rejected);
}
