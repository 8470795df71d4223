// Fidelity against variety: a slider that truncates the latents of the samples that are shown, and the curve of what that
// gains and costs.

import "../styles/views/truncation.css";
import { effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { brief, whole } from "../core/numbers.js";
import { watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { drawing } from "../core/view.js";
import { helpButton } from "./field.js";
import { slider } from "./pictures/slider.js";
import { curveOf, EVERY, PLACES, tableOf } from "./truncation-curve.js";

/** @import { Truncation } from "../engine/api.js" */
/** @import { ToldOf } from "../protocol/messages.js" */
/** @import { Run } from "../runs/run.js" */

/** @param {Truncation} range @param {number} place of the slider, whose last is off; by equal factors between them */
const boundAt = ({ least, most }, place) =>
  place >= PLACES ? undefined : Number((least * (most / least) ** (place / PLACES)).toPrecision(3));

/** @param {Truncation} range @param {number | undefined} bound */
function placeOf({ least, most }, bound) {
  if (bound === undefined) return PLACES;
  return Math.round((PLACES * Math.log(bound / least)) / Math.log(most / least));
}

/** @param {Run} run */
export function truncationOf(run) {
  const { shown, truncation, fidelity } = run.state;
  const range = () => shown.value?.truncation ?? { least: 0.1, most: 1 };
  const help = make("p", { id: "truncation-help", class: "help", hidden: true }, t("truncation.help"));
  const inWords = (/** @type {number} */ place) => {
    const bound = boundAt(range(), place);
    return bound === undefined ? t("truncation.off") : brief(bound);
  };
  const bound = slider({ name: t("truncation.name"), range: [0, PLACES], step: 1, inWords }, (place) =>
    run.truncate(boundAt(range(), place)),
  );
  const measure = make("button", { type: "button", id: "measure-fidelity" }, t("truncation.measure"));
  measure.addEventListener("click", () => {
    const places = Array.from({ length: PLACES / EVERY + 1 }, (_, at) => at * EVERY);
    void run.measureFidelity(places.map((place) => boundAt(range(), place)));
  });
  const progress = make("p", { class: "note", role: "status" });
  const curve = make("figure", { id: "fidelity", hidden: true });
  const element = make(
    "details",
    { id: "truncation" },
    make("summary", {}, t("truncation.title")),
    make("p", { class: "note" }, t("truncation.about")),
    make("div", { class: "truncate" }, bound.element, helpButton(t("truncation.name"), help)),
    ...[help, make("div", { class: "buttons" }, measure, progress), curve],
  );

  const following = effect(() => {
    const place = placeOf(range(), truncation.value);
    bound.show(place);
    const at = truncation.value;
    bound.input.setAttribute(
      "aria-valuetext",
      at === undefined ? t("truncation.off_spoken") : t("truncation.spoken", brief(at)),
    );
  });
  const telling = effect(() => {
    const found = fidelity.value;
    measure.disabled = !shown.value || (found !== undefined && !found.ended);
    progress.textContent = found ? standing(found) : "";
  });
  const { seen, stop } = watchSight(element);
  const showing = drawing(
    seen,
    () => ({ found: fidelity.value, place: placeOf(range(), truncation.value), shape: shown.value?.shape }),
    ({ found, place, shape }) => {
      curve.hidden = !found || found.points.length === 0;
      if (!found || curve.hidden) return curve.replaceChildren();
      const how = t(shape?.[0] === 2 ? "truncation.how_points" : "truncation.how_pixels");
      curve.replaceChildren(
        curveOf(found.points, place),
        tableOf(found.points, place),
        make("figcaption", { class: "note" }, measuredIn(found), " ", how),
      );
    },
  );
  const end = () => [following, telling, showing, stop].forEach((stop) => stop());
  return { element, end };
}

/** @param {ToldOf<"fidelity">} found */
function standing({ points, bounds, ended }) {
  if (!ended) return t("truncation.measuring", points.length, bounds);
  return points.length === 0 ? t("truncation.too_few") : "";
}

/** @param {ToldOf<"fidelity">} found */
const measuredIn = ({ step, averaged, generated, real }) =>
  t("truncation.measured", whole(step), averaged ? t("samples.averaged") : "", generated, real);
