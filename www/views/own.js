// The person's own pictures: where they are chosen, how many there are, and what to expect of them.

import "../styles/views/own.css";
import { computed, effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { inWords } from "../core/errors.js";
import { whole } from "../core/numbers.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { chosenFrom, entriesOf } from "../pictures/chosen.js";
import { DATA, FEWEST } from "../runs/own-pictures.js";
import { mayEnd } from "./parting.js";

/** @import { Chosen, Entry } from "../pictures/chosen.js" */
/** @import { Run } from "../runs/run.js" */

/** Names of files that are listed. */
const LISTED = 3;

/** @param {HTMLElement} root @param {Run} run */
export function mountOwn(root, run) {
  const { draft, needs, pictures, prepared, problem } = run.state;
  const status = make("p", { id: "own-status", role: "status" });
  const strange = make("p", { id: "own-strange", class: "note" });
  const files = make("input", { type: "file", id: "own-files", multiple: true, accept: "image/*" });
  const folder = make("input", { type: "file", id: "own-folder", webkitdirectory: true });
  root.append(
    make("h3", { id: "own-title" }, t("own.title")),
    make("p", {}, t("own.private")),
    make(
      "div",
      { class: "buttons" },
      make("label", { class: "file" }, t("own.files"), " ", files),
      make("label", { class: "file" }, t("own.folder"), " ", folder),
    ),
    status,
    strange,
    make(
      "details",
      {},
      make("summary", {}, t("own.expect")),
      ...[t("own.enough"), t("own.cost"), t("own.prepared_as")].map((text) =>
        make("p", { class: "note" }, text),
      ),
    ),
  );
  for (const chooser of [files, folder]) {
    chooser.addEventListener("change", () => {
      takePictures(run, entriesOf(chooser.files ?? []));
      // The same files may be chosen again.
      chooser.value = "";
    });
  }
  const isWanted = computed(() => draft.value.data === DATA || needs.value?.data === DATA);
  const showing = effect(() => {
    root.hidden = !isWanted.value;
  });
  const saying = effect(() => {
    const [chosen, state] = [pictures.value, prepared.value];
    const refused = problem.value?.type === "refused" ? problem.value.fault : undefined;
    // What a link asks for may be beyond a page, too: settings that have no control here.
    const isBad = needs.value?.data === DATA && (refused?.code === "files" || refused?.code === "field");
    const isFew = state?.type === "done" && state.count < FEWEST;
    status.textContent = isBad
      ? t("own.unusable", inWords(refused))
      : chosen && state
        ? saidOf(chosen, state)
        : t(needs.value ? "own.needed" : "own.none");
    status.classList.toggle("error", isBad || isFew);
    strange.textContent = chosen && state?.type === "done" ? passedOver(chosen, state.bad) : "";
  });
  return ending(root, showing, saying);
}

/** @param {Run} run @param {Entry[]} entries */
export function takePictures(run, entries) {
  if (entries.length === 0) return;
  void run.ownPictures.choose(chosenFrom(entries, t("own.name")), () => mayEnd(run));
}

/** @param {Chosen} chosen @param {NonNullable<Run["state"]["prepared"]["value"]>} state */
function saidOf({ name, classes }, state) {
  if (state.type === "busy") return t("own.busy", whole(state.done), whole(state.all));
  const { count, size, channels } = state;
  if (count < FEWEST) return t("own.too_few", whole(count), FEWEST);
  const colours = t(channels === 1 ? "own.in_grey" : "own.in_colour");
  const done = t("own.done", whole(count), name, size, colours);
  return classes.length > 1 ? `${done} ${t("own.classes", classes.length)}` : done;
}

/** @param {Chosen} chosen @param {string[]} bad */
function passedOver({ others, dropped }, bad) {
  const names = [...others, ...bad];
  const listed = names.slice(0, LISTED).join(", ");
  const all = names.length > LISTED ? t("own.and_more", listed) : listed;
  const strange = names.length > 0 ? t("own.passed_over", whole(names.length), all) : "";
  return `${strange} ${dropped > 0 ? t("own.too_many", whole(dropped)) : ""}`.trim();
}
