//! The games: what the players minimise, and the steps in which they do.
//!
//! ```text
//! state          all that a run has reached, by name
//! adversarial    the step of a generator against a discriminator, written once for all variants
//!   loss/        what is minimised, on one number a sample
//!   terms/       what is added to it: penalties, consistency and the like
//!   disguise     noise on what the discriminator sees, wrong labels
//!   grown        real samples as nets see them that have not yet grown to their size
//!   latent_step  a step of the latents towards higher scores, before samples are made of them
//!   critic       how a discriminator's output becomes scores and classes
//! translation    the steps of images that are made of other images
//! vae            the VAE's step, in which both nets play together
//! metrics        every number that a step may measure
//! ```

mod adversarial;
mod critic;
mod disguise;
pub mod grown;
pub mod latent_step;
pub mod loss;
mod metrics;
mod state;
pub mod terms;
pub mod translation;
mod vae;

pub use adversarial::{DISCRIMINATOR, GENERATOR};
pub use critic::Critic;
pub use metrics::{Chart, METRICS, Metric};
pub use state::{State, Streams};
pub use vae::{DECODER, ENCODER, Posterior, kl_divergence, negative_log_likelihood};

use crate::{
    Result,
    nets::{Given, Sequential},
    recipe::{LossName, Recipe, TranslationName},
    train::process_group::ProcessGroup,
};
use adversarial::Adversarial;
use async_trait::async_trait;
use burn::tensor::{Device, Tensor};
use loss::Scalar;
use std::collections::BTreeMap;
use translation::{Cycle, Pairs, Pool};
use vae::Vae;

/// What a step measured, still on the device: a name of [`METRICS`] and one number each.
pub type Metrics = Vec<(&'static str, Scalar)>;

/// Whose update a half step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Discriminator,
    Generator,
}

/// The name of BEGAN's k among a state's tensors.
const K: &str = "k";

/// Players who learn from each other. A game holds nothing that a run has reached: that is its [`State`].
#[async_trait(?Send)]
pub trait Game {
    /// Queues one step and returns what it measured.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where a sample cannot be read.
    async fn step(&self, state: &mut State, group: &dyn ProcessGroup) -> Result<Metrics>;

    /// Queues one update of one player alone, on a batch of its own, and returns what it measured.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where a sample cannot be read; [`crate::Error::Field`] where the players cannot be told apart.
    async fn half_step(&self, state: &mut State, half: Half, group: &dyn ProcessGroup) -> Result<Metrics>;

    /// What the discriminator makes of `samples`, off the graph: a raw score or an energy each, `[count, 1, 1, 1]`. Nothing
    /// where no player judges single samples.
    fn judge(&self, _state: &State, _samples: Tensor<4>, _given: &Given) -> Option<Tensor<4>> {
        None
    }

    /// The way in which each of `samples` lowers the generator's loss fastest, terms beside the loss left out:
    /// `[count, channel, height, width]`, off the graph. A loss that compares them with real samples is given as many, with
    /// their classes. Each `given` is on the autodiff device. Nothing where no player judges single
    /// samples.
    fn pull(
        &self,
        _state: &State,
        _samples: Tensor<4>,
        _given: &Given,
        _real: Option<(Tensor<4>, Given)>,
    ) -> Option<Tensor<4>> {
        None
    }

    /// How steep the score or energy is at each of `samples`: the length of its gradient there, `[count, 1, 1, 1]`, off the
    /// graph. `given` is on the autodiff device. Nothing where no player judges single samples.
    fn slope(&self, _state: &State, _samples: Tensor<4>, _given: &Given) -> Option<Tensor<4>> {
        None
    }

    /// The net that makes samples from latents `[count, latent, 1, 1]`, or targets from sources, off the graph; with the
    /// averaged weights where `ema` is set.
    fn sampler(&self, state: &State, ema: bool) -> Sequential;

    /// What an auto-encoder among the players makes of `samples`, off the graph; nothing where there is none. Conditional
    /// players are given the samples' classes.
    fn reconstruct(&self, _state: &State, _samples: Tensor<4>, _given: &Given) -> Option<Tensor<4>> {
        None
    }

    /// What the discriminator of targets makes of each patch of `images`, off the graph: a raw score each,
    /// `[count, 1, height, width]`. It is given the `sources` that they are made of, or belong to, where it judges pairs. Batch norm
    /// takes these images' statistics. Nothing where no player judges patches.
    fn judge_patches(&self, _state: &State, _images: Tensor<4>, _sources: Tensor<4>) -> Option<Tensor<4>> {
        None
    }

    /// The net that makes sources from targets, where there is a way back.
    fn way_back(&self, _state: &State, _ema: bool) -> Option<Sequential> {
        None
    }
}

/// The game that `recipe` describes, at `state`.
pub fn named<'a>(recipe: &'a Recipe, state: &State) -> Box<dyn Game + 'a> {
    let Some(loss) = loss::named(recipe, state.tensors.get(K)) else { return Box::new(Vae { recipe }) };
    match recipe.translation.name {
        TranslationName::None => Box::new(Adversarial::new(recipe, loss)),
        TranslationName::Pairs => Box::new(Pairs::new(recipe, loss)),
        TranslationName::Cycle => Box::new(Cycle::new(recipe, loss)),
    }
}

/// The names of the players that generate and that see samples.
pub(crate) fn players(recipe: &Recipe) -> [&'static str; 2] {
    if recipe.game.loss.is_game() { [GENERATOR, DISCRIMINATOR] } else { [DECODER, ENCODER] }
}

/// The numbers that the game of `recipe` keeps beside its players, before the first step, with samples of so many numbers:
/// those of sources and of targets.
fn tensors(recipe: &Recipe, [source, target]: [usize; 2], device: &Device) -> BTreeMap<&'static str, Scalar> {
    let k = (recipe.game.loss == LossName::Began).then(|| (K, Tensor::zeros([1], device).inner()));
    // The way there ends in targets, and its pool holds such.
    let pools = Pool::both(recipe).into_iter().zip([target, source]);
    let room = |length| Tensor::zeros([recipe.translation.pool * length], device).inner();
    k.into_iter().chain(pools.map(|(pool, length)| (pool.name(), room(length)))).collect()
}
