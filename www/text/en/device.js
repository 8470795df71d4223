// Which device trains, and why. `runs` is `device.trains`.

export default {
  "device.title": "Device",
  "device.auto": "Faster one",
  "device.cpu": "CPU",
  "device.gpu": "GPU",
  "device.cpu_workers": (/** @type {number} */ workers) => `CPU, ${workers} workers`,
  "device.workers": "Workers",
  "device.workers_auto": "as many as are fastest",
  "device.workers_help":
    "Processes of the browser that compute every step together on the CPU, each its share of the batch; their gradients are averaged. Batch norm takes the statistics of each share. The same seed and number of workers give the same run.",
  "device.engine_loads": "The engine is loading.",
  "device.none": "Nothing trains.",
  "device.unknown": (/** @type {string} */ name) =>
    `The address asks for “${name}”, which is neither cpu nor gpu. `,
  "device.unknown_workers": (/** @type {string} */ count) =>
    `The address asks for “${count}” workers, which is no whole number from 1. `,
  "device.trains": (/** @type {string} */ device) => `The ${device} trains`,
  "device.trains_together": (/** @type {number} */ workers) => `The CPU trains, by ${workers} workers`,
  "device.counted": (/** @type {string} */ times) => `A step takes ${times} on the CPU.`,
  "device.counting": "Measuring how many workers on the CPU are fastest.",
  "device.of_workers": (/** @type {string} */ ms, /** @type {number} */ workers) =>
    workers > 1 ? `${workers} workers ${ms} ms` : `one worker ${ms} ms`,
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
