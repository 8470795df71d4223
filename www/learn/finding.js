// Which terms a person means by what they type.

/** @typedef {{ id: string, term: string, text: string, see: string[] }} Term */

/**
 * Every word must begin a word of the term, its name or its explanation; terms that are so called come before those
 * that only mention it.
 * @param {Term[]} terms
 * @param {string} typed
 * @returns {Term[]}
 */
export function found(terms, typed) {
  const sought = plain(typed).split(/\s+/).filter(Boolean);
  /** @param {string} text */
  const has = (text) => {
    const own = plain(text).split(/[^\p{L}\p{N}]+/u);
    return sought.every((word) => own.some((mine) => mine.startsWith(word)));
  };
  const called = terms.filter(({ id, term }) => has(`${term} ${id}`));
  const mentioned = terms.filter((entry) => !called.includes(entry) && has(`${entry.term} ${entry.text}`));
  return [...called, ...mentioned];
}

/** @param {string} text Without capitals and accents: Lipschitz, Kynkäänniemi. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
