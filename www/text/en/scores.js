// The scores of generated points.

export default {
  "scores.divergence": "Distance from the data, in nats",
  "scores.shares": "Shares",
  "scores.js": "JS",
  "scores.js_help":
    "Jensen-Shannon divergence between the points generated and as many real ones, counted on 20 × 20 cells over the square that is shown, and one more for all points outside: 0 where both fill the cells alike, 0.693 where they share none.",
  "scores.kl": "KL",
  "scores.kl_help":
    "Kullback-Leibler divergence of the real from the generated points on the same cells, half a point added to each: large where real points have no generated ones near.",
  "scores.precision": "Precision",
  "scores.precision_help":
    "The share of generated points that lie as near to a real one as its third neighbour does (Kynkäänniemi et al. 2019): how true they are.",
  "scores.recall": "Recall",
  "scores.recall_help":
    "The share of real points that lie as near to a generated one as its third neighbour does: how much of the data is generated.",
  "scores.good": "Good",
  "scores.good_help": "The share of generated points within three standard deviations of a mode’s middle.",
  "scores.note": "All 512 points that are shown count. Dotted: what 512 other real points score.",
};
