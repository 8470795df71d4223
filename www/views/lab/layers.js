// Which layers of the plane are to be seen.

import { effect } from "@preact/signals-core";
import { make } from "../../core/dom.js";
import { t } from "../../core/text.js";

/** @import { Recipe } from "../../engine/api.js" */
/** @import { Run } from "../../runs/run.js" */
/** @import { ShownLayer } from "../../core/store.js" */

/** @type {{ name: ShownLayer, label: "lab.real", help: "lab.real_help" }[]} */
const CHECKED = /** @type {any} */ (
  ["real", "generated", "arrows", "manifold", "penalty"].map((name) => ({
    name,
    label: `lab.${name}`,
    help: `lab.${name}_help`,
  }))
);
/** One at a time. */
const SHADES = /** @type {const} */ (["opinion", "slope"]);

/** @param {Run} run The controls, of which those are hidden that the run has nothing to show for. */
export function layerControls(run) {
  const { layers, shown } = run.state;
  const shade = make(
    "select",
    { id: "shade-choice" },
    make("option", { value: "" }, t("lab.no_shade")),
    ...SHADES.map((name) => make("option", { value: name }, t(`lab.${name}`))),
  );
  shade.addEventListener("change", () => {
    const others = layers.value.filter((name) => !SHADES.some((shade) => shade === name));
    layers.value = shade.value ? [...others, /** @type {ShownLayer} */ (shade.value)] : others;
  });
  const shadeLabel = make(
    "label",
    { class: "check", title: t("lab.shade_help") },
    t("lab.shade_choice"),
    " ",
    shade,
  );
  const boxes = CHECKED.map(({ name, label, help }) => {
    const box = make("input", { type: "checkbox", id: `layer-${name}` });
    box.addEventListener("change", () => {
      const others = layers.value.filter((other) => other !== name);
      layers.value = box.checked ? [...others, name] : others;
    });
    const element = make("label", { class: "check", title: t(help) }, box, " ", t(label));
    return { name, box, element };
  });
  const element = make(
    "div",
    { class: "layers", role: "group", "aria-label": t("lab.layers") },
    shadeLabel,
    ...boxes.map(({ element }) => element),
  );
  const end = effect(() => {
    const recipe = shown.value?.recipe ?? {};
    shade.value = SHADES.find((name) => layers.value.includes(name)) ?? "";
    shadeLabel.hidden = !has(recipe, "opinion");
    for (const { name, box, element } of boxes) {
      box.checked = layers.value.includes(name);
      element.hidden = !has(recipe, name);
    }
  });
  return { element, end };
}

/** @param {Recipe} recipe @param {ShownLayer} layer Whether a run of the recipe has it: a VAE's nets judge nothing. */
function has(recipe, layer) {
  const judges = recipe.loss !== "elbo";
  if (layer === "penalty") return judges && recipe.penalty !== "none";
  return judges || ["real", "generated", "manifold"].includes(layer);
}
