// What is being seen, in plain words, and the ways on. Names in <tags> take the colour of what they name.

export default {
  "narration.title": "What you see",
  "narration.points": (/** @type {string} */ data) =>
    `The <generator>generator</generator> makes points; the <discriminator>discriminator</discriminator> learns to tell them from the <real>real</real> ones, ${data}.`,
  "narration.images": (/** @type {string} */ data) =>
    `The <generator>generator</generator> draws; the <discriminator>discriminator</discriminator> learns to tell its pictures from the <real>real</real> ones, ${data}.`,
  "narration.translation": (/** @type {string} */ data) =>
    `The <generator>generator</generator> makes images of other images; the <discriminator>discriminator</discriminator> learns to tell them from the <real>real</real> ones, made of ${data}.`,
  "narration.no_game": (/** @type {string} */ data) =>
    `An encoder squeezes <real>real</real> samples, ${data}, into a few numbers; a <generator>decoder</generator> makes samples from such numbers.`,
  "narration.data": (/** @type {string} */ name) => DATA.get(name) ?? name,

  "narration.loading": "The engine is loading.",
  "narration.files": "This data needs its files first.",
  "narration.failed": "Nothing trains.",
  "narration.ended": "The run has ended. Restart it, or change a setting.",
  "narration.untrained": "Nothing is learnt yet. Press Start, and watch.",
  "narration.still":
    "Paused, since your system asks for less motion. Nothing is learnt yet: press Start, and watch.",
  "narration.paused": (/** @type {string} */ step) => `Paused at step ${step}. Press Start to go on.`,

  "narration.watch_modes": (/** @type {number} */ modes, /** @type {number} */ of) =>
    `${modes} of ${of} modes found: watch the points spread over all of them.`,
  "narration.watch_between": (/** @type {number} */ of) =>
    `All ${of} modes found: watch the points leave the gaps between them.`,
  "narration.watch_points": "Watch the points settle on the real ones.",
  "narration.watch_images": "Watch: noise first, then strokes, then digits.",
  "narration.watch_translations": "Watch each source and what becomes of it.",

  "narration.ahead": "The discriminator is ahead.",
  "narration.close": "The discriminator is unsure.",
  "narration.fooled": "The discriminator is fooled.",
  "narration.scores": (/** @type {string} */ more) =>
    `The discriminator scores real samples ${more} higher than generated ones.`,
  "narration.energies": (/** @type {string} */ more) =>
    `The discriminator’s error is ${more} higher on generated samples than on real ones.`,

  "ways.title": "Where to go on",
  "ways.points": "Points",
  "ways.points_idea": "in seconds",
  "ways.digits": "Digits",
  "ways.digits_idea": "in minutes",
  "ways.learn": "Learn",
  "ways.learn_idea": "six lessons",
};

const DATA = new Map([
  ["folder", "your own pictures"],
  ["ring", "eight clusters (modes) on a ring"],
  ["grid", "twenty-five clusters (modes) on a grid"],
  ["spiral", "the arms of a spiral"],
  ["moons", "two half moons"],
  ["drawn", "the ones of a drawing"],
  ["digits", "handwritten digits"],
  ["mnist", "handwritten digits of MNIST"],
]);
