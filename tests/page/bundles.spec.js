// The built wasm modules themselves: what their exports do before they do their work.

import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";

const CALL = 0x10;
/** `f32x4.relaxed_madd` */
const MULTIPLY_ADD = Buffer.from([0xfd, 0x85, 0x02]);
const [IMPORT, EXPORT, CODE] = [2, 7, 10];

/** Reads numbers and names from a wasm module, one after the other. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }
  byte = () => this.bytes[this.at++] ?? 0;
  /** An unsigned LEB128 number. */
  number() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }
  name() {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
  }
}

/** @param {Uint8Array} bytes @returns {Map<number, Reader>} */
function sectionsOf(bytes) {
  const [sections, reader] = [new Map(), new Reader(bytes, 8)];
  while (reader.at < bytes.length) {
    const [id, size] = [reader.byte(), reader.number()];
    sections.set(id, new Reader(bytes, reader.at));
    reader.at += size;
  }
  return sections;
}

/**
 * For each exported function that begins with a call: the function called. The linker's wrapper around an export of a
 * "command" begins with a call of the static constructors.
 * @param {Uint8Array} bytes
 */
function firstCalls(bytes) {
  const module = new WebAssembly.Module(/** @type {BufferSource} */ (bytes));
  const imported = WebAssembly.Module.imports(module).filter(({ kind }) => kind === "function").length;
  const sections = sectionsOf(bytes);
  expect(sections.has(IMPORT)).toBe(true);
  const [code, exported] = [sections.get(CODE), sections.get(EXPORT)];
  if (!code || !exported) throw new Error("a module without code or exports");
  const bodies = Array.from({ length: code.number() }, () => {
    const size = code.number();
    const body = new Reader(bytes, code.at);
    code.at += size;
    return body;
  });
  const calls = [];
  for (let left = exported.number(); left > 0; left--) {
    const [name, kind, index] = [exported.name(), exported.byte(), exported.number()];
    const body = kind === 0 ? bodies[index - imported] : undefined;
    if (body && body.number() === 0 && body.byte() === CALL) calls.push({ name, calls: body.number() });
  }
  return calls;
}

// Node 20 compiles no relaxed SIMD; that engine is the plain one but for its multiply-adds.
for (const bundle of ["cpu", "gpu"]) {
  test(`no export of the ${bundle} bundle runs the static constructors again`, async () => {
    const calls = firstCalls(await readFile(`www/wasm/${bundle}/saddle_bg.wasm`));
    /** @type {Map<number, string[]>} */
    const by = new Map();
    for (const { name, calls: called } of calls) by.set(called, [...(by.get(called) ?? []), name]);
    // A function or two may share their first call; wrappers all do.
    for (const [, names] of by) expect(names.length, names.join(", ")).toBeLessThan(5);
  });
}

test("only the engine for relaxed SIMD multiplies and adds in one, and a browser that has it is sent that one", async ({
  page,
}) => {
  const plain = await readFile("www/wasm/cpu/saddle_bg.wasm");
  expect(plain.includes(MULTIPLY_ADD)).toBe(false);
  const sent = page.waitForResponse((response) => response.url().endsWith(".wasm"));
  await page.goto("/");
  expect((await (await sent).body()).includes(MULTIPLY_ADD)).toBe(true);
});
