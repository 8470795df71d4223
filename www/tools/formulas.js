// Formulas in Markdown, typeset at build time: `$...$` in a line, `$$...$$` on its own. Terms in the latter may be live:
//
//     \metric{loss_d}{L_D} = \setting{penalty_weight}{\lambda} ...
//
// ties a symbol to a measure, or to a field of the recipe. The page writes its value below it. Under the formula stands
// a button for each term that the text has not had before: what is typeset is no more than a picture to the keyboard
// and to screen readers, who are given MathML.

import katex from "katex";
import english from "../text/en/curves.js";

/** @import MarkdownIt from "markdown-it" */
/** @typedef {{ kind: string, name: string, symbol: string }} Term `kind` is metric or setting */

/** Room for a value below a symbol; it has no place in MathML. */
const ROOM = "\\rule[-1.15em]{0em}{0em}";
const ROOM_IN_MATHML = /<mpadded height="-1\.15em"[^>]*><mspace[^>]*><\/mspace><\/mpadded>/g;

const LIVE = {
  "\\metric": `{\\htmlData{metric=#1}{#2${ROOM}}}`,
  "\\setting": `{\\htmlData{setting=#1}{#2${ROOM}}}`,
};

/** @param {InstanceType<typeof MarkdownIt>} markdown */
export function formulas(markdown) {
  markdown.inline.ruler.before("escape", "formula", (state, silent) => {
    const found = /^(\$\$?)([^$]+)\1/.exec(state.src.slice(state.pos));
    if (!found) return false;
    if (!silent) state.push("formula", "", 0).meta = { tex: found[2] ?? "", isDisplayed: found[1] === "$$" };
    state.pos += found[0].length;
    return true;
  });
  markdown.renderer.rules.formula = (tokens, index, _options, env) => {
    const { tex, isDisplayed } = /** @type {{ tex: string, isDisplayed: boolean }} */ (tokens[index]?.meta);
    if (!isDisplayed) return typeset(tex);
    // A wide formula scrolls inside its own box; a box that scrolls must be reachable by keyboard.
    const box = `<span class="formula" tabindex="0" role="group" aria-label="${english["theory.formula"]}">${typeset(tex, true)}</span>`;
    return box + buttons(newTerms(tex, /** @type {{ terms?: Set<string> }} */ (env)));
  };
}

/** @param {string} tex @param {boolean} [isDisplayed] */
function typeset(tex, isDisplayed = false) {
  const html = katex.renderToString(tex, {
    displayMode: isDisplayed,
    output: "htmlAndMathml",
    macros: isDisplayed ? { ...LIVE } : {},
    trust: ({ command }) => command === "\\htmlData",
    strict: (code) => (code === "htmlExtension" ? "ignore" : "error"),
  });
  return html.replace(ROOM_IN_MATHML, "");
}

/** @param {string} tex @param {{ terms?: Set<string> }} env what the text has had @returns {Term[]} */
function newTerms(tex, env) {
  const known = (env.terms ??= new Set());
  return [...tex.matchAll(/\\(metric|setting)\{(\w+)\}/g)].flatMap(
    ({ index, 0: macro, 1: kind = "", 2: name = "" }) => {
      if (known.has(macro)) return [];
      known.add(macro);
      return { kind, name, symbol: argument(tex, index + macro.length) };
    },
  );
}

/** @param {string} tex @param {number} from @returns {string} What stands in the braces that open there. */
function argument(tex, from) {
  let depth = 0;
  for (let at = from; at < tex.length; at++) {
    if (tex[at] === "{") depth++;
    if (tex[at] === "}" && --depth === 0) return tex.slice(from + 1, at);
  }
  throw new Error(`a live term has no symbol: ${tex.slice(from - 30)}`);
}

/** @param {Term[]} terms The page adds words and values. */
function buttons(terms) {
  if (terms.length === 0) return "";
  const list = terms.map(({ kind, name, symbol }) => {
    // A symbol that is a word would say the same as the words beside it.
    const picture = symbol.startsWith("\\text")
      ? ""
      : `<span aria-hidden="true">${katex.renderToString(symbol, { output: "html" })}</span>`;
    return `<button type="button" class="term" data-${kind}="${name}">${picture}</button>`;
  });
  return `<span class="terms" role="group" aria-label="${english["theory.terms"]}">${list.join("")}</span>`;
}
