// The page's words, in the person's language where there is a folder of it under `www/text/`.

/** @import English from "../text/en/index.js" */
/**
 * @typedef {typeof English} Words
 * @typedef {{ [Key in keyof Words]: Words[Key] extends string ? Key : never }[keyof Words]} PlainKey of words without values
 */

/** @type {Record<string, Words>} */
const languages = import.meta.glob("../text/*/index.js", { eager: true, import: "default" });

const folder = (/** @type {string} */ language) => `../text/${language}/index.js`;

/** The language of the page's words and numbers. */
export const language =
  navigator.languages.map((tag) => tag.split("-")[0] ?? "").find((tag) => folder(tag) in languages) ?? "en";

const words = /** @type {Words} */ (languages[folder(language)]);

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
