// The failure doctor: one quiet line until something is found; then what it saw and why, the curve that shows it, and
// remedies to apply with one click.

import "../styles/views/doctor.css";
import { effect, signal } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { whole } from "../core/numbers.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { FindingCard } from "./finding.js";

/** @import { Finding } from "../doctor/diagnose.js" */
/** @import { Run } from "../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountDoctor(root, run) {
  const { findings, shown } = run.state;
  const muted = signal(false);
  /** What the person has seen enough of; a fault that comes back is said again. */
  const dismissed = signal(/** @type {string[]} */ ([]));
  const status = make("p", { id: "doctor-status", class: "note" });
  // Read out apart from the cards, which change under the person's hands.
  const spoken = make("p", { id: "doctor-spoken", class: "unseen", "aria-live": "polite" });
  const list = make("div", { id: "findings" });
  const mute = make("input", { type: "checkbox", id: "doctor-mute" });
  mute.addEventListener("change", () => (muted.value = mute.checked));
  const gallery = make("a", { href: "#gallery" }, t("doctor.gallery"));
  root.append(
    make(
      "div",
      { class: "doctor-head" },
      make("h2", { id: "doctor-name" }, t("doctor.title")),
      status,
      gallery,
      make("label", { class: "check" }, mute, " ", t("doctor.mute")),
    ),
    list,
    spoken,
  );

  /** @type {Map<string, FindingCard>} By fault. */
  const cards = new Map();
  const clear = () => {
    for (const card of cards.values()) card.end();
    cards.clear();
  };
  const beginning = effect(() => {
    if (shown.value?.kept) return;
    dismissed.value = [];
    clear();
  });
  const forgetting = effect(() => {
    const present = findings.value.map(({ fault }) => String(fault));
    const still = dismissed.peek().filter((fault) => present.includes(fault));
    if (still.length < dismissed.peek().length) dismissed.value = still;
  });
  const showing = effect(() => {
    const told = muted.value ? [] : findings.value.filter(({ fault }) => !dismissed.value.includes(fault));
    status.textContent = muted.value ? t("doctor.muted") : t("doctor.watching");
    status.hidden = told.length > 0;
    for (const [fault, card] of cards) {
      if (told.some((finding) => finding.fault === fault)) continue;
      card.end();
      cards.delete(fault);
      const gone = !findings.value.some((finding) => finding.fault === fault);
      if (gone && !muted.value) spoken.textContent = t("doctor.cleared", t("doctor.fault", card.fault));
    }
    for (const finding of told) {
      const known = cards.get(finding.fault);
      if (known) known.show(finding);
      else announce(finding);
    }
    list.append(...told.flatMap(({ fault }) => cards.get(fault)?.element ?? []));
  });

  /** @param {Finding} finding */
  function announce(finding) {
    const { fault, since } = finding;
    const dismiss = () => (dismissed.value = [...dismissed.value, fault]);
    const card = new FindingCard(run, finding, dismiss);
    cards.set(fault, card);
    const words = [t("doctor.fault", fault), t("doctor.saw", fault, whole(since)), t("doctor.why", fault)];
    spoken.textContent = words.join(" ");
  }
  return ending(root, beginning, forgetting, showing, clear);
}
