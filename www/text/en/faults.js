// What can go wrong, each to stand inside a sentence.

export default {
  "fault.field": (/** @type {string} */ field, /** @type {string} */ words) => `field \`${field}\`: ${words}`,
  "fault.no_simd":
    "this browser's WebAssembly has no SIMD, which the engine needs; any browser since 2023 has it",
  "fault.no_bundle": (/** @type {string} */ device) =>
    `this copy of the page was built without its ${device} engine`,
  "fault.engine_building": "its engine is still being built",
  "fault.engine_failed": "the build of its engine failed; the terminal of `make play` says why",
  "fault.bundle_failed": (/** @type {string} */ why) => `its engine did not load: ${why}`,
  "fault.broke_down": (/** @type {string} */ words) =>
    `it broke down (${words}); reload the page to train on`,
  "fault.worker_failed": (/** @type {string} */ words) => words || "the training worker did not load",
  "fault.worker_lost": (/** @type {string} */ words) => words || "it no longer answers",
  "fault.closed": "this run was closed",
  "fault.not_open": "there is no run yet",
  "fault.no_webgpu": "this browser has no WebGPU",
  "fault.no_adapter": "this browser has WebGPU but offers no graphics card for it",
  "fault.webgpu_failed": (/** @type {string} */ words) => `WebGPU did not start: ${words}`,
  "fault.device_lost": (/** @type {string} */ words) => `device: ${words || "the browser took it away"}`,
  "fault.not_looked_for": "not looked for yet",
  "fault.cpu_chosen": "not loaded, since the CPU was chosen",

  "problem.start": (/** @type {string} */ words) =>
    `The page could not start: ${words}. Another browser may do better.`,
  "problem.engine": (/** @type {string} */ why) => `The engine cannot run: ${why}.`,
  "problem.ended": (/** @type {string} */ what) =>
    `${what} The run has ended; restart it or change a setting.`,
  "problem.checkpoint": (/** @type {string} */ what) => `This file cannot be loaded. ${what}`,
  "problem.gpu_lost": (/** @type {string} */ why, /** @type {number} */ step) =>
    `The GPU stopped working (${why}). The run goes on on the CPU from step ${step}, the last state kept.`,
  "problem.worker_lost": (/** @type {string} */ why, /** @type {number} */ step) =>
    `A worker that computes steps with others stopped (${why}). The run goes on from step ${step}, the last state kept.`,
  "problem.invalid_settings": (/** @type {string} */ problems) =>
    `This address has invalid settings: ${problems}. The variant’s own are used instead.`,
  "problem.ignored_keys": (/** @type {string} */ keys) =>
    `The address also holds what means nothing here: ${keys}.`,
};
