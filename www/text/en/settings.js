// The experiment's controls.

export default {
  "settings.title": "Experiment",
  "settings.all": "All settings",
  "settings.changed": (/** @type {number} */ count) => `${count} changed`,
  "settings.group": (/** @type {string} */ name) => `${name} settings`,
  "settings.search": "Search the settings",
  "settings.only_changed": "Only changed ones",
  "settings.found": (/** @type {number} */ count) => (count === 1 ? "1 setting." : `${count} settings.`),
  "settings.none_found": "No setting in use is like this.",
  "settings.found_above": (/** @type {string} */ labels) => `Above: ${labels}.`,
  "settings.restart": "Restart with this",
  "settings.keep": "Keep the run",
  "settings.variant": "Variant",
  "settings.variant_help": "Which GAN is trained. Another one brings its own settings; data and seed stay.",
  "settings.contradiction": (/** @type {string} */ label) =>
    `These settings contradict each other; see ${label}. The present run stays as it is.`,
  "settings.needs_start": (/** @type {number} */ changes, /** @type {string} */ steps) =>
    `${changes === 1 ? "This change needs" : "These changes need"} a restart: the present run, ${steps} steps, would end.`,

  "field.what_is": (/** @type {string} */ label) => `What is ${label}?`,
  "field.back_to": (/** @type {string} */ value) => `Back to ${value}`,
  "field.back_to_of": (/** @type {string} */ value, /** @type {string} */ label) =>
    `Back to ${value}: ${label}`,
  "field.on": "on",
  "field.off": "off",
  "field.nothing": "none",
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
