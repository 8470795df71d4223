// Images made of other images, and the canvas to draw such on.

const counted = (/** @type {number} */ count, /** @type {string} */ what, /** @type {string} */ step) =>
  `${count} ${what}${step && ` at step ${step}`}`;

export default {
  "translation.source": "Source",
  "translation.generated": "Translation",
  "translation.generated_patches": "Discriminator",
  "translation.target": "Target",
  "translation.target_patches": "Discriminator",
  "translation.returned": "And back",
  "translation.back": "Translated back",
  "translation.again": "There again",
  "translation.there_about": "Each column is one image. A translation should look like its target.",
  "translation.cycle_about":
    "Each column is one image. A translation should look like a target, and what comes back like the source.",
  "translation.back_about":
    "The other way round: targets, which belong to none of the sources above, become sources and targets again.",
  "translation.sources_drawn": (/** @type {number} */ count) => counted(count, "sources", ""),
  "translation.targets_drawn": (/** @type {number} */ count) => counted(count, "targets", ""),
  "translation.generated_drawn": (/** @type {number} */ count, /** @type {string} */ step) =>
    counted(count, "translations of the sources", step),
  "translation.patches_about": (/** @type {string} */ from, /** @type {string} */ to) =>
    `The discriminator judges every patch of the image above it, from dark, generated (${from}), to bright, real (${to}).`,
  "translation.patches_drawn": (
    /** @type {number} */ count,
    /** @type {string} */ what,
    /** @type {string} */ step,
    /** @type {string} */ mean,
  ) => `The discriminator's judgement of the patches of ${counted(count, what, step)}: ${mean} on average`,
  "translation.generated_patches_of": "translations",
  "translation.target_patches_of": "targets",
  "translation.returned_drawn": (/** @type {number} */ count, /** @type {string} */ step) =>
    counted(count, "sources, translated and translated back,", step),
  "translation.back_drawn": (/** @type {number} */ count, /** @type {string} */ step) =>
    counted(count, "targets, translated back,", step),
  "translation.again_drawn": (/** @type {number} */ count, /** @type {string} */ step) =>
    counted(count, "targets, translated back and there again,", step),

  "drawing.title": "Draw a source",
  "drawing.about":
    "Draw, and see what the generator makes of it as it is now. With the keyboard: arrow keys move, Space draws or erases, Delete clears.",
  "drawing.canvas": (/** @type {number} */ width, /** @type {number} */ height) =>
    `Canvas of ${width} by ${height} pixels to draw on: arrow keys move, Space draws or erases, Delete clears`,
  "drawing.at": (/** @type {number} */ row, /** @type {number} */ column, /** @type {string} */ state) =>
    `Row ${row}, column ${column}: ${state}`,
  "drawing.bright": "bright",
  "drawing.dark": "dark",
  "drawing.cleared": "The canvas is empty.",
  "drawing.clear": "Clear",
  "drawing.take": "Take a source",
  "drawing.taken": (/** @type {number} */ place) => `Source ${place} is on the canvas.`,
  "drawing.erase": "Erase",
  "drawing.pen": "Pen",
  "drawing.thin": "Thin",
  "drawing.thick": "Thick",
  "drawing.picture": "Picture",
  "drawing.picture_taken": (/** @type {string} */ name) => `${name} is on the canvas.`,
  "drawing.picture_bad": (/** @type {string} */ name) =>
    `${name} is no picture that this browser reads, or is too small.`,
  "drawing.own": "Drawing",
  "drawing.nothing_yet": "Nothing drawn yet",
  "drawing.translated": (/** @type {string} */ step) => `Translation of the drawing at step ${step}`,
  "drawing.returned": (/** @type {string} */ step) =>
    `The drawing, translated and translated back, at step ${step}`,
};
