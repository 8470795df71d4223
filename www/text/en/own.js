// The person's own pictures.

export default {
  "own.title": "Your own pictures",
  "own.private":
    "They stay in this page, while it is open: nothing is uploaded, and a link to this run does not hold them. Drop a folder or files anywhere on the page, or choose them here.",
  "own.files": "Choose pictures",
  "own.folder": "Choose a folder",
  "own.name": "pictures",
  "own.expect": "How many, and what to expect?",
  "own.enough":
    "Alike pictures work best: faces, flowers, icons, all framed in the same way. As a rough guide, take 1,000 or more; of fewer than 100 the discriminator learns each by heart, and the generator stalls. The setting “Mirror” makes two of each. Tried with 1,500 drawn faces at 32 × 32 and batches of 32: after 400 steps a DCGAN has their backgrounds and where the heads are; faces take a few thousand.",
  "own.cost":
    "On the processor, a DCGAN’s step at 32 × 32 in colour takes 5 times as long as one of drawn digits, about a second, and at 64 × 64 25 times as long. Begin small; a smaller “Batch” is faster, and WebGPU much more so.",
  "own.prepared_as":
    "Of each picture the square in the middle is taken and made smaller, so that no pixel is left out. Folders inside of a folder can be classes: set “Labels” to “Folders”.",
  "own.needed": "This run learns from pictures that are not in its link or file. Choose yours to start it.",
  "own.none": "No pictures yet.",
  "own.busy": (/** @type {string} */ done, /** @type {string} */ all) =>
    `Reading picture ${done} of ${all} …`,
  "own.done": (
    /** @type {string} */ count,
    /** @type {string} */ name,
    /** @type {number} */ size,
    /** @type {string} */ colours,
  ) => `${count} pictures from “${name}” at ${size} × ${size}, ${colours}.`,
  "own.in_colour": "in colour",
  "own.in_grey": "in grey",
  "own.classes": (/** @type {number} */ count) => `They lie in ${count} folders.`,
  "own.too_few": (/** @type {string} */ count, /** @type {number} */ fewest) =>
    `Only ${count} of the files could be read as pictures, and a run needs at least ${fewest}.`,
  "own.passed_over": (/** @type {string} */ count, /** @type {string} */ names) =>
    `Passed over, since they are no pictures, damaged or too small: ${count} (${names}).`,
  "own.and_more": (/** @type {string} */ names) => `${names} …`,
  "own.too_many": (/** @type {string} */ count) =>
    `${count} more were left out: that many are too much for a page.`,
  "own.unusable": (/** @type {string} */ why) => `These pictures cannot be used. ${why}.`,
  "own.sizes": (/** @type {number} */ size) => `${size} × ${size}`,
};
