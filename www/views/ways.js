// Three ways on: points, digits, and the page that explains.

import "../styles/views/ways.css";
import { effect } from "@preact/signals-core";
import { THIRD_WAY } from "../app/routes.js";
import { make } from "../core/dom.js";
import { t } from "../core/text.js";
import { ending } from "../core/view.js";
import { STARTS } from "../runs/starts.js";
import { mayEnd } from "./parting.js";

/** @import { Run } from "../runs/run.js" */

/** @param {HTMLElement} root @param {Run} run */
export function mountWays(root, run) {
  const { phase, shown } = run.state;
  const starts = /** @type {(keyof typeof STARTS)[]} */ (Object.keys(STARTS)).map((name) => {
    const button = make("button", { type: "button" }, ...words(name));
    button.addEventListener("click", () => {
      if (mayEnd(run)) run.draft.begin(STARTS[name]);
    });
    return { name, button };
  });
  const page = make("a", { href: `#${THIRD_WAY}` }, ...words(THIRD_WAY));
  root.setAttribute("aria-label", t("ways.title"));
  root.append(...starts.map(({ button }) => button), page);
  const showing = effect(() => {
    const here = shown.value && (shown.value.shape[0] === 2 ? "points" : "digits");
    for (const { name, button } of starts) {
      button.disabled = phase.value === "loading" || phase.value === "failed";
      button.setAttribute("aria-current", String(name === here));
    }
  });
  return ending(root, showing);
}

/** @param {keyof typeof STARTS | typeof THIRD_WAY} way Its name, and what to expect of it. */
const words = (way) => [
  make("span", { class: "way" }, t(`ways.${way}`)),
  " ",
  make("span", { class: "way-idea" }, t(`ways.${way}_idea`)),
];
