// How the page is built: one HTML file, its modules, the wasm bundles beside them, and the theory
// turned from Markdown into HTML with its formulas typeset, so that the browser typesets nothing.

import katex from "katex";
import MarkdownIt from "markdown-it";
import { defineConfig } from "vite";

/**
 * Formulas in Markdown: `$...$` in a line, `$$...$$` on its own.
 * @param {InstanceType<typeof MarkdownIt>} markdown
 */
function formulas(markdown) {
  markdown.inline.ruler.before("escape", "formula", (state, silent) => {
    const found = /^(\$\$?)([^$]+)\1/.exec(state.src.slice(state.pos));
    if (!found) return false;
    if (!silent) state.push("formula", "", 0).meta = { tex: found[2] ?? "", displayMode: found[1] === "$$" };
    state.pos += found[0].length;
    return true;
  });
  markdown.renderer.rules.formula = (tokens, index) => {
    const { tex, displayMode } = /** @type {{ tex: string, displayMode: boolean }} */ (tokens[index]?.meta);
    const html = katex.renderToString(tex, { displayMode, output: "htmlAndMathml", strict: "error" });
    // A wide formula scrolls inside its own box; a box that scrolls must be reachable by keyboard.
    return displayMode
      ? `<span class="formula" tabindex="0" role="group" aria-label="Formula">${html}</span>`
      : html;
  };
}

/** @returns {import("vite").Plugin} Imports of `*.md` give HTML. */
function theory() {
  const markdown = new MarkdownIt({ html: true, typographer: true }).use(formulas);
  return {
    name: "theory",
    transform(source, id) {
      if (!id.endsWith(".md")) return null;
      return { code: `export default ${JSON.stringify(markdown.render(source))};`, map: null };
    },
  };
}

/** @returns {import("vite").Plugin} Leaves KaTeX's fonts in the one format that every browser with wasm SIMD reads. */
function woff2Only() {
  return {
    name: "woff2-only",
    enforce: "pre",
    transform(source, id) {
      if (!id.includes("katex") || !id.endsWith(".css")) return null;
      return { code: source.replace(/,url\([^)]*\.(woff|ttf)\) format\("\w+"\)/g, ""), map: null };
    },
  };
}

/** @returns {import("vite").Plugin} While developing, Vite puts styles into the page itself, which the policy forbids. */
function policyOffWhileDeveloping() {
  return {
    name: "policy-off-while-developing",
    apply: "serve",
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
  };
}

export default defineConfig({
  // Relative addresses: the page may be served from any folder.
  base: "./",
  // No fallback to index.html: a missing file must be a 404, since the page looks for MNIST beside itself.
  appType: "mpa",
  publicDir: false,
  plugins: [theory(), woff2Only(), policyOffWhileDeveloping()],
  worker: { format: "es" },
  build: {
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 200,
  },
  preview: { port: 4173, strictPort: true },
  server: { port: 5173, strictPort: true },
});
