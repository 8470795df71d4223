// The scores of generated digits by a classifier.

export default {
  "digit_scores.title": "Score the digits",
  "digit_scores.about":
    "A small classifier that reads 99.5 % of MNIST’s test digits right looks at generated digits while the run trains. While this is open, training is a little slower.",
  "digit_scores.score": "Score",
  "digit_scores.score_help":
    "The Inception Score with our classifier in Inception’s place (Salimans et al. 2016): exp of the mean divergence between the classes of one digit and those of all. 10 where every digit is clear and all classes are equally frequent, 1 where all digits are alike or none is clear. It does not see whether digits of a class are all the same.",
  "digit_scores.frechet": "Fréchet distance",
  "digit_scores.frechet_help":
    "The distance between the classifier’s 64 features of generated and of real digits, each taken for a normal distribution, as FID has it with Inception (Heusel et al. 2017). 0 for the same distribution; so few digits never come to 0. Compare within one page’s runs only: other numbers of digits, or another classifier, give other distances.",
  "digit_scores.measuring": "Measuring …",
  "digit_scores.measured": (
    /** @type {string} */ step,
    /** @type {number} */ generated,
    /** @type {number} */ real,
  ) => `At step ${step}: ${generated} generated digits, beside ${real} real ones.`,
  "digit_scores.classes": (/** @type {number} */ classes, /** @type {string} */ confidence) =>
    `${classes} of 10 classes appear, each with at least a tenth of an even share; the mean confidence is ${confidence}.`,
  "digit_scores.problem": (/** @type {string} */ problem) =>
    `The digits cannot be scored (${problem}). Load the page again; the run trains on without.`,
};
