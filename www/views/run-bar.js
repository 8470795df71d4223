// Start, pause, one step, restart; and where the run stands.

import "../styles/views/run-bar.css";
import { effect } from "@preact/signals-core";
import { computer } from "../core/computer.js";
import { make } from "../core/dom.js";
import { brief, clock, whole } from "../core/numbers.js";
import { watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { drawing, ending } from "../core/view.js";
import { filesOf } from "./files.js";
import { mayEnd } from "./parting.js";

/** @import { Run } from "../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountRunBar(root, run) {
  const { phase, playing, progress, recipe, devices } = run.state;
  const files = filesOf(run);
  const play = make("button", { type: "button", id: "play", class: "primary" });
  const step = make("button", { type: "button", id: "step" }, t("run.step"));
  const restart = make(
    "button",
    { type: "button", id: "restart", title: t("run.restart_help") },
    t("run.restart"),
  );
  const [steps, rate, elapsed, device] = ["steps", "rate", "elapsed", "active-device"].map((id) =>
    make("dd", { id }, "–"),
  );
  const figures = [
    [t("run.steps"), steps],
    [t("run.rate"), rate],
    [t("run.trained"), elapsed],
    [t("run.on"), device],
  ].map(([name, value]) => make("div", {}, make("dt", {}, name ?? ""), value ?? ""));
  root.setAttribute("aria-label", t("run.title"));
  root.append(
    make("div", { class: "buttons" }, play, step, restart),
    make("dl", {}, ...figures),
    make("div", { class: "buttons files" }, ...files.elements),
  );

  play.addEventListener("click", () => void (playing.value ? run.pause() : run.play()));
  step.addEventListener("click", () => void run.step());
  restart.addEventListener("click", () => {
    if (mayEnd(run)) run.draft.restart();
  });
  const buttons = effect(() => {
    play.textContent = t(playing.value ? "run.pause" : "run.start");
    play.dataset.playing = String(playing.value);
    play.disabled = phase.value !== "ready";
    step.disabled = phase.value !== "ready" || playing.value;
    restart.disabled = phase.value === "loading" || phase.value === "failed";
  });
  const { seen, stop } = watchSight(root);
  const numbers = drawing(
    seen,
    () => ({ ...progress.value, known: recipe.value !== undefined, devices: devices.value }),
    (now) => {
      if (device && now.devices)
        device.textContent = computer(now.devices.active, now.devices.workers.active);
      if (!steps || !rate || !elapsed || !now.known) return;
      steps.textContent = whole(now.steps);
      rate.textContent = now.playing && now.rate > 0 ? brief(now.rate) : "–";
      elapsed.textContent = clock(now.seconds);
    },
  );
  return ending(root, buttons, numbers, stop, files.end);
}
