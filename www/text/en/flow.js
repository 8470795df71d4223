// The diagram of a step, and its controls.

export default {
  "flow.title": "What flows in a step",
  "flow.updated_discriminator": "The discriminator was updated",
  "flow.updated_generator": "The generator was updated",
  "flow.updated_both": "Both nets were updated",
  "flow.latents": "z",
  "flow.generator": "G",
  "flow.generated": "G(z)",
  "flow.real": "x",
  "flow.discriminator": "D",
  "flow.loss_d": "D’s loss",
  "flow.loss_g": "G’s loss",
  "flow.encoder": "Encoder",
  "flow.codes": "z",
  "flow.decoder": "Decoder",
  "flow.rebuilt": "x̂",
  "flow.elbo": "−ELBO",

  "step.title": "Step by step",
  "step.discriminator": "Update D",
  "step.generator": "Update G",
  "step.slow": "Slow motion",
  "step.slow_help": "Training takes one update at a time, and rests a second after each.",
  "step.explained":
    "Whole arrows carry samples and scores, dashed ones the gradients back: D’s loss changes D alone, G’s loss passes through D to G. The numbers at x and G(z) are what D says of them. An update alone draws its own batch, so such a run differs from one of whole steps.",
  "step.together":
    "Whole arrows carry samples and codes, dashed ones the gradients back. A VAE’s two nets share one loss and move together.",
};
