// The glossary: every term and symbol, found by a word of it; each has an address of its own.

import "../../styles/learn/glossary.css";
import { make } from "../../core/dom.js";
import { ending } from "../../core/view.js";
import { found } from "../finding.js";
import { linkTo } from "../places.js";
import { words } from "../words.js";

/** @param {HTMLElement} root @param {string} at the term that is sought, if any */
export function mountGlossary(root, at) {
  const { terms } = words.glossary;
  const entries = terms.map((entry) => {
    const name = make("dt", { id: `term-${entry.id}`, tabindex: -1 }, entry.term);
    const see = entry.see.map((id) => {
      const term = terms.find((other) => other.id === id)?.term ?? id;
      return make("a", { href: linkTo("glossary", id) }, term);
    });
    const more =
      see.length > 0 ? make("span", { class: "see" }, words.glossary.see, " ", ...between(see)) : "";
    return { entry, name, row: make("div", { class: "term" }, name, make("dd", {}, entry.text, " ", more)) };
  });
  const search = make("input", { type: "search", id: "glossary-search", autocomplete: "off" });
  const count = make("p", { class: "note", role: "status" });
  root.append(
    make("h3", { tabindex: -1 }, words.glossary.title),
    make(
      "div",
      { class: "glossary-search" },
      make("label", { for: "glossary-search" }, words.glossary.search),
      search,
      count,
    ),
    make("dl", { class: "glossary" }, ...entries.map(({ row }) => row)),
  );
  search.addEventListener("input", () => {
    const kept = found(terms, search.value);
    for (const { entry, row } of entries) row.hidden = !kept.includes(entry);
    count.textContent = search.value.trim() ? words.glossary.count(kept.length) : "";
  });
  const sought = entries.find(({ entry }) => entry.id === at);
  sought?.row.classList.add("sought");
  sought?.name.scrollIntoView({ block: "center" });
  sought?.name.focus({ preventScroll: true });
  return ending(root);
}

/** @param {HTMLElement[]} links */
const between = (links) => links.flatMap((link, place) => (place === 0 ? [link] : [", ", link]));
