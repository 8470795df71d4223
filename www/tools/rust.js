// Rust in the theory, as it stands in the sources: a fence of the language `rust` names files and items in them, and
// becomes a disclosure that shows them. An item that is not there fails the build.
//
//     ```rust the losses
//     src/game/loss/hinge.rs: impl Loss for Hinge
//     src/game/terms/penalty.rs: impl Term for GradientPenalty / fn discriminator
//     src/zoo/hinge.rs
//     ```

import { readFileSync } from "node:fs";
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import { parser } from "@lezer/rust";
import english from "../text/en/curves.js";

/** @import { SyntaxNode, Tree } from "@lezer/common" */
/** @import MarkdownIt from "markdown-it" */

/** What may stand before the word that an item is known by. */
const VISIBILITY = /^(pub(\([^)]*\))?\s+)?((async|const|unsafe)\s+(?=fn))*/;

const COLOURS = tagHighlighter([
  { tag: [tags.comment, tags.meta], class: "comment" },
  { tag: [tags.keyword, tags.self], class: "keyword" },
  { tag: tags.typeName, class: "type" },
  { tag: [tags.literal, tags.bool], class: "literal" },
  { tag: tags.function(tags.definition(tags.variableName)), class: "name" },
]);

/**
 * The Rust that the fences of a text name.
 * @param {InstanceType<typeof MarkdownIt>} markdown
 * @param {(path: string) => void} [uses] told of each file
 */
export function rustItems(markdown, uses = () => {}) {
  const { fence } = markdown.renderer.rules;
  markdown.renderer.rules.fence = (tokens, at, ...rest) => {
    const { info = "", content = "" } = tokens[at] ?? {};
    const [language, ...title] = info.split(" ");
    if (language !== "rust") return fence?.(tokens, at, ...rest) ?? "";
    const shown = content
      .trim()
      .split("\n")
      .map((line) => {
        const [path = "", item = ""] = line.split(": ");
        uses(path);
        return excerpt(path, item);
      });
    const summary = english["theory.rust"](title.join(" "));
    return `<details class="rust"><summary>${markdown.utils.escapeHtml(summary)}</summary>${shown.join("")}</details>`;
  };
}

/** @param {string} path @param {string} item as HTML, under its path; all of the file without one */
function excerpt(path, item) {
  const source = readFileSync(path, "utf8");
  const tree = parser.parse(source);
  const [from, to] = item ? rangeOf(source, tree, item.split(" / "), path) : [0, source.trimEnd().length];
  const margin = from - (source.lastIndexOf("\n", from - 1) + 1);
  const code = coloured(source, tree, from, to).replaceAll(`\n${" ".repeat(margin)}`, "\n");
  const label = english["theory.rust_of"](path);
  return `<p class="path"><code>${path}</code></p><pre tabindex="0" role="group" aria-label="${label}"><code>${code}</code></pre>`;
}

/**
 * Where an item stands, with its comment and attributes.
 * @param {string} source
 * @param {Tree} tree
 * @param {string[]} names each an item within the one before, as its first line begins
 * @param {string} path
 * @returns {[number, number]}
 */
function rangeOf(source, tree, names, path) {
  const item = names.reduce((scope, name) => {
    const found = itemsIn(scope).filter((node) => isNamed(source.slice(node.from, node.to), name));
    const [only] = found;
    if (only && found.length === 1) return only;
    throw new Error(`${path} has ${found.length} items “${name}”; the theory needs exactly one`);
  }, tree.topNode);
  const whole = item.parent?.name === "AttributeItem" ? item.parent : item;
  let from = whole.from;
  for (let before = whole.prevSibling; before; before = before.prevSibling) {
    const isOwn = /^\/\/\//.test(source.slice(before.from, before.to));
    if (!isOwn || source.slice(before.to, from).includes("\n\n")) break;
    from = before.from;
  }
  return [from, item.to];
}

/** @param {SyntaxNode} scope a file, or an item with others in it */
function itemsIn(scope) {
  const items = [];
  const list = scope.getChild("DeclarationList") ?? scope;
  for (let node = list.firstChild; node; node = node.nextSibling) {
    // An item with attributes is the last of what they hold.
    const item = node.name === "AttributeItem" ? node.lastChild : node;
    if (item?.name.endsWith("Item")) items.push(item);
  }
  return items;
}

/** @param {string} text of an item @param {string} name */
function isNamed(text, name) {
  const header = text.replace(VISIBILITY, "").replace(/\s+/g, " ");
  return header.startsWith(name) && !/^\w/.test(header.slice(name.length));
}

/** @param {string} source @param {Tree} tree @param {number} from @param {number} to */
function coloured(source, tree, from, to) {
  let html = "";
  let done = from;
  highlightTree(
    tree,
    COLOURS,
    (start, end, colour) => {
      html += `${escaped(source.slice(done, start))}<span class="${colour}">${escaped(source.slice(start, end))}</span>`;
      done = end;
    },
    from,
    to,
  );
  return html + escaped(source.slice(done, to));
}

/** @param {string} text */
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
