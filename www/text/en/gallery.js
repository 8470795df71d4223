// The gallery of broken runs, and the repair of one of them.

/** @import { CaseName } from "../../gallery/cases.js" */

/** @type {Record<CaseName, { title: string, watch: string, hint: string, remedy: string }>} */
const CASES = {
  one_mode: {
    title: "One mode of eight",
    watch:
      "A vanilla GAN on the ring of eight modes. Within a few hundred steps all points lie in one place, which may leap from mode to mode.",
    hint: "Compare the two learning rates. Which player moves too far in a step?",
    remedy:
      "Set Generator learning rate to 0.001, as it runs. The points spread over the whole ring within a few hundred steps.",
  },
  one_of_25: {
    title: "One mode of 25",
    watch:
      "A vanilla GAN on a grid of 25 modes. The points settle in one mode and stay: nearly all of them are good, and all are the same.",
    hint: "Here the other player is too fast. A generator that is found out everywhere keeps to the one place that passes.",
    remedy: "Set both learning rates to 0.001, as it runs.",
  },
  outclassed: {
    title: "Outclassed",
    watch:
      "A vanilla GAN on digits. D(x) goes to 1 and D(G(z)) to 0 within a hundred steps, and the samples stay noise.",
    hint: "The discriminator’s learning rate is a hundred times the generator’s.",
    remedy: "Set both learning rates to 0.0002, as it runs.",
  },
  flat_critic: {
    title: "A critic that is flat",
    watch:
      "A WGAN on the ring. The curves lie still, the arrows point anywhere, and the points do not find the modes.",
    hint: "Each layer multiplies what passes through it by its weights. How large may they be here?",
    remedy: "Set Weight clip to 0.05 and start afresh: at 0.01, next to nothing comes through four layers.",
  },
  steep_critic: {
    title: "A critic without a limit",
    watch:
      "A WGAN-GP on the ring. The gradient norm, which should be near 1, climbs to hundreds, and the distance measures nothing.",
    hint: "Something should hold the slope near 1, and weighs too little.",
    remedy: "Set Penalty weight to 1, as it runs. The gradient norm is near 1 again within a hundred steps.",
  },
  overflow: {
    title: "Overflow",
    watch: "A VAE on the ring, with plain gradient descent. It is over after a few steps.",
    hint: "Adam divides a gradient by its size, plain descent does not: its learning rate must fit the size of the loss.",
    remedy: "Start afresh with Adam and learning rates of 0.001, or with learning rates a tenth as large.",
  },
  silent_code: {
    title: "A code that says nothing",
    watch:
      "A VAE on the ring. The KL falls to 0, and all samples gather in the middle of the ring, where no data is.",
    hint: "How far from a sample may the decoder be before it costs more than the code does?",
    remedy: "Set Decoder’s deviation to 0.1 and start afresh.",
  },
  chase: {
    title: "A chase",
    watch:
      "A vanilla GAN on the ring. The points run about as one cloud, and the discriminator’s answers to real and generated points cross again and again.",
    hint: "Long steps and a long memory of past gradients: each player overshoots.",
    remedy: "Set both learning rates to 0.001, as it runs; or start afresh with Adam beta 1 at 0.5, too.",
  },
};

export default {
  "gallery.title": "Broken runs to repair",
  "gallery.intro":
    "Each of these runs has a fault that shows within seconds. Open one, watch it fail, read what the doctor says, and change one thing. The page tells when the run is repaired.",
  "gallery.case": (/** @type {CaseName} */ name) => CASES[name].title,
  "gallery.watch": (/** @type {CaseName} */ name) => CASES[name].watch,
  "gallery.hint": (/** @type {CaseName} */ name) => CASES[name].hint,
  "gallery.remedy": (/** @type {CaseName} */ name) => CASES[name].remedy,
  "gallery.hint_title": "A hint",
  "gallery.remedy_title": "The remedy",
  "gallery.open": (/** @type {string} */ title) => `Open: ${title}`,
  "gallery.repaired": "✓ Repaired",

  "repair.title": (/** @type {string} */ title) => `To repair: ${title}`,
  "repair.broken": "It trains. The doctor below speaks as soon as it sees what is wrong.",
  "repair.found": "The doctor has found the fault. Apply one of its remedies, or change a setting yourself.",
  "repair.treated": "Changed. Let it train on: the page looks whether that helps.",
  "repair.repaired": "Repaired: the fault is gone, and the samples are on their way.",
  "repair.back": "All broken runs",
};
