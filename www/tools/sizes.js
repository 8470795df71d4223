// What a visitor downloads: the built files, plain and as a server would send them. Run after a build.

import { readdir, readFile } from "node:fs/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";

const kilobytes = (/** @type {Buffer} */ { length }) => Number((length / 1000).toFixed(1));

const files = await readdir("dist", { recursive: true, withFileTypes: true });
const sent = files.filter((file) => file.isFile() && /\.(html|css|js|wasm|svg)$/.test(file.name));
const rows = await Promise.all(
  sent.map(async ({ name, parentPath }) => {
    const bytes = await readFile(`${parentPath}/${name}`);
    return {
      name,
      kB: kilobytes(bytes),
      gzip: kilobytes(gzipSync(bytes)),
      brotli: kilobytes(brotliCompressSync(bytes)),
    };
  }),
);
console.table(rows.sort((a, b) => a.kB - b.kB));
