// A recording examined as the page examines a run while it goes.

import { diagnose } from "../../doctor/diagnose.js";
import { raised, settle } from "../../doctor/settle.js";
import { evidenceAt } from "./record.js";

/** @import { FaultName } from "../../doctor/diagnose.js" */
/** @import { Watched } from "../../doctor/settle.js" */
/** @import { Recording } from "./record.js" */

/**
 * The examinations between which each fault was raised; without `until`, it stayed.
 * @typedef {{ fault: FaultName, from: number, until?: number }} Alarm
 */

/** @param {Recording} recording @returns {Alarm[]} */
export function alarmsOf(recording) {
  /** @type {Watched[]} */
  let watched = [];
  /** @type {Alarm[]} */
  const alarms = [];
  const end = recording.readings.step.at(-1) ?? 0;
  for (const step of new Set([...recording.looks.step, end])) {
    watched = settle(watched, diagnose(evidenceAt(recording, step)));
    const now = raised(watched).map(({ fault }) => fault);
    for (const alarm of alarms) if (!now.includes(alarm.fault)) alarm.until ??= step;
    const standing = alarms.filter((alarm) => alarm.until === undefined).map(({ fault }) => fault);
    alarms.push(...now.filter((fault) => !standing.includes(fault)).map((fault) => ({ fault, from: step })));
  }
  return alarms;
}
