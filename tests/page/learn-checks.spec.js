// What the lessons are checked by, and what else the page of learning computes: pure functions, without a browser.

import { expect, test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { hear, newState } from "../../www/core/store.js";
import * as checks from "../../www/learn/checks.js";
import { evidenceOf, meansOf } from "../../www/learn/evidence.js";
import { found } from "../../www/learn/finding.js";
import { follow } from "../../www/learn/following.js";
import { LESSONS } from "../../www/learn/lessons.js";
import { placeIn } from "../../www/learn/places.js";
import { recipeOf, TIPS } from "../../www/learn/tips.js";

import glossary from "../../www/text/en/learn/glossary/index.js";
import lessons from "../../www/text/en/learn/lessons.js";
import { together } from "../../www/views/together.js";

/** @import { Evidence } from "../../www/learn/evidence.js" */
/** @import { Values } from "../../www/engine/api.js" */

/** @param {Partial<Evidence>} known @returns {Evidence} */
const evidence = (known) => ({
  recipe: {},
  steps: 0,
  values: {},
  lately: {},
  scores: undefined,
  averaged: false,
  asked: undefined,
  layers: [],
  updates: { discriminator: 0, generator: 0 },
  findings: [],
  predicted: "",
  ...known,
});
const scores = (/** @type {object} */ known) => ({ kl: 1, js: 0.3, of: 8, ...known });

test("nothing passes of a run of which nothing is known", () => {
  const unknown = evidence({});
  for (const { tasks } of LESSONS)
    for (const { name, done } of tasks) expect(done(unknown), name).toBe(false);
});

test("modes are counted; a collapse is few modes with many points in them", () => {
  expect(checks.covers(5)(evidence({ scores: scores({ modes: 5, good: 0.1 }) }))).toBe(true);
  expect(checks.covers(5)(evidence({ scores: scores({ modes: 4, good: 0.9 }) }))).toBe(false);
  const collapsed = checks.collapsed(2, 0.2);
  expect(collapsed(evidence({ scores: scores({ modes: 1, good: 0.9 }) }))).toBe(true);
  expect(checks.finds("mode_collapse")(evidence({ findings: ["oscillation", "mode_collapse"] }))).toBe(true);
  expect(checks.finds("mode_collapse")(evidence({ findings: ["oscillation"] }))).toBe(false);
  // Untrained points, and healthy ones.
  expect(collapsed(evidence({ scores: scores({ modes: 0, good: 0 }) }))).toBe(false);
  expect(collapsed(evidence({ scores: scores({ modes: 8, good: 0.9 }) }))).toBe(false);
});

test("who is ahead is told by what D said lately, not by its last answer", () => {
  const ahead = evidence({
    lately: { d_real: 0.85, d_generated: 0.15 },
    values: { d_real: 0.5, d_generated: 0.5 },
  });
  const balanced = evidence({ lately: { d_real: 0.7, d_generated: 0.3 } });
  expect(checks.ahead(0.55)(ahead)).toBe(true);
  expect(checks.ahead(0.55)(balanced)).toBe(false);
  expect(checks.balanced(0.25)(balanced)).toBe(true);
  expect(checks.balanced(0.25)(ahead)).toBe(false);
  // The generator ahead is no balance either.
  expect(checks.balanced(0.25)(evidence({ lately: { d_real: 0.1, d_generated: 0.5 } }))).toBe(false);
});

test("a slope near 1 counts only where the recipe penalises it", () => {
  const task = LESSONS.find(({ name }) => name === "critic")?.tasks[2];
  const lately = { gradient_norm: 1.1 };
  expect(task?.done(evidence({ recipe: { penalty: "wgan_gp" }, steps: 100, lately }))).toBe(true);
  expect(task?.done(evidence({ recipe: { penalty: "none" }, steps: 100, lately }))).toBe(false);
  expect(task?.done(evidence({ recipe: { penalty: "wgan_gp" }, steps: 99, lately }))).toBe(false);
  expect(
    task?.done(evidence({ recipe: { penalty: "wgan_gp" }, steps: 100, lately: { gradient_norm: 3 } })),
  ).toBe(false);
});

test("a player trained alone is known by its own updates", () => {
  const values = { d_real: 0.9, d_generated: 0.1, loss_g: 0.05 };
  expect(checks.pulledApart(0.7)(evidence({ values, updates: { discriminator: 1, generator: 0 } }))).toBe(
    true,
  );
  expect(checks.pulledApart(0.7)(evidence({ values }))).toBe(false);
  expect(checks.fooled(0.1)(evidence({ values, updates: { discriminator: 1, generator: 0 } }))).toBe(false);
  expect(checks.fooled(0.1)(evidence({ values, updates: { discriminator: 1, generator: 1 } }))).toBe(true);
});

test("a mean over the last rows needs all of them, and a value in each", () => {
  const readings = { step: [1, 2, 3], values: { d_real: [9, 0.2, 0.4], k: [1, NaN, 1] } };
  const { d_real, k } = meansOf(readings, 2);
  expect(d_real).toBeCloseTo(0.3);
  expect(k).toBeUndefined();
  expect(meansOf(readings, 4)).toEqual({});
});

test("tasks are done in order, each by the run as it is then, and stay done", () => {
  const state = newState();
  const lesson = LESSONS.find(({ name }) => name === "collapse");
  if (!lesson) throw new Error("there is no such lesson");
  const { done, over, stop } = follow(lesson, state);
  /** @param {number} steps @param {number} modes @param {number} good */
  const reach = (steps, modes, good) => {
    hear(state, { type: "state", playing: true, steps, rate: 1, seconds: steps });
    hear(state, {
      ...{ type: "samples", step: steps, averaged: false, scores: scores({ modes, good }) },
      ...{ values: new Float32Array(), classes: new Uint16Array(), pull: undefined },
    });
  };
  // A healthy run repairs nothing that was not broken.
  reach(100, 8, 0.8);
  expect(done.value).toBe(0);
  reach(200, 1, 0.7);
  expect(done.value).toBe(1);
  reach(300, 3, 0.2);
  expect([done.value, over.value]).toEqual([1, false]);
  reach(400, 6, 0.1);
  expect([done.value, over.value]).toEqual([2, true]);
  reach(500, 1, 0.9);
  expect(done.value).toBe(2);
  stop();
});

test("updates of one player count from the run's start", () => {
  const state = newState();
  const lesson = LESSONS.find(({ name }) => name === "steps");
  if (!lesson) throw new Error("there is no such lesson");
  const { done, stop } = follow(lesson, state);
  /** @param {"discriminator" | "generator"} player @param {Values} values */
  const update = (player, values) => hear(state, { type: "updated", player, values });
  update("discriminator", { d_real: 0.6, d_generated: 0.4 });
  expect(done.value).toBe(0);
  update("discriminator", { d_real: 0.9, d_generated: 0.1 });
  expect(done.value).toBe(1);
  update("discriminator", { loss_g: 0.01 });
  expect(done.value).toBe(1);
  update("generator", { loss_g: 0.01 });
  expect(done.value).toBe(2);
  expect(evidenceOf(state, { discriminator: 0, generator: 0 }, "").values.loss_g).toBe(0.01);
  stop();
});

test("a lesson's idea takes at most 200 words, and all of it has words", async () => {
  for (const { name, tasks, ways = [], question = false } of LESSONS) {
    const { title, about, saw, answers = {} } = lessons.each[name];
    expect([title, about, saw].every(Boolean), name).toBe(true);
    for (const task of tasks) {
      expect(lessons.task(name, task.name), `${name}, ${task.name}`).not.toBe("");
      expect(lessons.hint_of(name, task.name), `${name}, ${task.name}`).not.toBe("");
    }
    for (const way of ways) expect(lessons.way(name, way.name), `${name}, ${way.name}`).not.toBe("");
    expect(Object.keys(answers).length > 1, name).toBe(question);
    const idea = await readFile(`www/text/en/learn/lessons/${name}.md`, "utf8");
    expect(idea.replace(/\$\$[^$]*\$\$/g, "").split(/\s+/).length, name).toBeLessThanOrEqual(200);
  }
});

test("the two runs of a tip differ in the tip's setting alone", () => {
  for (const tip of TIPS) {
    const [first, second] = [recipeOf(tip, 0), recipeOf(tip, 1)];
    const differing = Object.keys(first).filter((name) => first[name] !== second[name]);
    expect(differing).toEqual([tip.field]);
  }
});

test("terms are found by name, by symbol and by what they mean, whatever the accents", () => {
  const { terms } = glossary;
  const ids = (/** @type {string} */ typed) => found(terms, typed).map(({ id }) => id);
  expect(ids("mode coll")).toEqual(["mode-collapse"]);
  expect(ids("λ")[0]).toBe("lambda");
  expect(ids("lambda")[0]).toBe("lambda");
  expect(ids("KYNKAANNIEMI")).toEqual(["precision"]);
  expect(ids("lipschitz")[0]).toBe("lipschitz");
  expect(ids("lipschitz").length).toBeGreaterThan(1);
  expect(ids("nothing of the kind")).toEqual([]);
  expect(ids("  ")).toHaveLength(terms.length);
});

test("every term has an address of its own, and leads to others that exist", () => {
  const ids = glossary.terms.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, see } of glossary.terms)
    for (const other of see) expect(ids, `${id} leads to ${other}`).toContain(other);
});

test("an address names a part and what is open in it; others open the lessons", () => {
  expect(placeIn("#learn")).toEqual({ part: "lessons", at: "" });
  expect(placeIn("#learn/glossary/kl")).toEqual({ part: "glossary", at: "kl" });
  expect(placeIn("#learn/elsewhere/kl")).toEqual({ part: "lessons", at: "kl" });
});

test("columns of several runs share one axis, each with values of its own stretch only", () => {
  const { step, values } = together([
    { step: [0, 10, 20], value: [0, 1, 2] },
    { step: [5, 10], value: [7, 8] },
    { step: [], value: [] },
  ]);
  expect(step).toEqual([0, 5, 10, 20]);
  expect(values).toEqual([
    [0, 0.5, 1, 2],
    [NaN, 7, 8, NaN],
    [NaN, NaN, NaN, NaN],
  ]);
});
