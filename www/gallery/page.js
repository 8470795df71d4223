// The gallery: broken runs to open and repair. Loaded when it is first opened.

import "../styles/gallery.css";
import { effect } from "@preact/signals-core";
import { make } from "../core/dom.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { CASES, linkOf } from "./cases.js";
import { repaired } from "./repaired.js";

/** @param {HTMLElement} root @returns {() => void} Takes the page away again. */
export function mountGallery(root) {
  const marks = CASES.map(({ name }) => ({ name, mark: make("p", { class: "mark" }) }));
  const cards = CASES.map((one, place) =>
    make(
      "li",
      { class: "case" },
      make("h3", {}, t("gallery.case", one.name)),
      marks[place]?.mark ?? "",
      make("p", {}, t("gallery.watch", one.name)),
      folded(t("gallery.hint_title"), t("gallery.hint", one.name)),
      folded(t("gallery.remedy_title"), t("gallery.remedy", one.name)),
      make("a", { href: linkOf(one), class: "open-case" }, t("gallery.open", t("gallery.case", one.name))),
    ),
  );
  root.append(
    make("h2", { tabindex: -1 }, t("gallery.title")),
    make("p", { class: "gallery-intro" }, t("gallery.intro")),
    make("ol", { class: "cases" }, ...cards),
  );
  const marking = effect(() => {
    for (const { name, mark } of marks)
      mark.textContent = repaired.value.includes(name) ? t("gallery.repaired") : "";
  });
  return ending(root, marking);
}

/** @param {string} title @param {string} text */
const folded = (title, text) => make("details", {}, make("summary", {}, title), make("p", {}, text));
