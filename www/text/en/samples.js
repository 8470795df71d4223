// Samples and their classes.

export default {
  "samples.title": "Samples",
  "samples.averaged_weights": "Averaged weights",
  "samples.class": "Class",
  "samples.generated_title": "Generated",
  "samples.real_title": "Real",
  "samples.what_rebuilds": (/** @type {string} */ what) => `What ${what} rebuilds`,
  "samples.none": "No samples yet",
  "samples.real": (/** @type {number} */ count, /** @type {string} */ data) =>
    `${count} real samples of ${data}`,
  "samples.generated": (
    /** @type {number} */ count,
    /** @type {string} */ classes,
    /** @type {number} */ step,
    /** @type {string} */ weights,
  ) => `${count} generated samples${classes} at step ${step}${weights}`,
  "samples.of_classes": (/** @type {number} */ classes) => ` of ${classes} classes, one a row`,
  "samples.of_class": (/** @type {number | undefined} */ name) => ` of class ${name}`,
  "samples.averaged": ", from the averaged weights",
  "samples.rebuilt": (/** @type {number} */ count, /** @type {number} */ step) =>
    `The ${count} real samples, rebuilt at step ${step}`,
  "samples.rebuilt_by_decoder": "the decoder",
  "samples.rebuilt_by_discriminator": "D",
  "samples.step": (/** @type {string} */ step) => `step ${step}`,
  "samples.modes": (/** @type {number} */ modes, /** @type {number} */ of, /** @type {string} */ good) =>
    `${modes} of ${of} modes, ${good} good`,
  "samples.in_own_mode": (/** @type {string} */ share) => `, ${share} in the mode of their class`,
  "samples.all_classes": "All",
  "samples.percent": (/** @type {number} */ percent) => `${percent} %`,
};
