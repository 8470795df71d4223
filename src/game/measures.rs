//! Every number that a step may measure, with what the page and the curves say of it.

use super::{
    Losses,
    loss::{Scalar, Scores},
};
use crate::recipe::{Head, LossName, Recipe};
use burn::tensor::activation::sigmoid;
use serde::Serialize;

/// A number that a step may measure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measure {
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
    Answers,
    /// What else tells how the run goes.
    Inside,
}

const fn measure(name: &'static str, label: &'static str, chart: Chart, help: &'static str) -> Measure {
    Measure { name, label, chart, help }
}

/// Every measure, in the order in which legends name them.
pub const MEASURES: &[Measure] = &[
    measure("loss_d", "D", Chart::Losses, "What the discriminator minimises, penalties included."),
    measure("loss_g", "G", Chart::Losses, "What the generator minimises."),
    measure(
        "loss",
        "−ELBO",
        Chart::Losses,
        "What encoder and decoder minimise: reconstruction and KL together.",
    ),
    measure("d_real", "D(x)", Chart::Answers, "How often the discriminator calls real samples real."),
    measure("d_generated", "D(G(z))", Chart::Answers, "How often it calls generated samples real."),
    measure("score_real", "D(x)", Chart::Answers, "The mean score of real samples."),
    measure("score_generated", "D(G(z))", Chart::Answers, "The mean score of generated samples."),
    measure("energy_real", "E(x)", Chart::Answers, "The mean reconstruction error of real samples."),
    measure(
        "energy_generated",
        "E(G(z))",
        Chart::Answers,
        "The mean reconstruction error of generated samples.",
    ),
    measure(
        "reconstruction",
        "Reconstruction",
        Chart::Answers,
        "How badly the decoder rebuilds real samples, in nats a sample.",
    ),
    measure(
        "kl",
        "KL",
        Chart::Answers,
        "How far the codes of real samples are from the prior, in nats a sample.",
    ),
    measure(
        "distance",
        "Distance",
        Chart::Inside,
        "The critic's estimate of the Wasserstein distance: mean score of real less that of generated samples.",
    ),
    measure(
        "penalty",
        "Penalty",
        Chart::Inside,
        "The gradient penalty as it enters the discriminator's loss.",
    ),
    measure(
        "gradient_norm",
        "‖∇D‖",
        Chart::Inside,
        "The mean length of the discriminator's input gradient at the penalty's points.",
    ),
    measure(
        "consistency",
        "Consistency",
        Chart::Inside,
        "The consistency terms as they enter the discriminator's loss.",
    ),
    measure(
        "pull_away",
        "Pull-away",
        Chart::Inside,
        "The mean squared cosine between the codes of generated samples.",
    ),
    measure(
        "balance",
        "k",
        Chart::Inside,
        "How much the energy of generated samples counts for the discriminator.",
    ),
    measure("convergence", "M", Chart::Inside, "BEGAN's measure of convergence: lower is better."),
];

/// What the discriminator said of real and generated samples, as its loss is best understood.
pub fn answers(recipe: &Recipe, real: Scores, generated: Scores) -> Losses {
    let (real, generated) = (real.inner(), generated.inner());
    let (name, [real, generated]): (_, [Scalar; 2]) =
        match (recipe.loss.is_cross_entropy(), recipe.loss.head()) {
            (true, _) => (["d_real", "d_generated"], [sigmoid(real).mean(), sigmoid(generated).mean()]),
            (false, Head::Reconstruction) => {
                (["energy_real", "energy_generated"], [real.mean(), generated.mean()])
            }
            (false, _) => (["score_real", "score_generated"], [real.mean(), generated.mean()]),
        };
    let mut answers = vec![(name[0], real.clone()), (name[1], generated.clone())];
    if recipe.loss == LossName::Wasserstein {
        answers.push(("distance", real - generated));
    }
    answers
}
