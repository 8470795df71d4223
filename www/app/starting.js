// Says whatever throws while the page starts: imported before all else, so that it also hears of modules that fail.

import "../core/locale.js";
import { byId } from "../core/dom.js";
import { notify } from "../core/notices.js";
import { t } from "../core/text.js";
import { mountNotice } from "../views/notice.js";

mountNotice(byId("notice"));

/** @param {unknown} reason */
const say = (reason) =>
  notify(t("problem.start", reason instanceof Error ? reason.message : String(reason)), "error");

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
