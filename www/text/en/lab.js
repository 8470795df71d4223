// The lab: points of the plane and what the nets make of it.

export default {
  "lab.layers": "What is shown in the plane",
  "lab.shade_choice": "Shade",
  "lab.shade_help":
    "What the discriminator makes of each place: its opinion, or how steeply its score changes there.",
  "lab.no_shade": "None",
  "lab.opinion": "D’s opinion",
  "lab.slope": "D’s slope",
  "lab.real": "Real",
  "lab.real_help": "Points of the data.",
  "lab.generated": "Generated",
  "lab.generated_help": "Points that the generator makes of latents that stay the same.",
  "lab.arrows": "Arrows",
  "lab.arrows_help":
    "Where generated points would go to lower the generator’s loss: the gradient that the generator gets.",
  "lab.manifold": "G’s grid",
  "lab.manifold_help":
    "A regular grid of latents as the generator bends it: darker where samples are denser.",
  "lab.penalty": "Penalty",
  "lab.penalty_help": "The places at which the gradient penalty measures the discriminator’s slope.",
  "lab.shade": (/** @type {string} */ what, /** @type {string} */ low, /** @type {string} */ high) =>
    `Shade: ${what}, from ${low} (none) to ${high} (full).`,
  "lab.what_probability": "D’s probability that a point is real",
  "lab.what_score": "D’s score",
  "lab.what_energy": "D’s energy",
  "lab.what_slope": "the slope of D’s raw score",
  "lab.arrows_legend": "Arrows: where D pulls generated points.",
  "lab.manifold_legend": "Grid: what G makes of a regular grid of latents; darker is denser.",
  "lab.manifold_of_two":
    "Grid: what G makes of a regular grid of its first two latents, the others at their mean; darker is denser.",
  "lab.penalty_legend": (/** @type {string} */ slope, /** @type {string} */ target) =>
    `Crosses: where the penalty measures D’s slope, ${slope} on average; it asks for ${target}.`,
  "lab.of_class": "Choose one class to see what the nets make of it.",
};
