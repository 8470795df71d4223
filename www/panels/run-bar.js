// Start, pause, one step, reset; and where the run stands.

import "../styles/panels/run-bar.css";
import { byId } from "../dom.js";
import { clearNotice } from "./notice.js";

/** @import { Link } from "../link.js" */
/** @import { Recipe } from "../engine/api.js" */

/** @param {Link} link */
export function mountRunBar(link) {
  const play = byId("play");
  const step = /** @type {HTMLButtonElement} */ (byId("step"));
  const buttons = [play, step, byId("reset"), byId("save")].map(
    (button) => /** @type {HTMLButtonElement} */ (button),
  );
  const [steps, rate, elapsed] = [byId("steps"), byId("rate"), byId("elapsed")];
  let playing = false;
  /** @type {Recipe | undefined} */
  let recipe;

  play.addEventListener("click", () => {
    link.send({ type: playing ? "pause" : "play" });
    show(!playing);
  });
  step.addEventListener("click", () => link.send({ type: "step" }));
  byId("reset").addEventListener("click", () => {
    if (recipe) link.send({ type: "start", recipe, play: false });
  });

  link.on("started", (message) => {
    recipe = message.recipe;
    if (!message.kept) clearNotice();
    for (const button of buttons) button.disabled = false;
    show(playing && message.kept);
  });
  link.on("recipe", (message) => (recipe = message.recipe));
  link.on("state", (state) => {
    show(state.playing);
    steps.textContent = state.steps.toLocaleString("en");
    rate.textContent = state.playing && state.rate > 0 ? brief(state.rate) : "–";
    elapsed.textContent = clock(state.seconds);
  });
  link.on("stopped", () => {
    show(false);
    play.toggleAttribute("disabled", true);
    step.disabled = true;
  });
  link.on("failed", () => buttons.forEach((button) => (button.disabled = true)));
  document.addEventListener("visibilitychange", () => {
    link.send({ type: "visible", visible: document.visibilityState === "visible" });
  });

  /** @param {boolean} now */
  function show(now) {
    playing = now;
    play.textContent = now ? "Pause" : "Start";
    play.dataset.playing = String(now);
    step.disabled = now || !recipe;
  }
}

/** @param {number} value Three digits at most after the first. */
export const brief = (value) => value.toLocaleString("en", { maximumSignificantDigits: 3 });

/** @param {number} seconds */
function clock(seconds) {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
  return `${minutes}:${String(rest).padStart(2, "0")}`;
}
