// The charts, and the theory beside them.

export default {
  "curves.title": "Curves",
  "curves.logarithmic": "Logarithmic scale",
  "curves.smoothing_title": "Smoothing",
  "curves.losses": "Losses",
  "curves.scores": "Scores",
  "curves.other": "Other metrics",
  "curves.held_to_be_real": "Held to be real",
  "curves.energies": "Energies",
  "curves.loss_parts": "Loss parts",
  "curves.what_is_in": (/** @type {string} */ title) => `What is in ${title}?`,
  "curves.readout": (/** @type {string} */ step, /** @type {string} */ values) => `Step ${step}: ${values}`,
  "curves.loss_rests": (/** @type {string} */ label, /** @type {string} */ value) =>
    `the loss of ${label} at ${value}`,
  "curves.rests": (/** @type {string} */ label, /** @type {string} */ value) => `${label} at ${value}`,
  "curves.dotted": (/** @type {string} */ places) =>
    `Dotted: where the curves would rest if generated samples were as good as real ones: ${places}.`,
  "curves.smoothing": (/** @type {number} */ percent) => `${percent} %`,

  "theory.title": "Theory",
  "theory.none": "No text yet for this variant.",
  "theory.failed": "This variant’s text did not load.",
  "theory.formula": "Formula",
  "theory.terms": "What its symbols are, in this run",
  // Below a symbol, so as short as a number.
  "theory.off": "off",
  "theory.unknown": "–",
  "theory.is_off": "not in this run",
  "theory.is_unknown": "not measured yet",
  "theory.rust": (/** @type {string} */ what) => `Show the Rust: ${what}`,
  "theory.rust_of": (/** @type {string} */ path) => `Rust from ${path}`,
};
