//! What may be added to the players' losses, each term on its own.
//!
//! ```text
//! penalty        holds the slope of the discriminator
//! consistency    makes it blind to small shifts of samples and of latents
//! pull_away      pushes the features of generated samples apart
//! proportional   moves BEGAN's k
//! ```

pub mod consistency;
pub mod penalty;
mod proportional;
mod pull_away;

pub use proportional::ProportionalControl;
pub use pull_away::{PullAway, pull_away};

use super::{
    Metrics,
    critic::Critic,
    loss::{Scalar, Scores},
};
use crate::{
    nets::Sequential,
    recipe::{LossName, Recipe},
    train::noise::Noise,
};
use burn::tensor::Tensor;
use std::collections::BTreeMap;

/// Samples as a discriminator saw them, and the scores that it gave.
pub struct Judged {
    /// `[batch, channel, height, width]`.
    pub samples: Tensor<4>,
    /// `[batch, 1, 1, 1]`.
    pub scores: Scores,
}

/// What an update of the discriminator has at hand.
pub struct DiscriminatorRound<'a> {
    /// The discriminator being updated.
    pub critic: Critic<'a>,
    /// The generator, whose weights are constants here.
    pub generator: &'a Sequential,
    /// What the generated samples were made from, `[batch, latent, 1, 1]`.
    pub latents: Tensor<4>,
    pub real: Judged,
    pub generated: Judged,
    pub noise: &'a mut Noise,
}

/// What an update of the generator has at hand.
pub struct GeneratorRound<'a> {
    /// The generator being updated.
    pub generator: &'a Sequential,
    /// What the samples were made from, `[batch, latent, 1, 1]`.
    pub latents: Tensor<4>,
    /// The samples, before instance noise.
    pub generated: Tensor<4>,
    /// The discriminator's features of them.
    pub features: Tensor<4>,
    pub noise: &'a mut Noise,
}

/// A part of the game beside its loss. Whatever it adds is weighted already.
pub trait Term {
    /// What it adds to the discriminator's loss.
    fn discriminator(&self, _round: &mut DiscriminatorRound, _metrics: &mut Metrics) -> Option<Scalar> {
        None
    }

    /// What it adds to the generator's loss.
    fn generator(&self, _round: &mut GeneratorRound, _metrics: &mut Metrics) -> Option<Scalar> {
        None
    }

    /// What it changes of the game's own numbers once the discriminator is updated, which gave real and generated
    /// samples these scores, off the graph.
    fn after(
        &self,
        _scores: &[Scores; 2],
        _tensors: &mut BTreeMap<&'static str, Scalar>,
        _metrics: &mut Metrics,
    ) {
    }
}

/// The terms that `recipe` asks for, in the order in which they are added.
pub fn named(recipe: &Recipe) -> Vec<Box<dyn Term>> {
    let penalty = penalty::GradientPenalty::named(recipe).map(|term| Box::new(term) as Box<dyn Term>);
    let consistency = consistency::Consistency::named(recipe).map(|term| Box::new(term) as _);
    let of_loss: Option<Box<dyn Term>> = match recipe.loss {
        LossName::Energy => Some(Box::new(PullAway { weight: recipe.pull_away })),
        LossName::Began => {
            Some(Box::new(ProportionalControl { gamma: recipe.gamma, lambda_k: recipe.lambda_k }))
        }
        _ => None,
    };
    [penalty, of_loss, consistency].into_iter().flatten().collect()
}
