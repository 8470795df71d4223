// The training tips' words. What was found is of the runs in www/learn/measured.js.

/** @import { TipName } from "../../../learn/tips.js" */

/** @type {Record<TipName, { title: string, claim: string, sides: [string, string], found: string }>} */
const TIPS = {
  leaky: {
    title: "LeakyReLU in the discriminator",
    claim:
      "ReLU makes 0 of everything below 0, and its gradient there is 0 too. G learns only from D’s gradient, so D should let it through: use LeakyReLU.",
    sides: ["LeakyReLU", "ReLU"],
    found:
      "It helps a little, and from every seed: all three runs with LeakyReLU end nearer to the data than any with ReLU. Both find all modes.",
  },
  loss: {
    title: "Let G maximise ln D, not minimise ln(1 − D)",
    claim:
      "In the first form of the game, G’s gradient is nearly 0 while D is sure of itself. The non-saturating loss has the same aim and a gradient where it is needed.",
    sides: ["Non-saturating", "Minimax"],
    found:
      "It helps most of all. The minimax form covers 7, 1 and 4 modes, the other one all 8 from every seed.",
  },
  smoothing: {
    title: "Smooth the labels of real samples",
    claim: "Train D towards 0.9 instead of 1 on real samples, so that it does not grow too sure of itself.",
    sides: ["Real target 0.9", "Real target 1"],
    found:
      "Nothing to see on the ring: the difference is far smaller than that between seeds. For pictures the page smooths as the tip says, since there D is sure of itself more easily.",
  },
  norm_g: {
    title: "Batch norm in the generator",
    claim: "Scale the values between G’s layers by their batch: deep generators then train at all.",
    sides: ["Batch norm in G", "None"],
    found:
      "It helps: more good points from every seed. The page’s own settings for points do without, so that each point depends on its own latents alone.",
  },
  norm_d: {
    title: "Batch norm in the discriminator",
    claim:
      "Use batch norm in both nets, and give D batches that are all real or all generated, as this page does.",
    sides: ["Batch norm in D", "None"],
    found:
      "It does harm here. Where a batch is scaled to mean 0 and deviation 1, D no longer knows where a point is, and the place is all that a point has. On pictures it is another matter.",
  },
  optimiser: {
    title: "Adam",
    claim:
      "Use Adam for G. (The list adds: and SGD for D. Here one setting is for both players, so what is compared is Adam against RMSprop for both, at the same learning rate.)",
    sides: ["Adam", "RMSprop"],
    found:
      "Adam is ahead: RMSprop has fewer good points from every seed. RMSprop may want another learning rate than Adam’s, so this says only that it is no drop-in replacement.",
  },
  noise: {
    title: "Noise on what D sees",
    claim:
      "Add noise to real and generated samples, less and less as training goes on. It blurs both distributions until they overlap, and D has a slope everywhere.",
    sides: ["Noise 0.1", "No noise"],
    found:
      "It did not help within these steps: fewer points are good from every seed, since noise of 0.1 is ten times as wide as a mode. It fades over 10,000 steps, of which these are the first.",
  },
  prior: {
    title: "Normal latents, not uniform ones",
    claim: "Draw latents from a normal distribution: from a sphere rather than from a cube.",
    sides: ["Normal", "Uniform"],
    found:
      "The other way round, if at all: uniform latents did as well from two seeds and better from one. Two latents are few. The tip was made for a hundred.",
  },
  steps: {
    title: "More steps of D for one of G",
    claim:
      "A better D gives a better gradient. Some train it several times a step; others say that it rarely helps.",
    sides: ["5 steps of D", "1 step of D"],
    found:
      "It did not help, and each step takes longer: all three runs end further from the data, and in one of them only 3 modes are left. D is far enough ahead on the ring as it is.",
  },
  ttur: {
    title: "Two time scales",
    claim:
      "Give D a larger learning rate than G (TTUR, the two time-scale update rule), so that G always meets a D that has had time to answer. Here in a WGAN-GP whose critic takes one step for each of G, not the usual five: D’s learning rate is 0.001 on both sides.",
    sides: ["Two: G 0.0002", "One: G 0.001"],
    found:
      "It helps early: with two rates all 8 modes are found from every seed, with one 2.7 on average and next to no good point. By step 5,000 one rate finds them, too, and five steps of the critic do better than either: the text below has the figures.",
  },
};

export default {
  title: "Training tips, tried",
  intro: (/** @type {string} */ steps, /** @type {number} */ seeds) =>
    `GANs come with a list of tricks. Here each is an experiment: two runs of a vanilla GAN on the ring (the last tip has its own), from the same seed, that differ in one setting. Watch both train; what is shown are the averaged weights. What we found is the mean over seeds 1 to ${seeds} after ${steps} steps, of 512 points. Three seeds are few: a difference in JS of two or three hundredths is chance.`,
  claim: "The tip.",
  found: "What we found.",
  open: "Train both",
  open_named: (/** @type {string} */ title) => `Train both: ${title}`,
  measure: "Distance from the data (JS, in nats)",
  theory: "The idea, what to watch, what to break",
  columns: ["Modes of 8", "Good", "JS"],
  untried: "Tips that are no setting here",
  untried_ones: [
    "Scale pictures to −1 … 1 and end G with tanh. All pictures here are, and every generator of pictures does. On points G ends without it, since a point may lie anywhere.",
    "Different optimisers for G and D. Each player has an optimiser and a learning rate of its own here, but both are of one kind.",
    "Use labels if you have them. That is lesson 5.",
    "On pictures, batch norm in G matters more than on points: the nets of DCGAN are deeper. The page trains them too slowly to compare many seeds.",
  ],
  source:
    "The tips are those of “How to Train a GAN? Tips and tricks to make GANs work”, S. Chintala, E. Denton, M. Arjovsky and M. Mathieu, 2016.",
  each: TIPS,
};
