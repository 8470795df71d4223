// One sample looked at, its latents, and the discriminator's scores.

export default {
  "cells.title": "Generated samples. The arrow keys move among them, Enter opens a sample’s latents.",
  "cells.name": (/** @type {number} */ number) => `Sample ${number}`,
  "cells.name_of_class": (/** @type {number} */ number, /** @type {number} */ of) =>
    `Sample ${number}, class ${of}`,

  "lens.hint":
    "Point at a generated sample, or go there with Tab and the arrow keys, to see it larger. Click it or press Enter to move its latents, the numbers that it is made from.",
  "lens.said": (/** @type {string} */ name, /** @type {string} */ opinion) => `${name}. ${opinion}.`,
  "lens.sample": (/** @type {number} */ number) => `Sample ${number}, larger`,
  "lens.nearest": (/** @type {number} */ number) => `The real image nearest to sample ${number}`,
  "lens.open": "Open its latents",
  "lens.probability": (/** @type {string} */ value) => `D’s probability that it is real: ${value}`,
  "lens.score": (/** @type {string} */ value) => `D’s score: ${value}`,
  "lens.energy": (/** @type {string} */ value) => `D’s energy: ${value}`,
  "lens.no_opinion": "No discriminator judges single samples in this run",
  "lens.looking": "Looking for the nearest real image …",
  "lens.nearest_of": (/** @type {string} */ count, /** @type {string} */ percent) =>
    `Nearest of ${count} real images. Pixels differ by ${percent} % of the range from black to white (root mean square).`,

  "explorer.title": (/** @type {string} */ name) => `${name}: its latents`,
  "explorer.about":
    "Latents are the numbers that the generator makes a sample from. Move them, and the generator draws again at once.",
  "explorer.drawn": (/** @type {number} */ number) =>
    `What the generator makes of the latents of sample ${number}`,
  "explorer.back": "Back to its latents",
  "explorer.close": "Close",
  "explorer.class": "Draw it as class",
  "explorer.step": (/** @type {string} */ step) => `at step ${step}`,
  "explorer.directions": "Principal directions",
  "explorer.directions_help": (/** @type {string} */ step) =>
    `The ways to move the latents that change the generator’s first layer most, as in GANSpace (Härkönen et al. 2020). That layer is linear, so that they are the left singular vectors of its weights: exact, without sampling. The percentage is the share of that layer’s variance; σ is the standard deviation of the latents. Found at step ${step}.`,
  "explorer.again": "Find them again",
  "explorer.direction": (/** @type {number} */ number) => `Direction ${number}`,
  "explorer.share": (/** @type {string} */ percent) => `${percent} %`,
  "explorer.share_spoken": (/** @type {string} */ percent) => `${percent} % of the variance`,
  "explorer.deviations": (/** @type {string} */ value) => `${value} σ`,
  "explorer.more": (/** @type {number} */ count) => `Show ${count} more`,
  "explorer.raw": "Each latent by itself",
  "explorer.latent": (/** @type {number} */ number) => `Latent ${number}`,

  "travel.title": "To another sample",
  "travel.help":
    "Between two samples the latents follow a great circle around their mean: on a straight line they would come nearer to the mean than any that the generator was trained on.",
  "travel.to": "Sample",
  "travel.position": "Position on the way",
  "travel.at": (/** @type {number} */ percent) => `${percent} %`,
  "travel.towards": (/** @type {number} */ percent, /** @type {number} */ number) =>
    `${percent} % of the way to sample ${number}`,
  "travel.walk": "Walk from sample to sample",
  "travel.pause": "Pause the walk",

  "opinions.title": "Discriminator’s scores",
  "opinions.real": "Real",
  "opinions.generated": "Generated",
  "opinions.of_probability": "D’s probability that a sample is real",
  "opinions.of_score": "D’s score",
  "opinions.of_energy": "D’s energy",
  "opinions.about": "Where both heaps lie on each other, the discriminator cannot tell real from generated.",
  "opinions.described": (
    /** @type {string} */ what,
    /** @type {string} */ real,
    /** @type {string} */ generated,
    /** @type {string} */ step,
  ) => `${what} at step ${step}. Mean of real samples ${real}, of generated samples ${generated}.`,
  "opinions.bar": "Values of one bar",
  "opinions.values": (
    /** @type {string} */ from,
    /** @type {string} */ to,
    /** @type {string} */ real,
    /** @type {string} */ generated,
  ) => `From ${from} to ${to}: ${real} real, ${generated} generated`,
  "opinions.of": (/** @type {number} */ count, /** @type {number} */ all) => `${count} of ${all}`,
};
