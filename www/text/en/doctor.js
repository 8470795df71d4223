// The failure doctor: what it found, why that happens, and what helps.

/** @import { FaultName } from "../../doctor/diagnose.js" */
/** @import { RemedyName } from "../../doctor/remedies.js" */

/**
 * Of each fault: its name, what was seen since a step, and why.
 * @type {Record<FaultName, { title: string, saw: (step: string) => string, why: string }>}
 */
const FAULTS = {
  non_finite: {
    title: "A number overflowed",
    saw: (step) => `After step ${step} a loss was no longer a finite number, and the run ended.`,
    why: "The updates grew from step to step until a weight left the range of numbers: the learning rates are too high for this loss.",
  },
  exploding_gradients: {
    title: "Exploding gradients",
    saw: (step) => `Since step ${step} the gradients have been hundreds of times steeper than a run needs.`,
    why: "Nothing limits how steep the discriminator may become, so each step of the generator is a leap in the dark.",
  },
  vanishing_gradients: {
    title: "Vanishing gradients",
    saw: (step) =>
      `Since step ${step} hardly any gradient has reached the generated samples, which are not good yet.`,
    why: "The discriminator is nearly flat where they lie, so that the generator cannot tell which way is better.",
  },
  discriminator_wins: {
    title: "The discriminator wins outright",
    saw: (step) =>
      `Since step ${step} the discriminator has told real from generated samples almost without error.`,
    why: "It learns faster than the generator, which gets no credit for small improvements any more.",
  },
  posterior_collapse: {
    title: "Posterior collapse",
    saw: (step) =>
      `Since step ${step} the codes have said next to nothing about the sample they are of: the KL is near 0.`,
    why: "Saying something costs more KL than it saves in reconstruction, so the decoder draws one average of all samples.",
  },
  mode_collapse: {
    title: "Mode collapse",
    saw: (step) => `Since step ${step} the generated samples have been much less varied than the real ones.`,
    why: "The generator has found a few samples that pass, and nothing in the game asks it for the others.",
  },
  oscillation: {
    title: "Oscillation",
    saw: (step) => `Since step ${step} the discriminator has preferred real and generated samples by turns.`,
    why: "Each player answers where the other was, not where it is: the steps are too long, or carry too much momentum.",
  },
};

/** @type {Record<RemedyName, string>} */
const REMEDIES = {
  own_settings: "Back to the variant’s own settings",
  own_live_settings: "Back to the variant’s own rates, as far as they can change now",
  slower_generator: "A slower generator",
  slower_discriminator: "A slower discriminator",
  slower_both: "Smaller steps for both players",
  fewer_discriminator_steps: "One update of the discriminator a step",
  instance_noise: "Noise on what the discriminator sees, so that it can never be sure",
  non_saturating: "A loss whose gradient stays while the generator is losing",
  wider_clip: "A wider clip, so that the critic may be steeper",
  gradient_penalty: "A penalty that holds the critic’s slope near 1",
  clip_gradients: "Gradients cut down to a length of 1",
  sharper_decoder: "A sharper decoder, for which codes are worth their cost",
  less_momentum: "No momentum",
};

export default {
  "doctor.title": "Failure doctor",
  "doctor.watching": "No fault found so far.",
  "doctor.muted": "Muted: it watches, and says nothing.",
  "doctor.mute": "Mute",
  "doctor.gallery": "Broken runs to repair",
  "doctor.fault": (/** @type {FaultName} */ fault) => FAULTS[fault].title,
  "doctor.saw": (/** @type {FaultName} */ fault, /** @type {string} */ step) => FAULTS[fault].saw(step),
  "doctor.why": (/** @type {FaultName} */ fault) => FAULTS[fault].why,
  "doctor.remedies": "What helps",
  "doctor.remedy": (/** @type {RemedyName} */ name) => REMEDIES[name],
  "doctor.live": "in the run as it goes on",
  "doctor.restarts": "in a fresh start",
  "doctor.change": (/** @type {string} */ label, /** @type {string} */ value) => `${label}: ${value}`,
  "doctor.more_changes": (/** @type {number} */ count) => `and ${count} more`,
  "doctor.applied": (/** @type {string} */ step) =>
    `Applied at step ${step}. This message goes when the fault has gone.`,
  "doctor.dismiss": (/** @type {string} */ fault) => `Dismiss: ${fault}`,
  "doctor.cleared": (/** @type {string} */ fault) => `${fault}: no longer seen.`,

  // Measures of samples, which the doctor alone draws.
  "doctor.diversity": "Diversity",
  "doctor.offset": "Offset",
  "doctor.pull": "Pull",
  "doctor.modes": "Modes covered",
  "doctor.good": "Good samples",
  "doctor.diversity_help":
    "How far generated samples lie from their mean, as a share of how far real ones do: 1 is as varied as the data.",
  "doctor.offset_help":
    "How far the mean of generated samples is from that of real ones, in spreads of the data: 0 is right.",
  "doctor.pull_help":
    "How much the generator’s loss would fall if a sample moved across the data as steeply as its gradient says.",
  "doctor.modes_help": "The share of the data’s modes that samples reach.",
  "doctor.good_help": "The share of samples that lie in a mode.",
};
