// The experiment's controls, made from the catalogue, and what a change to them does: a live setting takes
// effect at once, any other needs a fresh start, which a run under way is never given unasked.

import "../styles/panels/settings.css";
import { byId } from "../core/dom.js";
import { whole } from "../core/numbers.js";
import { capitalised, t } from "../core/text.js";
import { makeControl } from "./field.js";
import { Shelves } from "./shelves.js";

/** @import { Catalogue, Field, Recipe } from "../engine/api.js" */
/** @import { Fault } from "../protocol/faults.js" */
/** @import { Run } from "../runs/run.js" */
/** @import { Control } from "./field.js" */

/** Concerns native runs only. */
const HIDDEN = ["checkpoint_every"];

/** @param {Run} run */
export function mountSettings(run) {
  const pending = byId("pending");
  /** @type {Map<string, Control>} */
  const controls = new Map();
  const shelves = new Shelves();
  /** @type {Recipe} */
  let current = {};
  /** @type {Recipe} */
  let draft = {};
  let steps = 0;
  let playing = false;
  /** The control at which the draft contradicts itself. */
  let faulty = "";

  run.on("catalogue", ({ catalogue }) => build(catalogue));
  run.on("started", (message) => {
    steps = message.steps;
    if (message.kept) return;
    adopt(message.recipe);
  });
  run.on("recipe", ({ recipe }) => {
    // A live setting took effect; what waits for a fresh start keeps waiting.
    for (const [name, value] of Object.entries(recipe)) {
      if (current[name] !== value) draft[name] = value;
    }
    current = recipe;
    showPending();
  });
  run.on("state", (state) => {
    steps = state.steps;
    playing = state.playing;
  });
  run.on("needs_files", ({ recipe }) => {
    // Where there is no run yet, what waits for its files is what further changes are made to.
    if (Object.keys(current).length === 0) draft = { ...recipe };
    show(recipe);
  });
  run.on("draft", ({ fields, fault }) => {
    shelves.show(fields);
    controls.get(faulty)?.fault("");
    faulty = "";
    if (fault) refuse(fault);
    showPending();
  });
  run.on("refused", ({ fault }) => refuse(fault));
  byId("apply").addEventListener("click", () => start(playing));
  byId("discard").addEventListener("click", () => {
    void run.keep();
    adopt(current);
  });

  /** @param {Catalogue} catalogue */
  function build({ fields, variants }) {
    const presets = new Map(variants.map(({ name, presets }) => [name, presets]));
    /** @param {string | number | boolean} variant @param {string | number | boolean} data */
    const presetOf = (variant, data) => presets.get(String(variant))?.[String(data)] ?? {};

    add(variantField(variants), (variant) => {
      change({ ...presetOf(variant, draft.data), seed: draft.seed });
    });
    for (const field of fields.filter(({ name }) => !HIDDEN.includes(name))) {
      add(field, (value) => {
        if (field.live) setLive(field.name, value);
        else if (field.name === "data") {
          change(moved(draft, presetOf(draft.variant, draft.data), presetOf(draft.variant, value)));
        } else change({ ...draft, [field.name]: value });
      });
    }
  }

  /** @param {Field} field @param {(value: string | number | boolean) => void} changed */
  function add(field, changed) {
    const control = makeControl(field, changed);
    controls.set(field.name, control);
    shelves.add(field, control);
  }

  /** @param {Recipe} recipe */
  function adopt(recipe) {
    current = { ...recipe };
    draft = { ...recipe };
    show(recipe);
    showPending();
  }

  /** @param {Recipe} recipe */
  function show(recipe) {
    for (const [name, value] of Object.entries(recipe)) {
      controls.get(name)?.show(value);
      controls.get(name)?.fault("");
    }
    faulty = "";
    void run.judge(recipe);
  }

  /** @param {Fault} fault Says at the control why the settings cannot be a run; the present run stays. */
  function refuse(fault) {
    if (fault.code !== "field" || !controls.has(fault.field)) return;
    faulty = fault.field;
    controls.get(faulty)?.fault(`${capitalised(fault.words)}.`);
    shelves.reveal(faulty);
    showPending();
  }

  /** @param {string} name @param {string | number | boolean} value */
  function setLive(name, value) {
    draft[name] = value;
    if (Object.keys(current).length > 0) void run.set(name, String(value));
  }

  /** @param {Recipe} recipe */
  function change(recipe) {
    draft = recipe;
    show(recipe);
    if (steps === 0 && !playing) start(false);
    else showPending();
  }

  /** @param {boolean} play */
  function start(play) {
    void run.start(draft, play);
  }

  function showPending() {
    const changed = Object.keys(draft).filter((name) => draft[name] !== current[name]);
    pending.hidden = changed.length === 0 || (steps === 0 && !faulty);
    byId("apply").hidden = faulty !== "";
    byId("pending-text").textContent = faulty
      ? t("settings.contradiction", controls.get(faulty)?.label ?? "")
      : t("settings.needs_start", changed.length, whole(steps));
  }
}

/**
 * What was changed of one preset, put over another.
 * @param {Recipe} recipe
 * @param {Recipe} from
 * @param {Recipe} to
 */
function moved(recipe, from, to) {
  const changed = Object.entries(recipe).filter(([name, value]) => value !== from[name]);
  return { ...to, ...Object.fromEntries(changed) };
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
