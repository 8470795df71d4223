// How the page is built: one HTML file, its modules, the CPU's wasm bundle beside them, and the theory
// turned from Markdown into HTML (www/tools/theory.js), so that the browser typesets nothing.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { defineConfig } from "vite";
import { theory } from "./www/tools/theory.js";

/** @import { Connect, Plugin } from "vite" */

/** @returns {Plugin} Leaves KaTeX's fonts in the one format that every browser with wasm SIMD reads. */
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

/** @returns {Plugin} While developing, Vite puts styles into the page itself, which the policy forbids. */
function policyOffWhileDeveloping() {
  return {
    name: "policy-off-while-developing",
    apply: "serve",
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ""),
  };
}

/**
 * MNIST's files beside the page, from a folder that no build empties: `$SADDLE_DATA/mnist`, as the command line
 * has it, or `data/mnist` here.
 * @returns {Plugin}
 */
function mnistBesideThePage() {
  const folder = join(process.env.SADDLE_DATA ?? "data", "mnist");
  /** @param {{ middlewares: Connect.Server }} server */
  const serve = ({ middlewares }) => {
    middlewares.use("/data/mnist", async ({ url = "" }, response, next) => {
      const [, name] = /^\/([\w-]+\.gz)$/.exec(url) ?? [];
      try {
        if (!name) return next();
        const file = await readFile(join(folder, name));
        response.setHeader("Content-Type", "application/gzip").end(file);
      } catch {
        // A file that is not there is anybody else's, and at last a 404.
        next();
      }
    });
  };
  return { name: "mnist-beside-the-page", configureServer: serve, configurePreviewServer: serve };
}

/**
 * The GPU's engine is not built with the page (`www/tools/gpu-engine.js`): while developing, it is taken from where it
 * was built.
 * @returns {Plugin}
 */
function gpuEngineWhileDeveloping() {
  const found = { state: "built", script: "../wasm/gpu/saddle.js", module: "../wasm/gpu/saddle_bg.wasm" };
  return {
    name: "gpu-engine-while-developing",
    configureServer: ({ middlewares }) =>
      void middlewares.use("/www/engine/gpu.json", (_, response, next) => {
        if (!existsSync("www/wasm/gpu/saddle.js")) return next();
        response.setHeader("Content-Type", "application/json").end(JSON.stringify(found));
      }),
  };
}

export default defineConfig({
  // Relative addresses: the page may be served from any folder.
  base: "./",
  // No fallback to index.html: a missing file must be a 404, since the page looks for MNIST beside itself.
  appType: "mpa",
  publicDir: false,
  plugins: [
    theory(),
    woff2Only(),
    policyOffWhileDeveloping(),
    mnistBesideThePage(),
    gpuEngineWhileDeveloping(),
  ],
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
