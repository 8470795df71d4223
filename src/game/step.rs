//! The adversarial step (Goodfellow et al. 2014, arXiv:1406.2661, Algorithm 1), written once for all variants.

use super::loss::{self, Scalar, Scores};
use crate::{
    data::Batches,
    nets::Players,
    recipe::Recipe,
    train::{latents::Latents, optimiser::Optimiser},
};
use burn::{
    module::Module,
    tensor::{Device, Tensor, TensorData, activation::sigmoid},
};

/// What a step measured, still on the device: a name and one number each.
pub type Losses = Vec<(&'static str, Scalar)>;

/// The players at their game.
pub struct Game {
    /// The two nets.
    pub players: Players,
    /// The generator's optimiser.
    pub generator_optimiser: Optimiser,
    /// The discriminator's optimiser.
    pub discriminator_optimiser: Optimiser,
    /// Where training happens: an autodiff device.
    pub device: Device,
}

impl Game {
    /// `discriminator_steps` updates of the discriminator, then one of the generator against it.
    pub fn step(&mut self, recipe: &Recipe, batches: &mut Batches, latents: &mut Latents) -> Losses {
        let loss = loss::named(recipe);
        let mut generated = self.generate(latents.next(recipe.batch));
        let mut measures = Vec::new();
        for turn in 1..=recipe.discriminator_steps {
            if turn > 1 {
                generated = self.generate(latents.next(recipe.batch));
            }
            let real_scores = self.players.discriminator.forward(self.real(batches, recipe.batch));
            let generated_scores = self.players.discriminator.forward(generated.clone().detach());
            let value = loss.discriminator(real_scores.clone(), generated_scores.clone());
            measures = vec![
                ("loss_d", value.clone().inner()),
                ("d_real", mean_probability(real_scores)),
                ("d_generated", mean_probability(generated_scores)),
            ];
            self.discriminator_optimiser.step(
                &mut self.players.discriminator,
                recipe.discriminator_rate,
                value.backward(),
            );
        }

        // The generator's gradient passes through the discriminator without making its weights' own.
        let judge = self.players.discriminator.clone().no_grad();
        let value = loss.generator(judge.forward(generated));
        measures.push(("loss_g", value.clone().inner()));
        self.generator_optimiser.step(&mut self.players.generator, recipe.generator_rate, value.backward());
        measures
    }

    fn generate(&self, latents: TensorData) -> Tensor<4> {
        self.players.generator.forward(Tensor::from_data(latents, &self.device))
    }

    fn real(&self, batches: &mut Batches, size: usize) -> Tensor<4> {
        let [channel, height, width] = batches.dataset().shape();
        let data = TensorData::new(batches.next(size).samples, [size, channel, height, width]);
        Tensor::from_data(data, &self.device)
    }
}

/// The mean of sigmoid(scores): how often the discriminator says "real".
fn mean_probability(scores: Scores) -> Scalar {
    sigmoid(scores.inner()).mean()
}
