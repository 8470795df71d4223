// A broken run of the gallery under repair: what to do next, and whether it is done.

import "../styles/views/repair.css";
import { effect, signal } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { caseIn } from "../gallery/cases.js";
import { noteRepaired } from "../gallery/repaired.js";
import { followRepair } from "../gallery/stage.js";

/** @import { Run } from "../runs/run.js" */
/** @param {HTMLElement} root @param {Run} run @param {HTMLElement} doctor brought into sight with it */
export function mountRepair(root, run, doctor) {
  const { state } = run;
  const open = signal(caseIn(location.hash));
  const follow = () => (open.value = caseIn(location.hash) ?? open.value);
  addEventListener("hashchange", follow);
  const name = make("h2", { id: "repair-name" });
  const watch = make("p");
  const status = make("p", { id: "repair-status", role: "status" });
  root.append(name, watch, status, make("a", { href: "#gallery" }, t("repair.back")));

  const starting = effect(() => {
    if (!open.value || state.phase.value !== "ready" || state.shown.value?.steps !== 0) return;
    if (!state.shown.value.kept && state.progress.peek().steps === 0) void run.play();
    doctor.scrollIntoView({ block: "nearest" });
  });
  const { stage, stop } = followRepair(state, open);
  const showing = effect(() => {
    root.hidden = !open.value;
    if (!open.value) return;
    name.textContent = t("repair.title", t("gallery.case", open.value.name));
    watch.textContent = t("gallery.watch", open.value.name);
    status.textContent = t(`repair.${stage.value}`);
    root.dataset.stage = stage.value;
    if (stage.value === "found") doctor.scrollIntoView({ block: "nearest" });
    if (stage.value === "repaired") noteRepaired(open.value.name);
  });
  return ending(root, starting, showing, stop, () => removeEventListener("hashchange", follow));
}
