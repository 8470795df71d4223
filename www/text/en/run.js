// The run's bar, and the run in one sentence.

export default {
  "run.title": "Run",
  "run.start": "Start",
  "run.pause": "Pause",
  "run.step": "One step",
  "run.restart": "Restart",
  "run.restart_help": "Back to step 0: the same seed gives the same start",
  "run.steps": "Step",
  "run.rate": "Steps a second",
  "run.trained": "Trained",
  "run.on": "On",
  "run.end": (/** @type {string} */ trained) =>
    `This ends the present run, which has trained for ${trained}. End it?`,
  "notice.dismiss": "Dismiss",

  "summary.training": (/** @type {number} */ step) => `Training at step ${step}.`,
  "summary.paused": (/** @type {number} */ step) => `Paused at step ${step}.`,
  "summary.at_balance": (/** @type {string} */ value) => `, at balance ${value}`,
  // Where a measure's own name would say too little.
  "summary.measures": (/** @type {string} */ name) => SPOKEN.get(name) ?? name.replaceAll("_", " "),
};

const SPOKEN = new Map([
  ["loss_d", "discriminator loss"],
  ["loss_g", "generator loss"],
  ["d_real", "real samples held to be real"],
  ["d_generated", "generated samples held to be real"],
  ["score_real", "score of real samples"],
  ["score_generated", "score of generated samples"],
  ["energy_real", "energy of real samples"],
  ["energy_generated", "energy of generated samples"],
  ["reconstruction", "reconstruction error"],
  ["kl", "KL divergence"],
  ["class_real", "class of real samples named right"],
  ["class_generated", "class of generated samples named right"],
  ["rotation_real", "turn of real samples named right"],
  ["rotation_generated", "turn of generated samples named right"],
  ["latent_gain", "gain in score by the step of the latents"],
  ["latent_price", "price of the step of the latents"],
  ["k", "weight k of generated samples"],
  ["convergence", "convergence measure M"],
]);
