//! The game: what the players minimise, and the steps in which they do.
//!
//! ```text
//! loss/           what is minimised, on one number a sample
//! penalty         what is added to hold the discriminator's slope
//! consistency     what is added to make it blind to shifts
//! adversarial     the step of two players, written once for all of them
//! evidence        the VAE's step, in which both nets pull together
//! ```

mod adversarial;
pub mod consistency;
pub mod loss;
mod metrics;
pub mod penalty;
mod vae;

pub use metrics::{Chart, METRICS, Metric};
pub use vae::{Posterior, kl_divergence, negative_log_likelihood};

use crate::{
    data::Batches,
    nets::{Given, Players, Sequential},
    recipe::{Head, LossName, Recipe},
    train::{latents::Latents, noise::Noise, optimiser::Optimiser},
};
use burn::{
    module::Module,
    tensor::{Device, Tensor, TensorData},
};
use loss::{Scalar, Scores};

/// What a step measured, still on the device: a name of [`METRICS`] and one number each.
pub type Metrics = Vec<(&'static str, Scalar)>;

/// What a step draws from: each is at a place that a checkpoint can hold.
pub struct Streams {
    pub batches: Batches,
    pub latents: Latents,
    pub noise: Noise,
}

/// The players at their game.
pub struct Game {
    /// The two nets.
    pub players: Players,
    /// The generator's optimiser.
    pub generator_optimiser: Optimiser,
    /// The discriminator's optimiser.
    pub discriminator_optimiser: Optimiser,
    /// BEGAN's k, off the graph. A number of the device's, so that no step waits for it to be read.
    pub k: Scalar,
    /// Where training happens: an autodiff device.
    pub device: Device,
}

impl Game {
    /// The players before their first step.
    pub fn new(players: Players, recipe: &Recipe, device: Device) -> Self {
        Self {
            players,
            generator_optimiser: Optimiser::new(recipe),
            discriminator_optimiser: Optimiser::new(recipe),
            k: Tensor::zeros([1], &device).inner(),
            device,
        }
    }

    /// Takes step `step`, counted from 0, and returns what it measured.
    pub fn step(&mut self, recipe: &Recipe, step: u64, streams: &mut Streams) -> Metrics {
        let k = Tensor::from_inner(self.k.clone());
        match loss::named(recipe, &k) {
            Some(loss) => self.adversarial_step(recipe, loss.as_ref(), step, streams),
            None => self.vae_step(recipe, step, streams),
        }
    }

    /// The auto-encoder's reconstructions of `samples`, off the graph; nothing where there is none.
    pub fn reconstruct(&self, recipe: &Recipe, samples: Tensor<4>) -> Option<Tensor<4>> {
        let output = || self.players.discriminator.valid().forward(samples);
        match recipe.loss.head() {
            Head::Score => None,
            Head::Reconstruction => Some(output()),
            Head::Posterior => Some(self.players.generator.valid().forward(Posterior::new(output()).mean)),
        }
    }

    fn on_device(&self, data: TensorData) -> Tensor<4> {
        Tensor::from_data(data, &self.device)
    }

    /// The next batch of real samples.
    fn real(&self, batches: &mut Batches, size: usize) -> Tensor<4> {
        let [channel, height, width] = batches.dataset().shape();
        self.on_device(TensorData::new(batches.next(size).samples, [size, channel, height, width]))
    }
}

/// A discriminator's view of samples: one number each, and the code behind it.
struct Critic<'a> {
    net: &'a Sequential,
    feature_layers: usize,
    loss: LossName,
}

impl Critic<'_> {
    /// Scores, or an auto-encoder's energies.
    fn scores(&self, samples: Tensor<4>) -> Scores {
        self.features_and_scores(samples).1
    }

    fn features_and_scores(&self, samples: Tensor<4>) -> (Tensor<4>, Scores) {
        let (codes, output) =
            self.net.forward_with_features(self.feature_layers, samples.clone(), &Given::nothing());
        let scores = match self.loss {
            LossName::Energy => loss::squared_energy(samples, output),
            LossName::Began => loss::absolute_energy(samples, output),
            _ => output,
        };
        (codes, scores)
    }
}
