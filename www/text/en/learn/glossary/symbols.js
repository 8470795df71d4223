// The glossary's symbols.

import { term } from "./term.js";

export default [
  term("x", "x", "A real sample: a point of the plane, or a picture with values from −1 to 1.", "sample"),
  term(
    "z",
    "z",
    "The latents: the random numbers from which the generator makes a sample.",
    "latent",
    "prior",
  ),
  term("y", "y", "A class: which mode or digit a sample belongs to, or is to belong to.", "conditional"),
  term("g", "G", "The generator, and G(z) the sample that it makes of the latents z.", "generator"),
  term(
    "d",
    "D",
    "The discriminator, and D(x) what it says of a sample x: a probability, a score or an energy.",
    "discriminator",
  ),
  term(
    "e",
    "𝔼",
    "A mean: 𝔼 over x of f(x) is the mean of f(x) over real samples, in practice over those of a batch.",
    "batch",
  ),
  term(
    "s",
    "s",
    "The raw score: the number that D’s last layer gives. The probability is σ(s).",
    "score",
    "sigmoid",
  ),
  term(
    "sigma",
    "σ",
    "The sigmoid, σ(s) = 1 / (1 + e^−s). Also the usual sign for a standard deviation.",
    "sigmoid",
  ),
  term(
    "t",
    "t",
    "The target that D’s answer to real samples is trained towards (Real target).",
    "label-smoothing",
  ),
  term(
    "lambda",
    "λ",
    "The weight of something added to a loss, above all of a gradient penalty (Penalty weight).",
    "gradient-penalty",
  ),
  term(
    "gamma",
    "γ",
    "BEGAN’s diversity: how high the error on generated samples may be, as a part of that on real ones. Small means good and alike, large means varied.",
    "began",
  ),
  term(
    "k",
    "k",
    "In BEGAN, how much D cares about generated samples at present: it moves by itself to keep the balance that γ asks for. In precision and recall, k is the third neighbour.",
    "began",
    "precision",
  ),
  term(
    "m",
    "m",
    "The margin of an energy-based GAN: an energy above which a generated sample is bad enough.",
    "energy",
  ),
  term("c", "c", "The clip: all weights of a WGAN’s critic are kept between −c and c.", "clip"),
  term(
    "beta",
    "β₁, β₂",
    "How long Adam remembers past gradients and their sizes. GANs use β₁ = 0.5 or 0: a long memory overshoots when the other player has moved.",
    "adam",
  ),
  term(
    "nabla",
    "∇",
    "A gradient: ∇D(x) is the direction in which D rises fastest at x, and its length is the slope there.",
    "gradient",
    "slope",
  ),
  term(
    "norm-sign",
    "‖·‖",
    "The length of a vector. ‖D‖ with the index L is the largest slope of D.",
    "lipschitz",
  ),
];
