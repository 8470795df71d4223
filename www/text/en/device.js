// Which device trains, and why. `runs` is `device.trains`.

export default {
  "device.title": "Device",
  "device.auto": "Faster one",
  "device.cpu": "CPU",
  "device.gpu": "GPU",
  "device.engine_loads": "The engine is loading.",
  "device.none": "Nothing trains.",
  "device.unknown": (/** @type {string} */ name) =>
    `The address asks for “${name}”, which is neither cpu nor gpu. `,
  "device.trains": (/** @type {string} */ device) => `The ${device} trains`,
  "device.loading": (/** @type {string} */ runs) => `${runs}. The engine for the GPU is loading behind it.`,
  "device.building": (/** @type {string} */ runs) =>
    `${runs}. The engine for the GPU is still being built; the page takes it up when it is there.`,
  "device.measuring": (/** @type {string} */ runs) => `${runs}. Measuring how fast the GPU would be.`,
  "device.absent": (/** @type {string} */ runs, /** @type {string} */ why) => `${runs}: ${why}.`,
  "device.failed": (/** @type {string} */ runs, /** @type {string} */ why) =>
    `${runs}: the GPU could not be used (${why}).`,
  "device.lost": (/** @type {string} */ runs, /** @type {string} */ why) =>
    `${runs}: the GPU stopped working (${why}). Reload the page to try it again.`,
  "device.measured": (/** @type {string} */ cpu, /** @type {string} */ gpu) =>
    `measured here: CPU ${cpu} ms a step, GPU ${gpu} ms`,
  "device.not_measured": "not measured yet",
  "device.chosen": (/** @type {string} */ runs, /** @type {string} */ times) =>
    `${runs}, as you chose (${times}).`,
  "device.faster": (/** @type {string} */ runs, /** @type {string} */ times) =>
    `${runs}, the faster one (${times}).`,
  "device.ready": (/** @type {string} */ runs) => `${runs}. The GPU is ready.`,
};
