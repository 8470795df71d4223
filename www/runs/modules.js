// The CPU's engine, compiled once for all runs: a compiled module may be sent to any number of workers.

import { compile } from "../engine/compile.js";

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

export function cpuModule() {
  compiled ??= compile("cpu").catch((error) => {
    // The next run tries again.
    compiled = undefined;
    throw error;
  });
  return compiled;
}
