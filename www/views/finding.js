// One finding of the failure doctor: two sentences, the curve, the remedies.

import { make } from "../core/dom.js";
import { whole } from "../core/numbers.js";
import { watchSight } from "../core/seen.js";
import { t } from "../core/text.js";
import { dark } from "../core/theme.js";
import { drawing } from "../core/view.js";
import { Chart } from "./chart.js";
import { player, smooth } from "./curves.js";
import { mayEnd } from "./parting.js";

/** @import { Catalogue } from "../engine/api.js" */
/** @import { Finding } from "../doctor/diagnose.js" */
/** @import { Remedy } from "../doctor/remedies.js" */
/** @import { Readings } from "../protocol/messages.js" */
/** @import { Run } from "../runs/run.js" */
/** @import { Curve } from "./chart.js" */

/** How much of the value before a smoothed one keeps. */
const MEMORY = 0.8;
/** Of a second curve: nobody has to tell them by their colours. */
const DASH = [9, 4];
/** Changes of a remedy that are named. */
const NAMED = 2;
const LOOKS = /** @type {const} */ (["diversity", "offset", "pull", "modes", "good"]);

export class FindingCard {
  #run;
  #remedies = make("ul", { class: "remedies" });
  #said = make("p", { class: "saw" });
  #applied = make("p", { class: "note", role: "status" });
  #chart;
  #curve = /** @type {string[]} */ ([]);
  #offered = "";
  #ends;

  /** @param {Run} run @param {Finding} finding @param {() => void} dismiss */
  constructor(run, finding, dismiss) {
    this.#run = run;
    this.fault = finding.fault;
    const title = t("doctor.fault", finding.fault);
    const id = `finding-${finding.fault}`;
    const close = make(
      "button",
      { type: "button", class: "quiet", "aria-label": t("doctor.dismiss", title) },
      "✕",
    );
    close.addEventListener("click", dismiss);
    const [place, readout] = [make("div", { class: "chart" }), make("p", { class: "readout" })];
    this.#chart = new Chart(place, readout);
    this.element = make(
      "article",
      { id, class: "finding", "aria-labelledby": `${id}-name` },
      make("div", { class: "finding-head" }, make("h3", { id: `${id}-name` }, title), close),
      this.#said,
      make("figure", {}, place, readout),
      make("h4", {}, t("doctor.remedies")),
      this.#remedies,
      this.#applied,
    );
    this.show(finding);
    this.#ends = this.#drawing();
  }

  /** @param {Finding} finding the same fault, as it is seen now */
  show({ fault, since, curve = [], remedies }) {
    this.#curve = curve;
    this.#said.textContent = `${t("doctor.saw", fault, whole(since))} ${t("doctor.why", fault)}`;
    // Buttons stay under the person's hands as long as they say the same.
    const offered = JSON.stringify(remedies);
    if (offered === this.#offered) return;
    this.#offered = offered;
    this.#remedies.replaceChildren(...remedies.map((remedy) => make("li", {}, ...this.#offer(remedy))));
  }

  end() {
    this.#ends();
    this.#chart.end();
    this.element.remove();
  }

  #drawing() {
    const { readings, looks, catalogue } = this.#run.state;
    const { seen, stop } = watchSight(this.element);
    const draw = drawing(
      seen,
      () => ({ readings: readings.value, looks: looks.value, catalogue: catalogue.value, dark: dark.value }),
      ({ readings, looks, catalogue, dark }) => {
        const rows = this.#curve.some((name) => name in readings.values) ? readings : looks;
        const curves = this.#curve.map((name, place) => curveOf(name, place, rows, catalogue));
        this.#chart.show(rows.step, curves, { range: undefined, logarithmic: this.#steep, dark });
      },
    );
    return () => {
      draw();
      stop();
    };
  }

  /** Whether its curve spans powers of ten. */
  get #steep() {
    return ["non_finite", "exploding_gradients", "vanishing_gradients", "posterior_collapse"].includes(
      this.fault,
    );
  }

  /** @param {Remedy} remedy */
  #offer({ name, fields, live }) {
    const rows = this.#run.state.catalogue.peek()?.fields ?? [];
    const changes = Object.entries(fields).map(([field, value]) =>
      t("doctor.change", rows.find((row) => row.name === field)?.label ?? field, String(value)),
    );
    const more = changes.length - NAMED;
    const button = make("button", { type: "button" }, t("doctor.remedy", name));
    const what = [...changes.slice(0, NAMED), ...(more > 0 ? [t("doctor.more_changes", more)] : [])].join(
      ", ",
    );
    const where = t(live ? "doctor.live" : "doctor.restarts");
    button.addEventListener("click", () => this.#apply(fields, live));
    return [button, make("span", { class: "note" }, `${what} (${where})`)];
  }

  /** @param {Remedy["fields"]} fields @param {boolean} live */
  #apply(fields, live) {
    const { state, draft } = this.#run;
    if (live) {
      draft.setAllLive(fields);
      this.#applied.textContent = t("doctor.applied", whole(state.progress.peek().steps));
      return;
    }
    if (mayEnd(this.#run)) void this.#run.start({ ...state.recipe.peek(), ...fields }, true);
  }
}

/** @param {string} name @param {number} place among the curves @param {Readings} rows @param {Catalogue | undefined} catalogue @returns {Curve} */
function curveOf(name, place, rows, catalogue) {
  const raw = rows.values[name] ?? [];
  const metric = catalogue?.metrics.find((metric) => metric.name === name);
  const look = LOOKS.find((look) => look === name);
  return {
    name: metric?.label ?? (look ? t(`doctor.${look}`) : name),
    help: metric?.help ?? (look ? t(`doctor.${look}_help`) : ""),
    colour: player(name) ?? "third",
    dash: place === 0 ? [] : DASH,
    raw,
    smooth: smooth(raw, MEMORY),
    rest: undefined,
  };
}
