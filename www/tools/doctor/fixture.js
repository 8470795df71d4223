// Recordings for the unit tests: cut where the fault is first raised, thinned, in four digits.

import { thin, until } from "../../engine/readings.js";
import { catalogue } from "./record.js";

/** @import { Recipe } from "../../engine/api.js" */
/** @import { Readings } from "../../protocol/messages.js" */
/** @import { Tried } from "./table.js" */

/** Rows that a recording keeps at most. */
const ROWS = 150;
const DIGITS = 4;
/** Healthy runs that go into the tests: one a family of losses. */
const FAMILIES = ["vanilla", "lsgan", "wgan_gp", "hinge", "ebgan", "vae"].map(
  (name) => `variant=${name}&data=ring&seed=1`,
);

/** @param {Tried[]} tried */
export function fixtureOf(tried) {
  const chosen = tried.filter(({ trial, alarms }) =>
    trial.fault ? alarms.some(({ fault }) => fault === trial.fault) : FAMILIES.includes(trial.query),
  );
  const runs = chosen
    .filter(({ trial }) => !trial.query.includes("seed=2"))
    .map(({ trial, recording, alarms }) => {
      const step = alarms.find(({ fault }) => fault === trial.fault)?.from ?? trial.steps;
      const { recipe, readings, looks, ended } = recording;
      return {
        query: trial.query,
        ...(trial.fault && { fault: trial.fault }),
        recipe,
        readings: rounded(until(readings, step)),
        looks: rounded(until(looks, step)),
        ...(ended && { ended }),
      };
    });
  return { catalogue: known(runs.map(({ recipe }) => recipe)), runs };
}

/** @param {Readings} readings @returns {Readings} */
function rounded(readings) {
  const { step, values } = thin(readings, Math.ceil(readings.step.length / ROWS));
  const short = (/** @type {number} */ value) => Number(value.toPrecision(DIGITS));
  return {
    step,
    values: Object.fromEntries(Object.entries(values).map(([name, column]) => [name, column.map(short)])),
  };
}

/** @param {Recipe[]} recipes What remedies need to know: presets, and which fields are live. */
function known(recipes) {
  const fields = catalogue.fields.map(({ name, live }) => ({ name, live }));
  const variants = catalogue.variants.flatMap(({ name, presets }) => {
    const data = new Set(recipes.filter(({ variant }) => variant === name).map(({ data }) => String(data)));
    const used = Object.entries(presets).filter(([set]) => data.has(set));
    return used.length > 0 ? [{ name, presets: Object.fromEntries(used) }] : [];
  });
  return { fields, variants };
}
