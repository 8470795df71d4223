// The words of the games page in the person's language, or in English where it has none for this page; loaded with it.

import { language } from "../core/text.js";

/** @import { words as English } from "../text/en/games/index.js" */

const folders = /** @type {Record<string, () => Promise<typeof English>>} */ (
  import.meta.glob("../text/*/games/index.js", { import: "words" })
);

/** @type {typeof English} There once they are loaded. */
export let words;

export async function loadWords() {
  const [own, english] = [language, "en"].map((language) => folders[`../text/${language}/games/index.js`]);
  words = /** @type {typeof English} */ (await (own ?? english)?.());
}
