// Where one is on the page of learning, as the address says: #learn/lessons/game, #learn/glossary/kl.

/** The first is what #learn alone opens. */
export const PARTS = /** @type {const} */ (["lessons", "tips", "glossary", "uses"]);
/** @typedef {(typeof PARTS)[number]} Part */

/** @param {string} hash of an address @returns {{ part: Part, at: string }} `at` is what is open in the part, if anything. */
export function placeIn(hash) {
  const [, part, at = ""] = hash.split("/");
  return { part: PARTS.find((name) => name === part) ?? PARTS[0], at };
}

/** @param {Part} part @param {string} [at] */
export const linkTo = (part, at) => `#learn/${part}${at ? `/${at}` : ""}`;
