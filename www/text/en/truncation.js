// Fidelity against variety: the truncated latents, and the curve of precision and recall.

export default {
  "truncation.title": "Fidelity against variety",
  "truncation.about":
    "Samples from latents near the mean are more faithful to the data, and more alike. Draw the samples above from such latents, and measure what it costs.",
  "truncation.name": "Truncation",
  "truncation.help":
    "Every number of the latents that lies farther than this from the mean is drawn again until it does not (BigGAN, Brock et al. 2019). Where a mapping network makes styles, it is the share that is left of their way from their mean instead (StyleGAN, Karras et al. 2018). Small is faithful and alike, large is varied. It changes what is shown, not what is trained. Where the generator has batch norm, its means and variances are taken anew over such latents. Off is at the right end.",
  "truncation.off": "Off",
  "truncation.off_spoken": "off: all latents as they are drawn",
  "truncation.spoken": (/** @type {string} */ bound) => `at most ${bound} from the mean`,
  "truncation.at": (/** @type {string} */ bound) => `truncated at ${bound}`,

  "truncation.measure": "Measure the curve",
  "truncation.measuring": (/** @type {number} */ done, /** @type {number} */ all) =>
    `Measuring: ${done} of ${all}`,
  "truncation.too_few": "There are too few real samples to measure beside: it takes more than 3.",
  "truncation.measured": (
    /** @type {string} */ step,
    /** @type {string} */ weights,
    /** @type {number} */ generated,
    /** @type {number} */ real,
  ) =>
    `At step ${step}${weights}: ${generated} generated samples at each truncation, beside ${real} real ones.`,
  "truncation.how_pixels":
    "Fidelity is precision: the share of generated samples that lie among real ones. Variety is recall: the share of real samples that lie among generated ones. A sample lies among others where it is nearer to one of them than that one’s third neighbour is (Kynkäänniemi et al. 2019). Distances are between pixels, not between features of a trained net as in the paper: good enough for small grey digits, rough for photographs. Compare within one curve only.",
  "truncation.how_points":
    "Fidelity is precision: the share of generated points that lie among real ones. Variety is recall: the share of real points that lie among generated ones. A point lies among others where it is nearer to one of them than that one’s third neighbour is (Kynkäänniemi et al. 2019).",
  "truncation.fidelity": "Fidelity (precision)",
  "truncation.variety": "Variety (recall)",
  "truncation.now": "now",
  "truncation.chart": (/** @type {number} */ points) =>
    `Fidelity against variety at ${points} truncations; the table has the values`,
  "truncation.present": (/** @type {string} */ fidelity, /** @type {string} */ variety) =>
    `At the slider’s place: fidelity ${fidelity}, variety ${variety}.`,
};
