// The page's words, in the person's language where there is a folder of it under `www/text/`.

import English from "../text/en/index.js";

/**
 * @typedef {typeof English} Words
 * @typedef {{ [Key in keyof Words]: Words[Key] extends string ? Key : never }[keyof Words]} PlainKey of words without values
 */

/** The other languages, each loaded by those alone who read it. */
const others = /** @type {Record<string, () => Promise<Words>>} */ (
  import.meta.glob(["../text/*/index.js", "!../text/en/index.js"], { import: "default" })
);

/** The language of the page's words and numbers, and the words: English until `speak` has found the person's. */
export let language = "en";
let words = English;

/**
 * Takes the person's language: the page awaits it before it says anything. A module that awaited it itself would be bundled
 * apart, and the page's modules no longer run in the order in which they are imported.
 */
export async function speak() {
  const folder = (/** @type {string} */ tag) => `../text/${tag}/index.js`;
  const spoken = navigator.languages.map((tag) => tag.split("-")[0] ?? "");
  const first = spoken.find((tag) => tag === "en" || folder(tag) in others) ?? "en";
  try {
    words = (await others[folder(first)]?.()) ?? English;
    language = first;
  } catch {
    // A folder that does not load leaves English.
  }
}

/**
 * The words under a key; those with values in them take these.
 * @template {keyof Words} Key
 * @param {Key} key
 * @param {Words[Key] extends (...values: infer Values) => string ? Values : []} values
 * @returns {string}
 */
export function t(key, ...values) {
  const said = words[key];
  return typeof said === "string" ? said : /** @type {(...values: any[]) => string} */ (said)(...values);
}

/** @param {string} text As a sentence begins. */
export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);
