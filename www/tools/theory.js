// Imports of Markdown give HTML, with formulas typeset and Rust shown as it is, so that the browser does neither.

import { resolve } from "node:path";
import MarkdownIt from "markdown-it";
import { formulas } from "./formulas.js";
import { rustItems } from "./rust.js";

/** @import { Plugin } from "vite" */

/** @returns {Plugin} */
export function theory() {
  return {
    name: "theory",
    transform(source, id) {
      if (!id.endsWith(".md")) return null;
      // While developing, a change to a source is a change to the text that shows it.
      const uses = (/** @type {string} */ path) => this.addWatchFile(resolve(path));
      return { code: `export default ${JSON.stringify(rendered(source, uses))};`, map: null };
    },
  };
}

/** @param {string} source @param {(path: string) => void} [uses] told of the files that it shows */
export const rendered = (source, uses) =>
  new MarkdownIt({ html: true, typographer: true }).use(formulas).use(rustItems, uses).render(source);
