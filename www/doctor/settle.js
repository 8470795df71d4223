// Findings that do not flicker: one is raised when it was seen twice running, and stays until it was missed several times.

/** @import { Finding } from "./diagnose.js" */

/** Examinations, about half a second each. */
const [RAISE, CLEAR] = [2, 4];

/** @typedef {{ finding: Finding, seen: number, missed: number, raised: boolean }} Watched by its fault */

/**
 * @param {Watched[]} before
 * @param {Finding[]} now what one examination found
 * @returns {Watched[]}
 */
export function settle(before, now) {
  const found = now.map((finding) => {
    const known = before.find((watched) => watched.finding.fault === finding.fault);
    const seen = (known?.seen ?? 0) + 1;
    // A run that has ended is not examined again.
    const raised = known?.raised || seen >= RAISE || finding.fault === "non_finite";
    const since = known?.raised ? known.finding.since : finding.since;
    return { finding: { ...finding, since }, seen, missed: 0, raised };
  });
  const missed = before
    .filter(({ finding }) => !now.some(({ fault }) => fault === finding.fault))
    .map((watched) => ({ ...watched, seen: 0, missed: watched.missed + 1 }))
    .filter((watched) => watched.raised && watched.missed < CLEAR);
  return [...found, ...missed];
}

/** @param {Watched[]} watched @returns {Finding[]} */
export const raised = (watched) => watched.filter((one) => one.raised).map(({ finding }) => finding);
