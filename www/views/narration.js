// What is being seen, in plain words: what the two networks do, with which data, how it stands, where to look.

import "../styles/views/narration.css";
import { computed, signal } from "@preact/signals-core";
import { coloured } from "../core/coloured.js";
import { make } from "../core/dom.js";
import { brief, whole } from "../core/numbers.js";
import { lessMotion, watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { drawing, ending } from "../core/view.js";

/** @import { PointScores, Values } from "../engine/api.js" */
/** @import { Readings } from "../protocol/messages.js" */
/** @import { RunState } from "../core/store.js" */
/** @import { Run } from "../runs/run.js" */

/** How it stands is said anew this often, so that it can be read. */
const EVERY = 2000;
/** Readings that are averaged for it: a single step says little. */
const READINGS = 20;
/** From here on the discriminator is ahead: how much likelier it holds real samples to be real than generated ones. */
const AHEAD = 0.15;

/** @param {HTMLElement} root @param {Run} run */
export function mountNarration(root, run) {
  const { state } = run;
  const scene = make("p", { id: "scene" });
  const standing = make("p", { id: "standing" });
  root.setAttribute("aria-label", t("narration.title"));
  root.append(scene, standing);

  const { seen, stop } = watchSight(root);
  const setting = drawing(
    seen,
    () => state.shown.value,
    (shown) => scene.replaceChildren(...(shown ? coloured(inWords(shown)) : [])),
  );
  const clock = beat();
  const covered = computed(() => state.samples.value?.scores?.modes);
  const telling = drawing(
    seen,
    () => {
      const { phase, playing, shown, needs, progress } = state;
      // While it trains, the clock says when; while it does not, each step is news.
      return [phase.value, shown.value, needs.value, covered.value, playing.value || progress.value.steps];
    },
    tell,
  );
  const ticking = drawing(seen, () => clock.beat.value, tell);
  function tell() {
    standing.textContent = stands(state);
  }
  return ending(root, setting, telling, ticking, clock.end, stop);
}

/** Comes every while. */
function beat() {
  const beat = signal(0);
  const timer = setInterval(() => (beat.value += 1), EVERY);
  return { beat, end: () => clearInterval(timer) };
}

/** @param {NonNullable<RunState["shown"]["value"]>} shown */
function inWords({ recipe, shape, translation }) {
  const data = t("narration.data", String(recipe.data));
  if (recipe.loss === "elbo") return t("narration.no_game", data);
  if (translation) return t("narration.translation", data);
  return t(shape[0] === 2 ? "narration.points" : "narration.images", data);
}

/** @param {RunState} state How the run stands. */
function stands({ phase, needs, playing, progress, shown, samples, readings }) {
  if (phase.value === "failed") return t("narration.failed");
  if (phase.value === "ended") return t("narration.ended");
  if (needs.value && !shown.value) return t("narration.files");
  if (!shown.value) return t("narration.loading");
  const { steps } = progress.peek();
  if (!playing.value && steps > 0) return t("narration.paused", whole(steps));
  if (!playing.value) return t(lessMotion ? "narration.still" : "narration.untrained");
  const isPoints = shown.value.shape[0] === 2;
  const watch = shown.value.translation
    ? t("narration.watch_translations")
    : where(isPoints, samples.peek()?.scores);
  return `${watch} ${ahead(lately(readings.peek()))}`.trim();
}

/** @param {boolean} isPoints @param {PointScores | undefined} scores Where to look. */
function where(isPoints, { modes, of } = { kl: 0, js: 0 }) {
  if (!isPoints) return t("narration.watch_images");
  if (modes === undefined || of === undefined) return t("narration.watch_points");
  return modes < of ? t("narration.watch_modes", modes, of) : t("narration.watch_between", of);
}

/** @param {Values} values Which of the two networks is ahead, by what the variant measures. */
function ahead(values) {
  const { d_real, d_generated, score_real, score_generated, energy_real, energy_generated } = values;
  if (d_real !== undefined && d_generated !== undefined) {
    const lead = d_real - d_generated;
    return t(lead > AHEAD ? "narration.ahead" : lead > 0 ? "narration.close" : "narration.fooled");
  }
  if (score_real !== undefined && score_generated !== undefined)
    return t("narration.scores", brief(score_real - score_generated));
  if (energy_real !== undefined && energy_generated !== undefined)
    return t("narration.energies", brief(energy_generated - energy_real));
  return "";
}

/** @param {Readings} readings @returns {Values} The means of the last ones. */
function lately({ values }) {
  const means = Object.entries(values).flatMap(([name, column]) => {
    const known = column.slice(-READINGS).filter((value) => !Number.isNaN(value));
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    return known.length === 0 ? [] : [[name, mean]];
  });
  return Object.fromEntries(means);
}
