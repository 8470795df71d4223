// The failure doctor's detectors on recordings of runs that have a fault and that have none, on its modules alone: no
// page is opened. `npm run doctor` records.

import { expect, test } from "@playwright/test";
import { readFileSync } from "node:fs";
import { DETECTORS, diagnose } from "../../www/doctor/diagnose.js";
import { lasting, smooth } from "../../www/doctor/evidence.js";
import { lookOf } from "../../www/doctor/looks.js";
import { raised, settle } from "../../www/doctor/settle.js";
import { until } from "../../www/engine/readings.js";
import { CASES, isBroken } from "../../www/gallery/cases.js";

/** @import { Evidence } from "../../www/doctor/evidence.js" */
/** @import { FaultName, Finding } from "../../www/doctor/diagnose.js" */
/** @import { Catalogue } from "../../www/engine/api.js" */
/** @import { ToldOf } from "../../www/protocol/messages.js" */
/** @typedef {Omit<Evidence, "catalogue"> & { query: string, fault?: FaultName }} Recorded */

/** @type {{ catalogue: Catalogue, runs: Recorded[] }} What was no number is null in JSON. */
const { catalogue, runs } = JSON.parse(readFileSync("tests/fixtures/doctor.json", "utf8"), (_, value) =>
  value === null ? NaN : value,
);

/** @param {Recorded} run @param {number} [step] @returns {Evidence} What was known of it then; by default, at its end. */
const evidence = ({ recipe, readings, looks, ended }, step = Infinity) => ({
  recipe,
  catalogue,
  readings: until(readings, step),
  looks: until(looks, step),
  ended: step === Infinity ? ended : undefined,
});
/** @param {Evidence} known */
const faults = (known) => diagnose(known).map(({ fault }) => fault);

const broken = runs.filter(({ fault }) => fault !== undefined);
const healthy = runs.filter(({ fault }) => fault === undefined);

for (const { fault, sign } of DETECTORS) {
  test(`${fault} is seen where it is, and not in healthy runs`, () => {
    const faulty = broken.filter((run) => run.fault === fault);
    expect(faulty.length).toBeGreaterThan(0);
    for (const run of faulty) expect(sign(evidence(run)), run.query).toBeDefined();
    expect(healthy.length).toBeGreaterThan(3);
    for (const run of healthy) {
      for (const step of [50, 200, 400, 800, 1200, Infinity]) {
        expect(sign(evidence(run, step)), `${run.query} at ${step}`).toBeUndefined();
      }
    }
  });
}

test("a broken run is not at fault before it began to fail", () => {
  for (const run of broken) expect(faults(evidence(run, 50)), run.query).toEqual([]);
});

test("a finding says since when, and by which curve that the run has", () => {
  for (const run of broken) {
    for (const { since, curve = [], fault } of diagnose(evidence(run))) {
      expect(since).toBeLessThanOrEqual(run.readings.step.at(-1) ?? 0);
      const columns = { ...run.readings.values, ...run.looks.values };
      if (fault !== "non_finite") expect(curve.length).toBeGreaterThan(0);
      for (const name of curve) expect(columns).toHaveProperty(name);
    }
  }
});

test("remedies change something, and are live only where every field of theirs is", () => {
  const live = catalogue.fields.filter((field) => field.live).map(({ name }) => name);
  for (const run of broken) {
    for (const { fault, remedies } of diagnose(evidence(run))) {
      expect(remedies.length, run.query).toBeGreaterThan(0);
      expect(new Set(remedies.map(({ fields, live }) => JSON.stringify([fields, live]))).size).toBe(
        remedies.length,
      );
      for (const { fields, live: now } of remedies) {
        const names = Object.keys(fields);
        expect(names.length).toBeGreaterThan(0);
        for (const name of names) expect(fields[name]).not.toBe(run.recipe[name]);
        if (fault === "non_finite") expect(now).toBe(false);
        else expect(now).toBe(names.every((name) => live.includes(name)));
      }
    }
  }
});

test("an empty run, and columns without a number, are no fault", () => {
  const [run] = healthy;
  if (!run) throw new Error("no healthy run was recorded");
  const none = { step: [], values: {} };
  expect(faults({ ...evidence(run), readings: none, looks: none })).toEqual([]);
  const gaps = { step: [1, 300], values: { loss_d: [NaN, NaN], kl: [NaN, NaN], diversity: [NaN, NaN] } };
  expect(faults({ ...evidence(run), readings: gaps, looks: gaps })).toEqual([]);
});

test("something lasts where few points say otherwise, and only long enough", () => {
  const step = Array.from({ length: 20 }, (_, at) => 10 * at);
  const value = step.map((at) => (at < 50 || at === 120 ? 1 : 0));
  const low = (/** @type {number} */ one) => one < 0.5;
  expect(lasting({ step, value }, low, 100)).toBe(50);
  expect(lasting({ step, value }, low, 150)).toBeUndefined();
  expect(lasting({ step: [], value: [] }, low, 0)).toBeUndefined();
  expect(smooth({ step: [1, 2, 3], value: [3, 5, 1] }, 2).value).toEqual([3, 4, 3]);
});

test("a finding is raised when seen twice, keeps its beginning, and goes when missed four times", () => {
  /** @param {number} since @returns {Finding} */
  const seen = (since) => ({ fault: "oscillation", since, remedies: [] });
  let watched = settle([], [seen(100)]);
  expect(raised(watched)).toEqual([]);
  watched = settle(watched, []);
  watched = settle(watched, [seen(120)]);
  expect(raised(watched)).toEqual([]);
  watched = settle(watched, [seen(120)]);
  watched = settle(watched, [seen(300)]);
  expect(raised(watched)).toEqual([seen(120)]);
  for (const _ of [1, 2, 3]) watched = settle(watched, []);
  expect(raised(watched)).toEqual([seen(120)]);
  expect(raised(settle(watched, []))).toEqual([]);
});

/** @param {number[]} values @param {number[]} classes @returns {ToldOf<"samples">} */
const samples = (values, classes = []) => ({
  type: "samples",
  values: new Float32Array(values),
  classes: new Uint16Array(classes),
  scores: { kl: 0, js: 0, modes: 1, of: 4, good: 0.5 },
  pull: 0.5,
  step: 7,
  averaged: false,
});

test("a look measures spread, offset and pull in spreads of the data", () => {
  const real = { shape: [2, 1, 1], real: new Float32Array([2, 0, -2, 0, 0, 2, 0, -2]) };
  const shown = /** @type {ToldOf<"started">} */ ({ ...real, realClasses: new Uint16Array([0, 0, 1, 1]) });
  const { step, values } = lookOf(samples([3, 0, 1, 0]), shown);
  expect(step).toEqual([7]);
  expect(values).toEqual({ diversity: [0.5], offset: [1], pull: [1], modes: [0.25], good: [0.5] });
});

test("of classes, a look measures the spread within each; of one class alone it counts no modes", () => {
  const real = { shape: [2, 1, 1], real: new Float32Array([2, 1, 2, -1, -2, 1, -2, -1]) };
  const shown = /** @type {ToldOf<"started">} */ ({ ...real, realClasses: new Uint16Array([0, 0, 1, 1]) });
  const same = lookOf(samples([2, 0, 2, 0, -2, 0, -2, 0], [0, 0, 1, 1]), shown).values;
  expect(same.diversity).toEqual([0]);
  expect(same.modes).toEqual([0.25]);
  expect(lookOf(samples([2, 0, 2, 0], [1, 1]), shown).values).not.toHaveProperty("modes");
});

test("a case of the gallery is broken until one of its settings is another", () => {
  for (const one of CASES) {
    const recorded = broken.find(({ query }) => query === one.query);
    if (!recorded) continue;
    expect(isBroken(one, recorded.recipe)).toBe(true);
    const [field = ""] = [...new URLSearchParams(one.query).keys()].slice(-1);
    expect(isBroken(one, { ...recorded.recipe, [field]: 0.5 })).toBe(false);
  }
});
