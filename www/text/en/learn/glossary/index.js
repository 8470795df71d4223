// The glossary: every term and symbol of the page.

import first from "./a-k.js";
import second from "./l-z.js";
import symbols from "./symbols.js";

export default {
  title: "Glossary",
  search: "Find a term or symbol",
  see: "See",
  count: (/** @type {number} */ count) => (count === 1 ? "1 term" : `${count} terms`),
  terms: [...symbols, ...first, ...second],
};
