// The two engines for the CPU: one with relaxed SIMD, whose multiply-adds are one instruction each, and one for
// browsers that have none.

const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
/** One function without parameters and results. */
const ONE_FUNCTION = [...[1, 4, 1, 96, 0, 0], ...[3, 2, 1, 0]];
/** `i32.const 0`, `i8x16.splat` */
const SPLAT = [65, 0, 253, 15];
/** `drop`, `end` */
const DROP = [26, 11];

/** Drops a splatted zero. */
const SIMD = Uint8Array.from([...HEADER, ...ONE_FUNCTION, 10, 9, 1, 7, 0, ...SPLAT, ...DROP]);
/** Drops `f32x4.relaxed_madd` of three. */
const RELAXED_SIMD = Uint8Array.from([
  ...[...HEADER, ...ONE_FUNCTION, 10, 20, 1, 18, 0],
  ...[...SPLAT, ...SPLAT, ...SPLAT, 253, 133, 2, ...DROP],
]);

const scripts = import.meta.glob("../wasm/cpu*/saddle.js");
/** @type {Record<string, string>} The addresses of what the page was built with. */
const addresses = import.meta.glob("../wasm/cpu*/saddle_bg.wasm", {
  query: "?url",
  import: "default",
  eager: true,
});

const folder = WebAssembly.validate(RELAXED_SIMD) ? "../wasm/cpu-relaxed" : "../wasm/cpu";

/** Whether this browser can run an engine. */
export const hasSimd = () => WebAssembly.validate(SIMD);

/** The address of this browser's engine, if the page has it. */
export const cpuAddress = addresses[`${folder}/saddle_bg.wasm`];

/** Its script, which is small: it may as well be there before its module is. */
export const cpuScript = () => scripts[`${folder}/saddle.js`]?.();
