// Runs beside each other from the same seed: the samples of each, and one measure of all of them in a chart. Two are a
// duel; nothing here counts them.

import "../styles/views/duel.css";
import { computed, effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { inFront } from "../core/seen.js";
import { t } from "../core/text.js";
import { dark } from "../core/theme.js";
import { drawing, ending } from "../core/view.js";
import { Run } from "../runs/run.js";
import { contestant } from "./contestant.js";
import { Figure } from "./figure.js";
import { together } from "./together.js";

/** @import { RunState } from "../core/store.js" */
/** @import { Column } from "./together.js" */

/**
 * `read` gives the measure of a run; `range` is of its values, where they have one.
 * @typedef {{ title: string, help: string, range?: [number, number], read: (state: RunState) => Column }} Measure
 * @typedef {{ name: string, query: string }} Contestant
 */

const COLOURS = ["third", "fourth", "fifth", "sixth"];
const DASHES = [[], [9, 4], [10, 3, 2, 3], [4, 3]];

/**
 * @param {HTMLElement} root
 * @param {Contestant[]} contestants
 * @param {{ measure: Measure, steps: number, averaged: boolean }} options `steps` is where each run rests; `averaged` shows
 *   the averaged weights
 */
export function mountDuel(root, contestants, { measure, steps, averaged }) {
  const sides = contestants.map(({ name, query }, place) => {
    const run = new Run();
    return { name, query, run, view: contestant(run, name, COLOURS[place] ?? "third") };
  });
  const figure = new Figure(`duel-${sides[0]?.run.id}`, measure.title);
  const controls = controlsOf(
    sides.map(({ run }) => run),
    steps,
  );
  root.append(
    controls.element,
    make("div", { class: "contestants" }, ...sides.map(({ view }) => view.element)),
    make("div", { class: "duel-chart" }, figure.element),
  );
  const seen = sides[0]?.view.seen ?? inFront;
  const curves = drawing(
    seen,
    () => ({ columns: sides.map(({ run }) => measure.read(run.state)), dark: dark.value }),
    ({ columns, dark }) => {
      const { step, values } = together(columns);
      const known = sides.map(({ name }, place) => ({
        name,
        help: measure.help,
        colour: COLOURS[place] ?? "third",
        dash: DASHES[place] ?? [],
        ...{ raw: values[place] ?? [], smooth: values[place] ?? [], rest: undefined },
      }));
      figure.show(step, step.length > 0 ? known : [], {
        ...{ title: measure.title, range: measure.range, logarithmic: false, dark },
      });
    },
  );
  const following = sides.map(({ run, view }) => {
    const watching = effect(() => void run.watch({ page: inFront.value, samples: view.seen.value }));
    // Beside each other they are compared at the same age.
    const resting = effect(() => {
      const { playing, progress } = run.state;
      if (playing.value && progress.value.playing && progress.value.steps >= steps) void run.pause();
    });
    return () => {
      watching();
      resting();
    };
  });
  // Both on the processor: what differs shall be the setting alone.
  for (const { run, query } of sides) {
    void run.open(query, "cpu");
    void run.average(averaged);
  }
  const chart = () => figure.chart.end();
  const close = () => sides.forEach(({ run }) => run.close());
  return ending(
    root,
    ...[controls.end, curves, chart, ...following],
    ...sides.map(({ view }) => view.end),
    close,
  );
}

/** @param {Run[]} runs @param {number} steps Start and pause for all, until they rest, and from the start again. */
function controlsOf(runs, steps) {
  const play = make("button", { type: "button", class: "primary" });
  const again = make("button", { type: "button" }, t("duel.again"));
  const other = make("button", { type: "button" }, t("duel.other_seed"));
  const playing = computed(() => runs.some(({ state }) => state.playing.value));
  const ready = computed(() => runs.every(({ state }) => state.phase.value !== "loading"));
  const over = computed(() => runs.every(({ state }) => state.progress.value.steps >= steps));
  play.addEventListener("click", () => {
    const pausing = playing.value;
    for (const run of runs) void (pausing ? run.pause() : run.play());
  });
  /** @param {number} more added to the seed */
  const restart = (more) => {
    for (const run of runs) {
      const recipe = run.state.recipe.value;
      if (recipe) void run.start({ ...recipe, seed: Number(recipe.seed) + more }, true);
    }
  };
  again.addEventListener("click", () => restart(0));
  other.addEventListener("click", () => restart(1));
  const end = effect(() => {
    play.textContent = t(playing.value ? "duel.pause" : "duel.start");
    play.disabled = !ready.value || over.value;
    for (const button of [again, other]) button.disabled = !ready.value;
  });
  return { element: make("div", { class: "buttons" }, play, again, other), end };
}
