// Learn: lessons, training tips as experiments, a glossary, what GANs are used for. Loaded when it is first opened.

import "katex/dist/katex.min.css";
import "../styles/views/theory.css";
import "../styles/learn/page.css";
import { make } from "../core/dom.js";
import { linkTo, PARTS, placeIn } from "./places.js";
import { mountGlossary } from "./views/glossary.js";
import { mountLessons } from "./views/lessons.js";
import { mountTips } from "./views/tips.js";
import { mountUses } from "./views/uses.js";
import { loadWords, words } from "./words.js";

/** @import { Part } from "./places.js" */

/** @type {Record<Part, (root: HTMLElement, at: string) => () => void>} */
const MOUNTS = { lessons: mountLessons, tips: mountTips, glossary: mountGlossary, uses: mountUses };

/** @returns What mounts the page, once its words are there. */
export async function learnPage() {
  await loadWords();
  return mountLearn;
}

/** @param {HTMLElement} root @returns {() => void} Takes the page away again. */
function mountLearn(root) {
  const links = PARTS.map((part) => ({ part, link: make("a", { href: linkTo(part) }, words.parts[part]) }));
  const place = make("div", { class: "learn-part" });
  root.append(
    make(
      "div",
      { class: "learn-head" },
      make("h2", { tabindex: -1 }, words.title),
      make("nav", { "aria-label": words.title }, ...links.map(({ link }) => link)),
    ),
    place,
  );
  let dispose = () => {};
  function show() {
    dispose();
    const { part, at } = placeIn(location.hash);
    for (const { part: its, link } of links) {
      if (its === part) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    dispose = MOUNTS[part](place, at);
  }
  const follow = () => {
    // The page is about to be left.
    if (!location.hash.startsWith("#learn")) return;
    show();
    const sought = placeIn(location.hash).part === "glossary" && place.querySelector(".sought");
    if (sought) return;
    scrollTo(0, 0);
    place.querySelector("h3")?.focus();
  };
  addEventListener("hashchange", follow);
  show();
  return () => {
    removeEventListener("hashchange", follow);
    dispose();
    root.replaceChildren();
  };
}
