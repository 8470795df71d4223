// What the page knows of a run at one moment: all that a lesson's task is checked by.

/** @import { RunState, ShownLayer } from "../core/store.js" */
/** @import { PointScores, Recipe, Values } from "../engine/api.js" */
/** @import { FaultName } from "../doctor/diagnose.js" */
/** @import { Readings } from "../protocol/messages.js" */

/**
 * `values` are the last step's, and `lately` the same as means over the last readings; `scores` are of the samples that
 * are shown, which come from the averaged weights where it is so; `updates` counts those of one player alone since the
 * run's start.
 * @typedef {object} Evidence
 * @property {Recipe} recipe
 * @property {number} steps
 * @property {Values} values
 * @property {Values} lately
 * @property {PointScores | undefined} scores
 * @property {boolean} averaged
 * @property {number | undefined} asked the class that samples are of
 * @property {ShownLayer[]} layers
 * @property {Updates} updates
 * @property {FaultName[]} findings the doctor's, where it watches the lesson
 * @property {string} predicted the answer to the lesson's question, if it has one
 */
/** @typedef {{ discriminator: number, generator: number }} Updates */

/** Readings over which a mean is taken: about a second of training. */
const LATELY = 12;

/** @param {RunState} state @param {Updates} updates @param {string} predicted @returns {Evidence} */
export function evidenceOf(state, updates, predicted) {
  const samples = state.samples.value;
  return {
    recipe: state.recipe.value ?? {},
    steps: state.progress.value.steps,
    values: state.last.value,
    lately: meansOf(state.readings.value, LATELY),
    // Truncated samples say nothing of what the generator has learnt.
    scores: samples?.bound === undefined ? samples?.scores : undefined,
    averaged: samples?.averaged ?? false,
    asked: state.asked.value,
    layers: state.layers.value,
    updates,
    findings: state.findings.value.map(({ fault }) => fault),
    predicted,
  };
}

/** @param {Readings} readings @param {number} rows @returns {Values} Of each measure with a value in every one of the last rows. */
export function meansOf({ step, values }, rows) {
  if (step.length < rows) return {};
  const means = Object.entries(values).map(([name, column]) => {
    const last = column.slice(-rows);
    return [name, last.reduce((sum, value) => sum + value, 0) / rows];
  });
  return Object.fromEntries(means.filter(([, mean]) => !Number.isNaN(mean)));
}
