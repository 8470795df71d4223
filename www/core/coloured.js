// Words in which what is named in <tags> has its colour: "The <generator>generator</generator> draws."

import { make } from "./dom.js";

const TAGGED = /<(generator|discriminator|real)>(.*?)<\/\1>/;

/** @param {string} text @returns {(string | HTMLElement)[]} */
export function coloured(text) {
  // Splitting by the pattern gives, by turns, what stands outside, a tag, and what stands inside of it.
  const parts = text.split(TAGGED);
  return parts.flatMap((part, at) => {
    if (at % 3 === 0) return part;
    return at % 3 === 1 ? make("span", { class: part }, parts[at + 1] ?? "") : [];
  });
}
