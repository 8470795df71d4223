// One entry of the glossary.

/** @import { Term } from "../../../../learn/finding.js" */

/** @param {string} id in its address @param {string} term @param {string} text @param {string[]} see ids of others @returns {Term} */
export const term = (id, term, text, ...see) => ({ id, term, text, see });
