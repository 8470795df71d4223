// Settings for lessons and tips: a variant's own for its data, and what differs from them.

/** @import { Catalogue, Recipe } from "../engine/api.js" */

/** @param {Catalogue} catalogue @param {Recipe} fields with variant and data @returns {Recipe} All settings. */
export function settingsOf({ variants }, fields) {
  const variant = variants.find(({ name }) => name === fields.variant);
  return { ...variant?.presets[String(fields.data)], ...fields };
}

/** @param {Recipe} fields As an address has them. */
export const queryOf = (fields) =>
  new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])).toString();
