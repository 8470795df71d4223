//! What may be added to the players' losses, each term on its own.
//!
//! ```text
//! auxiliary      has the discriminator name classes
//! rotation       has it name by how far an image was turned
//! penalty        holds the slope of the discriminator
//! drift          keeps a critic's scores from drifting away together
//! consistency    makes it blind to small shifts of samples and of latents
//! orthogonality  pulls the generator's filters towards right angles
//! pull_away      pushes the features of generated samples apart
//! proportional   moves BEGAN's k
//! ```

mod auxiliary;
pub mod consistency;
mod drift;
pub mod orthogonality;
pub mod penalty;
mod proportional;
mod pull_away;
pub mod rotation;

pub use auxiliary::cross_entropy;
pub use pull_away::pull_away;

use super::{
    Metrics,
    critic::{Critic, Heads},
    loss::{Scalar, Scores},
};
use crate::{
    Result,
    nets::Sequential,
    recipe::{LossName, Recipe},
    train::{noise::Noise, process_group::ProcessGroup},
};
use async_trait::async_trait;
use burn::tensor::Tensor;
use std::collections::BTreeMap;

/// Samples as a discriminator saw them, and what it made of them.
pub struct Judged {
    /// `[batch, channel, height, width]`.
    pub samples: Tensor<4>,
    pub heads: Heads,
}

/// What an update of the discriminator has at hand.
pub struct DiscriminatorRound<'a> {
    /// The discriminator being updated, at the batch of the real samples; generated ones were asked for in its classes.
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
    /// The discriminator, whose weights are constants here, at the batch of the classes that were asked for.
    pub critic: Critic<'a>,
    /// The generator being updated.
    pub generator: &'a Sequential,
    /// What the samples were made from, `[batch, latent, 1, 1]`.
    pub latents: Tensor<4>,
    /// The samples, before instance noise.
    pub generated: Tensor<4>,
    /// What the discriminator made of them.
    pub heads: Heads,
    pub noise: &'a mut Noise,
}

/// A part of the game beside its loss. Whatever it adds is weighted already.
#[async_trait(?Send)]
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
    ///
    /// # Errors
    /// Those of [`ProcessGroup::all_mean`].
    async fn after(
        &self,
        _scores: &[Scores; 2],
        _tensors: &mut BTreeMap<&'static str, Scalar>,
        _metrics: &mut Metrics,
        _group: &dyn ProcessGroup,
    ) -> Result<()> {
        Ok(())
    }
}

/// The terms that `recipe` asks for, in the order in which they are added. Each is the part of the recipe that holds its
/// settings.
pub fn named(recipe: &Recipe) -> Vec<Box<dyn Term>> {
    let loss = recipe.game.loss;
    let terms: [(bool, Box<dyn Term>); 8] = [
        (recipe.has_auxiliary_classes(), Box::new(recipe.auxiliary_classes)),
        (recipe.rotation.is_on, Box::new(recipe.rotation)),
        (recipe.has_penalty(), Box::new(recipe.penalty)),
        (recipe.wasserstein.drift > 0.0, Box::new(recipe.wasserstein)),
        (recipe.is_orthogonal(), Box::new(recipe.orthogonality)),
        (loss == LossName::Energy, Box::new(recipe.pull_away)),
        (loss == LossName::Began, Box::new(recipe.began)),
        (recipe.shifts() || recipe.moves_latents(), Box::new(recipe.consistency)),
    ];
    terms.into_iter().filter(|(asked_for, _)| *asked_for).map(|(_, term)| term).collect()
}
