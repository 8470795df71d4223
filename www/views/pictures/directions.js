// Sliders for a sample's latents: the most telling directions first, then the others, then each latent by itself.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { brief, whole } from "../../core/numbers.js";
import { watchSight } from "../../core/seen.js";
import { t } from "../../core/text.js";
import { drawing, ending } from "../../core/view.js";
import { coordinateOf } from "../../runs/latents.js";
import { helpButton } from "../field.js";
import { slider } from "./slider.js";

/** @import { Explored } from "../../core/store.js" */
/** @import { LatentSpace } from "../../engine/explore.js" */
/** @import { Run } from "../../runs/run.js" */
/** @import { Slider } from "./slider.js" */

/** Shown at first. */
const FIRST = 8;
/** A slider goes so many deviations to either side. */
const REACH = 3;

/** @param {HTMLElement} root @param {Run} run */
export function mountDirections(root, run) {
  const { explored } = run.state;
  const help = make("p", { id: "directions-help", class: "help", hidden: true });
  const title = t("explorer.directions");
  const again = make("button", { type: "button", class: "quiet" }, t("explorer.again"));
  const [first, others, each] = [make("div"), make("div"), make("div")];
  const more = make("button", { type: "button", id: "more-directions", "aria-expanded": "false" });
  const raw = make("details", { id: "raw-latents" }, make("summary", {}, t("explorer.raw")), each);
  root.append(
    make("div", { class: "field-head" }, make("h4", {}, title), helpButton(title, help)),
    ...[help, first, more, others, again, raw],
  );
  /** @type {Slider[]} */
  let along = [];
  /** @type {Slider[]} Made when they are asked for: there may be hundreds. */
  let single = [];
  /** @type {LatentSpace | undefined} */
  let present;

  const building = effect(() => {
    const space = explored.value?.space;
    if (space === present) return;
    present = space;
    if (!space) return;
    along = Array.from({ length: space.size }, (_, at) => ofDirection(run, space, at));
    const elements = along.map(({ element }) => element);
    first.replaceChildren(...elements.slice(0, FIRST));
    others.replaceChildren(...elements.slice(FIRST));
    more.textContent = t("explorer.more", elements.length - FIRST);
    help.textContent = t("explorer.directions_help", whole(space.step));
    single = [];
    each.replaceChildren();
    fold(true);
    listEach();
  });
  /** @param {boolean} folded */
  function fold(folded) {
    others.hidden = folded;
    more.hidden = !folded || along.length <= FIRST;
  }
  function listEach() {
    const now = explored.peek();
    if (!raw.open || !now || single.length > 0) return;
    single = Array.from({ length: now.space.size }, (_, at) => ofLatent(run, now.space, at));
    each.replaceChildren(...single.map(({ element }) => element));
    show(now);
  }
  /** @param {Explored | undefined} now */
  function show(now) {
    if (!now || now.space !== present) return;
    along.forEach((slider, at) => slider.show(coordinateOf(now.space, now.latents, at)));
    single.forEach((slider, at) => slider.show(now.latents[at] ?? 0));
  }
  more.addEventListener("click", () => {
    fold(false);
    along[FIRST]?.input.focus();
  });
  again.addEventListener("click", () => void run.exploring.findDirections());
  raw.addEventListener("toggle", listEach);
  const { seen, stop } = watchSight(root);
  return ending(
    root,
    building,
    drawing(seen, () => explored.value, show),
    stop,
  );
}

/** @param {Run} run @param {LatentSpace} space @param {number} at */
function ofDirection({ exploring }, { shares }, at) {
  const share = brief(100 * (shares[at] ?? 0));
  return slider(
    {
      name: t("explorer.direction", at + 1),
      beside: t("explorer.share", share),
      spoken: t("explorer.share_spoken", share),
      range: [-REACH, REACH],
      step: 0.01,
      inWords: (value) => t("explorer.deviations", value.toFixed(2)),
    },
    (value) => exploring.moveAlong(at, value),
  );
}

/** @param {Run} run @param {LatentSpace} space @param {number} at */
const ofLatent = ({ exploring }, { least, most }, at) =>
  slider(
    {
      name: t("explorer.latent", at + 1),
      range: [least, most],
      step: 0.01,
      inWords: (value) => value.toFixed(2),
    },
    (value) => exploring.moveOne(at, value),
  );
