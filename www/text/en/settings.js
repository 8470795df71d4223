// The experiment's controls.

export default {
  "settings.title": "Experiment",
  "settings.more": "More settings",
  "settings.start_afresh": "Start afresh",
  "settings.keep": "Keep the run",
  "settings.variant": "Variant",
  "settings.variant_help": "Which GAN is trained. Another one brings its own settings; data and seed stay.",
  "settings.contradiction": (/** @type {string} */ label) =>
    `These settings contradict each other; see ${label}. The present run stays as it is.`,
  "settings.needs_start": (/** @type {number} */ changes, /** @type {string} */ steps) =>
    `${changes === 1 ? "This change needs" : "These changes need"} a fresh start: the present run, ${steps} steps, would end.`,

  "field.what_is": (/** @type {string} */ label) => `What is ${label}?`,
  "field.slider": (/** @type {string} */ label) => `${label}, slider`,
  "field.names": (/** @type {number} */ most, /** @type {string} */ names) => `At most ${most} of ${names}.`,
  "field.whole_range": (/** @type {number} */ min, /** @type {number} */ max) =>
    `A whole number from ${min} to ${max}.`,
  "field.real_range": (/** @type {number} */ min, /** @type {number} */ max) =>
    `A number from ${min} to ${max}.`,
  "field.not_whole": (/** @type {string} */ label, /** @type {number} */ min, /** @type {string} */ max) =>
    `${label} must be a whole number from ${min} to ${max}.`,
  "field.not_real": (/** @type {string} */ label, /** @type {number} */ min, /** @type {string} */ max) =>
    `${label} must be a number from ${min} to ${max}.`,
};
