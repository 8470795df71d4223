// Writes www/learn/measured.js: both sides of every training tip, trained in Node by the CPU's bundle, from a few seeds.
// On an idle core it takes about six minutes. `npm run tips -- NAME ...` measures these alone and keeps the others.

import { readFile, writeFile } from "node:fs/promises";
import { MEASURED } from "../../learn/measured.js";
import { queryOf } from "../../learn/settings.js";
import { recipeOf, STEPS, TIPS } from "../../learn/tips.js";

/** @import { Bundle } from "../../engine/api.js" */
/** @import { Measured } from "../../learn/measured.js" */

const WASM = new URL("../../wasm/cpu/", import.meta.url);
const OUT = new URL("../../learn/measured.js", import.meta.url);
const SEEDS = 3;
/** Points that are scored, as many as the page shows. */
const POINTS = 512;

const engine = /** @type {Bundle} */ (await import(`${WASM}saddle.js`));
const bytes = new Uint8Array(await readFile(new URL("saddle_bg.wasm", WASM)));
await engine.default({ module_or_path: await WebAssembly.compile(bytes) });

/** @type {Map<string, Measured>} Sides that several tips have are trained once. */
const known = new Map();

/** @param {string} query @returns {Promise<Measured>} */
async function measured(query) {
  const before = known.get(query);
  if (before) return before;
  const scores = [];
  for (let seed = 1; seed <= SEEDS; seed++) scores.push(await trained(`${query}&seed=${seed}`));
  const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / SEEDS;
  const result = {
    modes: round(mean(scores.map(({ modes = 0 }) => modes))),
    good: round(mean(scores.map(({ good = 0 }) => good))),
    js: round(mean(scores.map(({ js }) => js))),
  };
  known.set(query, result);
  return result;
}

/** @param {string} query @returns The scores of the averaged weights. */
async function trained(query) {
  const run = await engine.Run.create(
    JSON.stringify(JSON.parse(engine.recipe_from_link(query)).recipe),
    "cpu",
  );
  while (run.steps() < STEPS) {
    run.step();
    await run.read();
  }
  const { values, classes } = await run.sample(POINTS, true);
  const scores = run.pointScores(values, classes);
  run.free();
  return scores;
}

/** @param {number} value */
const round = (value) => Number(value.toFixed(3));

/** @type {Record<string, [Measured, Measured]>} */
const table = { ...MEASURED };
const wanted = process.argv.slice(2);
for (const tip of TIPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const sides = /** @type {const} */ ([0, 1]).map((side) => {
    const { seed: _, ...fields } = recipeOf(tip, side);
    return measured(queryOf(fields));
  });
  const [first, second] = [await sides[0], await sides[1]];
  if (first && second) table[tip.name] = [first, second];
}
await writeFile(
  OUT,
  `// What both sides of each training tip came to. Written by \`npm run tips\`: see www/tools/learn/measure.js.

/** @import { TipName } from "./tips.js" */
/** Means over the seeds, at the last step, of the averaged weights. @typedef {{ modes: number, good: number, js: number }} Measured */

export const SEEDS = ${SEEDS};

/** @type {Record<TipName, [Measured, Measured]>} */
export const MEASURED = ${JSON.stringify(table, null, 2)};
`,
);
