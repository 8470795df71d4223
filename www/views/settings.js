// The experiment's controls, made from the catalogue, and what waits for a fresh start.

import "../styles/views/settings.css";
import { effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { whole } from "../core/numbers.js";
import { pointed, sought } from "../core/pointed.js";
import { capitalised, t } from "../core/text.js";
import { ending } from "../core/view.js";
import { mountDevice } from "./device.js";
import { makeControl } from "./field.js";
import { mountMnist } from "./mnist.js";
import { mountOwn } from "./own.js";
import { Shelves } from "./shelves.js";

/** @import { Catalogue, Field } from "../engine/api.js" */
/** @import { Run } from "../runs/run.js" */
/** @import { Control } from "./field.js" */
/** @typedef {Map<string, Control>} Controls */

/** Concerns native runs only: the page has one way to cut pictures and to make them smaller. */
const HIDDEN = ["checkpoint_every", "crop", "resize_filter", "allow_truncated", "attributes"];
/** Heights and widths of own pictures. */
const SIZES = [28, 32, 64];
/** Which settings are the variant's own depends on these. */
const CHOOSE_PRESET = ["variant", "data"];

/** @param {HTMLElement} root @param {Run} run */
export function mountSettings(root, run) {
  const { catalogue, controls: values, judged } = run.state;
  /** @type {Controls} */
  const controls = new Map();
  const own = make("section", { id: "own", "aria-labelledby": "own-title", hidden: true });
  const device = make("fieldset", { id: "device" });
  const shelves = new Shelves(device);
  const mnist = make("section", { id: "mnist", "aria-labelledby": "mnist-name", hidden: true });
  const pending = pendingOf(run, controls);
  const title = make("h2", { id: "settings-name" }, t("settings.title"));
  root.append(title, mnist, own, ...shelves.elements, pending.element);

  const building = effect(() => {
    if (!catalogue.value) return;
    for (const { field, changed } of fieldsOf(catalogue.value, run)) {
      const control = makeControl(field, changed);
      controls.set(field.name, control);
      shelves.add(field, control);
    }
  });
  const showing = effect(() => {
    for (const [name, value] of Object.entries(values.value)) {
      controls.get(name)?.show(value);
      controls.get(name)?.fault("");
    }
  });
  /** The control at which the draft contradicts itself. */
  let faulty = "";
  const judging = effect(() => {
    const { fields, fault } = judged.value;
    shelves.show(fields);
    controls.get(faulty)?.fault("");
    faulty = fault?.code === "field" ? fault.field : "";
    if (fault?.code !== "field") return;
    controls.get(faulty)?.fault(`${capitalised(fault.words)}.`);
    shelves.reveal(faulty);
  });
  const offering = effect(() => {
    const known = run.draft.dataFor(values.value.variant ?? "");
    controls.get("data")?.offer(known);
  });
  const lighting = effect(() => {
    const { setting } = pointed.value;
    for (const [name, { element }] of controls) element.classList.toggle("lit", name === setting);
  });
  const seeking = effect(() => {
    const control = controls.get(sought.value.setting ?? "");
    if (!control) return;
    shelves.reveal(sought.value.setting ?? "");
    const input = /** @type {HTMLElement | null} */ (control.element.querySelector("input, select"));
    input?.focus({ preventScroll: true });
  });
  const marking = effect(() => mark(run, controls, shelves));
  const parts = [mountMnist(mnist, run), mountOwn(own, run), mountDevice(device, run)];
  return ending(
    root,
    building,
    showing,
    offering,
    judging,
    lighting,
    seeking,
    marking,
    pending.end,
    ...parts,
  );
}

/** @param {Run} run @param {Controls} controls @param {Shelves} shelves Marks what is not as the variant has it. */
function mark({ draft, state }, controls, shelves) {
  const [preset, values] = [draft.preset, state.draft.value];
  const changed = [...controls.keys()].filter(
    (name) => !CHOOSE_PRESET.includes(name) && name in preset && values[name] !== preset[name],
  );
  for (const [name, control] of controls) control.mark(changed.includes(name) ? preset[name] : undefined);
  shelves.mark(changed);
}

/**
 * The fields that have controls, each with what a change to it does.
 * @param {Catalogue} catalogue
 * @param {Run} run
 * @returns {{ field: Field, changed: (value: string | number | boolean) => void }[]}
 */
function fieldsOf({ fields, variants }, { draft }) {
  const variant = { field: variantField(variants), changed: draft.setVariant };
  // What is drawn is drawn in the lab.
  const others = fields.filter(({ name, kind }) => !HIDDEN.includes(name) && kind !== "drawing");
  const changes = others.map((field) => {
    const { name, live } = field;
    if (name === "data") return { field, changed: draft.setData };
    if (name === "image_size") return sizeOf(field, draft.set(name));
    return { field, changed: live ? draft.setLive(name) : draft.set(name) };
  });
  return [variant, ...changes];
}

/** @param {Field} field @param {(value: number) => void} changed A size is chosen from those that the page makes. */
function sizeOf(field, changed) {
  const options = SIZES.map((size) => ({ name: String(size), title: t("own.sizes", size), help: "" }));
  const choice = /** @type {Field} */ ({ ...field, kind: "choice", options });
  return { field: choice, changed: (/** @type {unknown} */ value) => changed(Number(value)) };
}

/**
 * What waits for a fresh start, and whether it is to have one.
 * @param {Run} run
 * @param {Controls} controls
 */
function pendingOf({ state, draft }, controls) {
  const text = make("p", { id: "pending-text" });
  const apply = make("button", { type: "button", id: "apply", class: "primary" }, t("settings.restart"));
  const discard = make("button", { type: "button", id: "discard" }, t("settings.keep"));
  const element = make(
    "div",
    { id: "pending", role: "status", hidden: true },
    text,
    make("div", { class: "buttons" }, apply, discard),
  );
  apply.addEventListener("click", () => draft.restart());
  discard.addEventListener("click", () => draft.discard());
  const end = effect(() => {
    const [settings, current] = [state.draft.value, state.recipe.value ?? {}];
    const { fault } = state.judged.value;
    const faulty = fault?.code === "field" ? controls.get(fault.field) : undefined;
    const changed = Object.keys(settings).filter((name) => settings[name] !== current[name]);
    // Only a change is news: the steps that go on are not read out.
    const { steps } = state.progress.peek();
    element.hidden = changed.length === 0 || (steps === 0 && !faulty);
    apply.hidden = faulty !== undefined;
    text.textContent = faulty
      ? t("settings.contradiction", faulty.label)
      : t("settings.needs_start", changed.length, whole(steps));
  });
  return { element, end };
}

/** @param {Catalogue["variants"]} variants @returns {Field} */
function variantField(variants) {
  return {
    kind: "choice",
    name: "variant",
    group: "",
    label: t("settings.variant"),
    unit: "",
    help: t("settings.variant_help"),
    live: false,
    options: variants.map(({ name, title, idea }) => ({ name, title, help: idea })),
  };
}
