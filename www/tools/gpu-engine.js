// Puts the GPU's engine beside the built page, which finds it there: `make play` serves the page long before this
// engine is built. Its files have names that change with them; `gpu.json`, which holds these names, comes last.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { parse } from "node:path";

/** @import { GpuEngine } from "../engine/compile.js" */

const [FROM, TO] = ["www/wasm/gpu", "dist/assets"];

if (existsSync(FROM)) {
  const [script, module] = [await copy("saddle.js"), await copy("saddle_bg.wasm")];
  /** @type {GpuEngine} */
  const engine = { state: "built", script, module };
  await writeFile(`${TO}/gpu.json.new`, JSON.stringify(engine));
  await rename(`${TO}/gpu.json.new`, `${TO}/gpu.json`);
} else {
  console.log(`Without ${FROM}: this page has no engine for the GPU.`);
}

/** @param {string} file @returns The name of its copy. */
async function copy(file) {
  const bytes = await readFile(`${FROM}/${file}`);
  const { name, ext } = parse(file);
  const copied = `${name}-${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}${ext}`;
  await writeFile(`${TO}/${copied}`, bytes);
  return copied;
}
