// The words of this page in the person's language, or in English where it has none for it; loaded with the page.

import { language } from "../core/text.js";

/** @import { words as English } from "../text/en/learn/index.js" */

const folders = /** @type {Record<string, () => Promise<typeof English>>} */ (
  import.meta.glob("../text/*/learn/index.js", { import: "words" })
);

/** @type {typeof English} There once they are loaded. */
export let words;

export async function loadWords() {
  const [own, english] = [language, "en"].map((language) => folders[`../text/${language}/learn/index.js`]);
  words = /** @type {typeof English} */ (await (own ?? english)?.());
}
