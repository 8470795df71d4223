// What GANs are used for, and what of it runs here.

import "../../styles/learn/uses.css";
import { make } from "../../core/dom.js";
import { ending } from "../../core/view.js";
import { words } from "../words.js";

/** @param {HTMLElement} root */
export function mountUses(root) {
  const text = make("div", { class: "theory-text uses" });
  text.innerHTML = words.html("uses");
  root.append(make("h3", { tabindex: -1 }, words.parts.uses), text);
  return ending(root);
}
