//! Every number that a step may measure, with what the page and the curves say of it.

use super::{
    Metrics,
    loss::{Scalar, Scores},
};
use crate::{
    fused::{mean, sigmoid},
    recipe::{LossName, Opinion, Recipe},
};
use serde::Serialize;

/// A number that a step may measure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Metric {
    /// As in readings and in `metrics.csv`.
    pub name: &'static str,
    /// As in a legend.
    pub label: &'static str,
    /// Where it is drawn.
    pub chart: Chart,
    /// What it is, in a sentence.
    pub help: &'static str,
}

/// A chart of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chart {
    /// What is minimised.
    Losses,
    /// What the discriminator says of real and of generated samples.
    Scores,
    /// What else tells how the run goes.
    Other,
}

const fn metric(name: &'static str, label: &'static str, chart: Chart, help: &'static str) -> Metric {
    Metric { name, label, chart, help }
}

/// Every measure, in the order in which legends name them.
pub const METRICS: &[Metric] = &[
    metric("loss_d", "D", Chart::Losses, "What the discriminator minimises, penalties included."),
    metric("loss_g", "G", Chart::Losses, "What the generator minimises."),
    metric(
        "loss",
        "−ELBO",
        Chart::Losses,
        "What encoder and decoder minimise: reconstruction and KL together.",
    ),
    metric("d_real", "D(x)", Chart::Scores, "How often the discriminator calls real samples real."),
    metric("d_generated", "D(G(z))", Chart::Scores, "How often it calls generated samples real."),
    metric("score_real", "D(x)", Chart::Scores, "The mean score of real samples."),
    metric("score_generated", "D(G(z))", Chart::Scores, "The mean score of generated samples."),
    metric("energy_real", "E(x)", Chart::Scores, "The mean reconstruction error of real samples."),
    metric(
        "energy_generated",
        "E(G(z))",
        Chart::Scores,
        "The mean reconstruction error of generated samples.",
    ),
    metric(
        "reconstruction",
        "Reconstruction",
        Chart::Scores,
        "How badly the decoder rebuilds real samples, in nats a sample.",
    ),
    metric(
        "kl",
        "KL",
        Chart::Scores,
        "How far the codes of real samples are from the prior, in nats a sample.",
    ),
    metric("loss_d_back", "D back", Chart::Losses, "What the discriminator of the way back minimises."),
    metric(
        "l1",
        "L1",
        Chart::Other,
        "The mean absolute difference of translations to their targets, of pixels from -1 to 1.",
    ),
    metric(
        "cycle",
        "Cycle",
        Chart::Other,
        "The mean absolute difference of images to themselves, translated there and back, both ways together.",
    ),
    metric(
        "identity",
        "Identity",
        Chart::Other,
        "How far images that are of the right set already are changed, both ways together.",
    ),
    metric(
        "distance",
        "Distance",
        Chart::Other,
        "The critic's estimate of the Wasserstein distance: mean score of real less that of generated samples.",
    ),
    metric(
        "class_real",
        "Class of x",
        Chart::Other,
        "How often the discriminator names the class of real samples right.",
    ),
    metric(
        "class_generated",
        "Class of G(z)",
        Chart::Other,
        "How often it names the class that generated samples were asked for.",
    ),
    metric(
        "rotation_real",
        "Turn of x",
        Chart::Other,
        "How often the discriminator names right by how far real images were turned; 0.25 is guessing.",
    ),
    metric(
        "rotation_generated",
        "Turn of G(z)",
        Chart::Other,
        "How often it names right by how far generated images were turned.",
    ),
    metric(
        "latent_gain",
        "Gain",
        Chart::Other,
        "By how much their step raises the scores of the latents that take one, to first order.",
    ),
    metric("latent_price", "Price", Chart::Other, "The price of the latents' step as it enters both losses."),
    metric("penalty", "Penalty", Chart::Other, "The gradient penalty as it enters the discriminator's loss."),
    metric(
        "gradient_norm",
        "‖∇D‖",
        Chart::Other,
        "The mean length of the discriminator's input gradient at the penalty's points.",
    ),
    metric("drift", "Drift", Chart::Other, "The critic's drift as it enters its loss."),
    metric(
        "resolution",
        "Resolution",
        Chart::Other,
        "Height and width, in pixels, of what the nets have grown to.",
    ),
    metric("fade", "Fade-in", Chart::Other, "How much of the newest level has faded in, 0 to 1."),
    metric(
        "consistency",
        "Consistency",
        Chart::Other,
        "The consistency terms as they enter the discriminator's loss.",
    ),
    metric(
        "pull_away",
        "Pull-away",
        Chart::Other,
        "The mean squared cosine between the codes of generated samples.",
    ),
    metric(
        "orthogonality",
        "Overlap",
        Chart::Other,
        "How far the generator's filters are from right angles, as it enters the generator's loss.",
    ),
    metric("k", "k", Chart::Other, "How much the energy of generated samples counts for the discriminator."),
    metric("convergence", "M", Chart::Other, "BEGAN's measure of convergence: lower is better."),
];

/// What the discriminator said of real and generated samples, off the graph, as its loss is best understood.
pub fn measured(recipe: &Recipe, [real, generated]: &[Scores; 2]) -> Metrics {
    let (real, generated) = (real.clone(), generated.clone());
    let (name, [real, generated]): (_, [Scalar; 2]) = match recipe.game.loss.opinion() {
        Some(Opinion::Probability) => {
            (["d_real", "d_generated"], [mean(sigmoid(real)), mean(sigmoid(generated))])
        }
        Some(Opinion::Energy) => (["energy_real", "energy_generated"], [mean(real), mean(generated)]),
        _ => (["score_real", "score_generated"], [mean(real), mean(generated)]),
    };
    let mut scores = vec![(name[0], real.clone()), (name[1], generated.clone())];
    if recipe.game.loss == LossName::Wasserstein {
        scores.push(("distance", real - generated));
    }
    scores
}
