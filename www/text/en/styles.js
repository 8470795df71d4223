// Styles of two samples in one, and nets that grow.

export default {
  "mixing.title": "Mix styles",
  "mixing.help":
    "A style sets how strong each feature is at one level of the generator. The first levels decide about what is large, such as the shape; the last ones about what is fine, such as the stroke. Here the last levels take their styles from another sample.",
  "mixing.with": "With sample",
  "mixing.levels": "Levels from it",
  "mixing.of": (/** @type {number} */ finest, /** @type {number} */ count) => `${finest} of ${count}`,

  "levels.drawn": (/** @type {string} */ sides) =>
    `What the generator’s levels make of these latents: ${sides}`,
  "levels.about": (/** @type {string} */ sides) =>
    `Its levels by themselves: ${sides}. A smaller level has learnt no images since the next one faded in, while all that it stands on has moved on.`,

  "growth.fading": (/** @type {number} */ side, /** @type {string} */ percent) =>
    `${side}×${side} pixels, of which the newest level has faded in by ${percent} %`,
  "growth.stable": (/** @type {number} */ side) => `${side}×${side} pixels`,
  "growth.full": (/** @type {number} */ side) => `fully grown, ${side}×${side} pixels`,
};
