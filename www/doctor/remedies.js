// What helps: settings other than the present ones, for the running run where it can take them, or for a restarted one.

/** @import { Recipe } from "../engine/api.js" */
/** @import { Evidence } from "./evidence.js" */

/**
 * `name` is its reason, whose words are the page's: `remedy.own_settings` and so on.
 * @typedef {{ name: RemedyName, fields: Recipe, live: boolean }} Remedy
 * @typedef {(
 *   | "own_settings" | "own_live_settings" | "slower_generator" | "slower_discriminator" | "slower_both" | "fewer_discriminator_steps"
 *   | "instance_noise" | "non_saturating" | "wider_clip" | "gradient_penalty" | "clip_gradients" | "sharper_decoder"
 *   | "less_momentum"
 * )} RemedyName
 */

/** What makes a run the person's own experiment rather than a faulty one. */
const KEPT = [
  "variant",
  "data",
  "drawing",
  "seed",
  "batch",
  "architecture",
  "conditional",
  "checkpoint_every",
];

/** @param {Evidence} evidence @returns {Recipe} The variant's own settings for its data. */
export function presetOf({ recipe, catalogue }) {
  const variant = catalogue.variants.find(({ name }) => name === recipe.variant);
  return variant?.presets[String(recipe.data)] ?? {};
}

/**
 * @param {Evidence} evidence
 * @param {RemedyName} name
 * @param {Recipe} fields
 * @returns {Remedy[]} None where the run is so already.
 */
export function remedy({ recipe, catalogue }, name, fields) {
  const changes = Object.entries(fields).filter(([field, value]) => recipe[field] !== value);
  if (changes.length === 0) return [];
  const live = changes.every(([field]) => catalogue.fields.some((row) => row.name === field && row.live));
  return [{ name, fields: Object.fromEntries(changes), live }];
}

/** @param {Evidence} evidence @returns {Remedy[]} Back to what the variant is known to train with, at once as far as that can be. */
export function ownSettings(evidence) {
  const preset = Object.entries(presetOf(evidence)).filter(([field]) => !KEPT.includes(field));
  const all = remedy(evidence, "own_settings", Object.fromEntries(preset));
  if (all[0]?.live ?? true) return all;
  const live = preset.filter(([field]) =>
    evidence.catalogue.fields.some((row) => row.name === field && row.live),
  );
  return [...all, ...remedy(evidence, "own_live_settings", Object.fromEntries(live))];
}

/** @param {Evidence} evidence @param {string} field @param {number} factor @returns {Recipe} */
export function scaled({ recipe }, field, factor) {
  return { [field]: Number((Number(recipe[field]) * factor).toPrecision(2)) };
}
