// The run in one sentence for those who do not see it: when it starts, stops, and every quarter minute.

import { byId } from "../dom.js";
import { equilibrium } from "../equilibrium.js";

/** @import { Link, Message } from "../link.js" */
/** @import { Measures, Recipe } from "../engine/api.js" */

const EVERY = 15_000;

/** @param {Link} link */
export function mountSummary(link) {
  const place = byId("summary");
  /** @type {Measures | undefined} */
  let last;
  /** @type {Recipe} */
  let recipe = {};
  let playing = false;
  let said = 0;

  link.on("started", (message) => {
    recipe = message.recipe;
    if (!message.kept) last = undefined;
  });
  link.on("curves", ({ readings }) => {
    const at = (/** @type {keyof Measures} */ name) => readings[name].at(-1) ?? NaN;
    last = {
      loss_d: at("loss_d"),
      loss_g: at("loss_g"),
      d_real: at("d_real"),
      d_generated: at("d_generated"),
    };
  });
  link.on("state", (state) => {
    const now = performance.now();
    if (state.playing === playing && (!playing || now - said < EVERY)) return;
    playing = state.playing;
    said = now;
    place.textContent = sentence(state);
  });

  /** @param {Message<"state">} state */
  function sentence({ playing, steps }) {
    const doing = `${playing ? "Training" : "Paused"} at step ${steps}.`;
    if (!last) return doing;
    const rest = equilibrium(recipe);
    const balance = (/** @type {keyof Measures} */ name) =>
      rest ? `, at balance ${rest[name].toFixed(2)}` : "";
    return (
      `${doing} Discriminator loss ${last.loss_d.toFixed(2)}${balance("loss_d")}; ` +
      `generator loss ${last.loss_g.toFixed(2)}${balance("loss_g")}. ` +
      `The discriminator calls real samples real with ${percent(last.d_real)}, generated ones with ${percent(last.d_generated)}.`
    );
  }
}

/** @param {number} part */
const percent = (part) => `${Math.round(part * 100)} %`;
