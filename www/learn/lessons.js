// The six lessons: the run that each opens with, what of the page it needs, and what is to be done. Their words are in
// www/text/en/learn/lessons.js, their ideas in lessons/*.md beside it.

import * as checks from "./checks.js";

/** @import { Recipe } from "../engine/api.js" */
/** @import { LabPart } from "../views/lab/lab.js" */
/** @import { Check } from "./checks.js" */

/**
 * Tasks are done one after the other. `settings` are live ones that the lesson offers, `ways` other runs to go on with,
 * `question` whether there is one to answer before the run is watched.
 * @typedef {object} Lesson
 * @property {string} name
 * @property {Recipe} recipe what it opens with: its variant, its data, and what differs from the variant's own settings
 * @property {string[]} [settings]
 * @property {{ name: string, recipe: Recipe }[]} [ways]
 * @property {boolean} [question]
 * @property {boolean} [curves] whether they are shown
 * @property {boolean} [doctor] whether it watches
 * @property {LabPart[]} [lab] parts of the lab beside its plane
 * @property {{ name: string, done: Check }[]} tasks
 */

const RING = { variant: "vanilla", data: "ring" };
const PENALISED = { variant: "wgan_gp", data: "ring" };
const ASKED = { variant: "cgan", data: "digits" };

export const LESSONS = /** @satisfies {Lesson[]} */ ([
  {
    name: "game",
    recipe: RING,
    tasks: [
      { name: "step", done: checks.trained(1) },
      { name: "cover", done: checks.all(checks.withSettings({ data: "ring" }), checks.covers(5)) },
    ],
  },
  {
    name: "curves",
    recipe: { ...RING, generator_lr: 0.0001, discriminator_lr: 0.01 },
    question: true,
    settings: ["generator_lr", "discriminator_lr"],
    curves: true,
    tasks: [
      { name: "predict", done: checks.predicted },
      { name: "watch", done: checks.all(checks.trained(100), checks.ahead(0.55)) },
      { name: "balance", done: checks.balanced(0.25) },
    ],
  },
  {
    name: "collapse",
    recipe: RING,
    settings: ["generator_lr", "discriminator_lr"],
    doctor: true,
    tasks: [
      {
        name: "break",
        done: checks.any(
          checks.all(checks.trained(50), checks.collapsed(2, 0.2)),
          checks.finds("mode_collapse"),
        ),
      },
      { name: "repair", done: checks.covers(5) },
    ],
  },
  {
    name: "critic",
    recipe: { variant: "wgan", data: "ring" },
    ways: [
      { name: "clip", recipe: { variant: "wgan", data: "ring" } },
      { name: "penalty", recipe: PENALISED },
    ],
    curves: true,
    tasks: [
      { name: "slope", done: checks.shows("slope") },
      { name: "clip", done: checks.all(checks.withSettings({ penalty: "none" }), checks.trained(100)) },
      {
        name: "penalty",
        done: checks.all(
          checks.withSettings({ penalty: "wgan_gp" }),
          checks.trained(100),
          checks.slopeNearOne(0.25),
        ),
      },
    ],
  },
  {
    name: "conditions",
    recipe: { variant: "cgan", data: "ring" },
    ways: [
      { name: "points", recipe: { variant: "cgan", data: "ring" } },
      { name: "digits", recipe: ASKED },
    ],
    tasks: [
      { name: "obey", done: checks.all(checks.fromAverage, checks.obeys(0.5)) },
      { name: "one", done: checks.all(checks.withSettings({ data: "ring" }), checks.askedForOne) },
      {
        name: "digit",
        done: checks.all(checks.withSettings(ASKED), checks.trained(150), checks.askedForOne),
      },
    ],
  },
  {
    name: "steps",
    recipe: { ...RING, generator_lr: 0.002, discriminator_lr: 0.002 },
    lab: ["stepping"],
    settings: ["generator_lr", "discriminator_lr"],
    tasks: [
      { name: "apart", done: checks.pulledApart(0.7) },
      { name: "fooled", done: checks.fooled(0.1) },
      { name: "average", done: checks.all(checks.fromAverage, checks.covers(6)) },
    ],
  },
]);
/** @typedef {(typeof LESSONS)[number]["name"]} LessonName */
