// A sample with its own coarse styles and another's fine ones, where a mapping network makes styles.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { t } from "../../core/text.js";
import { ending } from "../../core/view.js";
import { helpButton } from "../field.js";
import { slider } from "./slider.js";

/** @import { Run } from "../../runs/run.js" */
/** @import { Slider } from "./slider.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountMixing(root, run) {
  const { explored } = run.state;
  const { exploring } = run;
  const help = make("p", { id: "mixing-help", class: "help", hidden: true }, t("mixing.help"));
  const other = make("select", { id: "mixing-with" });
  const place = make("div");
  /** @type {Slider | undefined} */
  let levels;
  root.append(
    make("legend", {}, t("mixing.title")),
    make(
      "div",
      { class: "field-head" },
      make("label", { class: "check" }, t("mixing.with"), other),
      helpButton(t("mixing.title"), help),
    ),
    ...[help, place],
  );
  other.addEventListener("change", () =>
    exploring.mix(Number(other.value), explored.value?.mix?.finest ?? 0),
  );

  const offering = effect(() => {
    const { space } = explored.value ?? {};
    root.hidden = !space || space.styles === 0;
    if (space && levels?.input.max !== String(space.styles)) {
      levels = ofStyles(space.styles, (finest) => exploring.mix(Number(other.value), finest));
      place.replaceChildren(levels.element);
    }
    const samples = space ? space.latents.length / space.size : 0;
    if (other.options.length === samples) return;
    other.replaceChildren(
      ...Array.from({ length: samples }, (_, at) => make("option", { value: at }, String(at + 1))),
    );
  });
  /** @type {number | undefined} */
  let of;
  const showing = effect(() => {
    const { index, mix, space } = explored.value ?? {};
    if (index === undefined || !space) return;
    if (mix) other.value = String(mix.with);
    else if (index !== of) other.value = String((index + 1) % other.options.length);
    of = index;
    levels?.show(mix?.finest ?? 0);
  });
  return ending(root, offering, showing);
}

/** @param {number} count @param {(finest: number) => void} moved */
const ofStyles = (count, moved) =>
  slider(
    {
      name: t("mixing.levels"),
      range: [0, count],
      step: 1,
      inWords: (finest) => t("mixing.of", finest, count),
    },
    moved,
  );
