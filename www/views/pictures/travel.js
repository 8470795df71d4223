// The way from one sample to another: a slider, and a walk that goes on from there.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { t } from "../../core/text.js";
import { ending } from "../../core/view.js";
import { WAY } from "../../runs/exploring.js";
import { helpButton } from "../field.js";
import { slider } from "./slider.js";

/** @import { Run } from "../../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountTravel(root, run) {
  const { explored, samples, walking } = run.state;
  const { exploring } = run;
  const help = make("p", { id: "travel-help", class: "help", hidden: true }, t("travel.help"));
  const to = make("select", { id: "travel-to" });
  const target = () => Number(to.value);
  const position = slider(
    {
      name: t("travel.position"),
      range: [0, WAY],
      step: 1,
      inWords: (at) => t("travel.at", Math.round((100 * at) / WAY)),
    },
    (at) => {
      exploring.walk(false);
      void exploring.go(target(), at);
    },
  );
  const walk = make("button", { type: "button", id: "walk" });
  root.append(
    make("legend", {}, t("travel.title")),
    make(
      "div",
      { class: "field-head" },
      make("label", { class: "check" }, t("travel.to"), to),
      helpButton(t("travel.title"), help),
    ),
    ...[help, position.element, walk],
  );
  to.addEventListener("change", () => {
    exploring.walk(false);
    void exploring.go(target(), explored.value?.way?.at ?? 0);
  });
  walk.addEventListener("click", () => exploring.walk(!walking.value));

  const offering = effect(() => {
    const { index, space } = explored.value ?? {};
    const shown = samples.value?.classes.length || (space ? space.latents.length / space.size : 0);
    const wanted = index === undefined ? 0 : shown;
    if (to.options.length === wanted) return;
    to.replaceChildren(
      ...Array.from({ length: wanted }, (_, at) => make("option", { value: at }, String(at + 1))),
    );
  });
  /** @type {number | undefined} */
  let from;
  const showing = effect(() => {
    const { index, way } = explored.value ?? {};
    if (index === undefined) return;
    if (way) to.value = String(way.to);
    else if (index !== from) to.value = String((index + 1) % to.options.length);
    from = index;
    position.show(way?.at ?? 0);
    const told = t("travel.towards", Math.round((100 * (way?.at ?? 0)) / WAY), target() + 1);
    position.input.setAttribute("aria-valuetext", told);
  });
  const turning = effect(() => {
    walk.textContent = t(walking.value ? "travel.pause" : "travel.walk");
  });
  return ending(root, offering, showing, turning);
}
