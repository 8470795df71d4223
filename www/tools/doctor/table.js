// Tries the doctor on healthy and on broken runs, writes the table into docs/doctor.md and the recordings that the unit
// tests read: `npm run doctor`, after `scripts/bundle cpu`. Recordings are kept in runs/doctor: `npm run doctor -- --kept`
// tries other thresholds on those that are there.

import { readFile, writeFile } from "node:fs/promises";
import { CASES } from "../../gallery/cases.js";
import { alarmsOf } from "./examine.js";
import { fixtureOf } from "./fixture.js";
import { recorded } from "./record.js";
import { BROKEN_RUNS, HEALTHY, REMEDIES } from "./trials.js";

/** @import { Alarm } from "./examine.js" */
/** @import { Recording } from "./record.js" */
/** @import { Trial } from "./trials.js" */
/** @typedef {{ trial: Trial, recording: Recording, alarms: Alarm[] }} Tried */

const DOCS = "docs/doctor.md";
const FIXTURE = "tests/fixtures/doctor.json";
/** Rows over which a measure is given. */
const ROWS = 5;

/** @param {Trial[]} trials @returns {Promise<Tried[]>} One after the other: each takes a core. */
async function tryAll(trials) {
  /** @type {Tried[]} */
  const tried = [];
  for (const trial of trials) {
    console.error(trial.query);
    const recording = await recorded(trial.query, trial.steps, trial);
    if (recording) tried.push({ trial, recording, alarms: alarmsOf(recording) });
  }
  return tried;
}

/** @param {Alarm[]} alarms */
const inWords = (alarms) =>
  alarms.map(({ fault, from, until }) => `${fault} ${from}–${until ?? ""}`).join(", ") || "none";

/** @param {Recording} recording @param {string} measure Its mean over the last rows. */
function level({ readings, looks }, measure) {
  const column = (readings.values[measure] ?? looks.values[measure] ?? []).slice(-ROWS);
  return Number((column.reduce((sum, value) => sum + value, 0) / column.length).toPrecision(2));
}

/** @param {string[]} head @param {(string | number)[][]} rows */
const table = (head, rows) =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const healthy = await tryAll(HEALTHY);
const broken = await tryAll(BROKEN_RUNS);
const treated = await tryAll(REMEDIES);

const falseAlarms = healthy.filter(({ alarms }) => alarms.length > 0);
const missed = broken.filter(({ trial, alarms }) => !alarms.some(({ fault }) => fault === trial.fault));
const remedies = treated.map(({ trial, recording, alarms }) => {
  const { query, change } = trial;
  const one = CASES.find(({ name }) => name === /** @type {{ name?: string }} */ (trial).name);
  const before = broken.find((each) => each.trial.query === one?.query);
  const measure = one?.healed.measure ?? "";
  const what = change ? `${JSON.stringify(change.fields)} at step ${change.at}` : `fresh start: ${query}`;
  const left = alarms.filter(({ until }) => until === undefined).map(({ fault }) => fault);
  return [
    ...[one?.name ?? "", what, measure],
    ...[before ? level(before.recording, measure) : "", level(recording, measure)],
    ...[trial.steps, left.join(", ") || "none"],
  ];
});

const text = `Healthy runs: ${healthy.length}, with an alarm: ${falseAlarms.length}. Broken runs: ${broken.length}, not recognised: ${missed.length}.

### Healthy runs

${table(
  ["run", "steps", "alarms"],
  healthy.map(({ trial, alarms }) => [`\`${trial.query}\``, trial.steps, inWords(alarms)]),
)}

### Broken runs

${table(
  ["run", "steps", "fault", "alarms"],
  broken.map(({ trial, alarms }) => [`\`${trial.query}\``, trial.steps, trial.fault ?? "", inWords(alarms)]),
)}

### Remedies

${table(["case", "remedy", "measure", "broken", "with the remedy", "steps", "alarms at the end"], remedies)}
`;
const [before = ""] = (await readFile(DOCS, "utf8")).split("<!-- made -->");
await writeFile(DOCS, `${before}<!-- made -->\n\n${text}`);
await writeFile(FIXTURE, `${JSON.stringify(fixtureOf([...healthy, ...broken]))}\n`);
