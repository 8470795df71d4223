// Start, pause, one step, reset; and where the run stands.

import "../styles/panels/run-bar.css";
import { byId } from "../core/dom.js";
import { brief, clock, whole } from "../core/numbers.js";
import { t } from "../core/text.js";
import { clearNotice } from "./notice.js";
import { mayEnd, mountParting } from "./parting.js";

/** @import { Run } from "../runs/run.js" */
/** @import { Recipe } from "../engine/api.js" */

/** @param {Run} run */
export function mountRunBar(run) {
  mountParting(run);
  const play = byId("play");
  const step = /** @type {HTMLButtonElement} */ (byId("step"));
  const buttons = [play, step, byId("reset"), byId("save")].map(
    (button) => /** @type {HTMLButtonElement} */ (button),
  );
  const [steps, rate, elapsed] = [byId("steps"), byId("rate"), byId("elapsed")];
  let playing = false;
  /** Whether the run ended by itself, so that it steps no more. */
  let ended = false;
  /** @type {Recipe | undefined} */
  let recipe;

  play.addEventListener("click", () => {
    void (playing ? run.pause() : run.play());
    show(!playing);
  });
  step.addEventListener("click", () => void run.step());
  byId("reset").addEventListener("click", () => {
    if (recipe && mayEnd()) void run.start(recipe, false);
  });

  run.on("started", (message) => {
    recipe = message.recipe;
    ended = false;
    if (!message.kept) clearNotice();
    for (const button of buttons) button.disabled = false;
    show(playing && message.kept);
  });
  run.on("recipe", (message) => (recipe = message.recipe));
  run.on("state", (state) => {
    show(state.playing);
    steps.textContent = whole(state.steps);
    rate.textContent = state.playing && state.rate > 0 ? brief(state.rate) : "–";
    elapsed.textContent = clock(state.seconds);
  });
  run.on("stopped", () => {
    ended = true;
    show(false);
    play.toggleAttribute("disabled", true);
  });
  run.on("failed", () => buttons.forEach((button) => (button.disabled = true)));
  const tell = () => void run.watch({ page: document.visibilityState === "visible" });
  document.addEventListener("visibilitychange", tell);
  // A page may be opened where nobody sees it yet.
  tell();

  /** @param {boolean} now */
  function show(now) {
    playing = now;
    play.textContent = now ? t("run.pause") : t("run.start");
    play.dataset.playing = String(now);
    step.disabled = now || ended || !recipe;
  }
}
