//! The numbers that samples are made from.

use super::{
    process_group::Share,
    rng::{Purpose, Rng},
};
use crate::recipe::{Prior, Recipe};
use burn::tensor::TensorData;

/// Samples drawn at once: more need more memory and are no faster.
pub const SAMPLE_BATCH: usize = 256;

/// Draws the training steps' latents; its place is the number of batches drawn.
pub struct Latents {
    /// This process's share of every batch.
    pub share: Share,
    seed: u64,
    size: usize,
    prior: Prior,
    drawn: u64,
}

impl Latents {
    /// Latents as `recipe` draws them, `drawn` batches in; 0 is the start.
    pub fn new(recipe: &Recipe, drawn: u64) -> Self {
        Self {
            share: Share::WHOLE,
            seed: recipe.run.seed,
            size: recipe.generator.latent,
            prior: recipe.generator.prior,
            drawn,
        }
    }

    /// How many batches have been drawn.
    pub fn drawn(&self) -> u64 {
        self.drawn
    }

    /// This process's share of the next batch, which has `batch` latents in all: `[batch / processes, latent, 1, 1]`.
    pub fn next(&mut self, batch: usize) -> TensorData {
        let latents = self.share.of(self.draw(Purpose::Latents, self.drawn, batch));
        self.drawn += 1;
        TensorData::new(latents, [batch / self.share.processes, self.size, 1, 1])
    }

    /// The latents behind the sample grid, the same through a run: `count`, round and round for so many `samples`, in
    /// batches of at most [`SAMPLE_BATCH`], `[batch, latent, 1, 1]`.
    pub fn fixed(&self, count: usize, samples: usize) -> Vec<TensorData> {
        let latents = self.draw(Purpose::Samples, 0, count);
        let latents: Vec<f32> = latents.into_iter().cycle().take(samples * self.size).collect();
        let batches = latents.chunks(SAMPLE_BATCH * self.size);
        batches
            .map(|batch| TensorData::new(batch.to_vec(), [batch.len() / self.size, self.size, 1, 1]))
            .collect()
    }

    fn draw(&self, purpose: Purpose, index: u64, batch: usize) -> Vec<f32> {
        let mut rng = Rng::new(self.seed, purpose, index);
        let count = batch * self.size;
        match self.prior {
            Prior::Uniform => rng.uniforms(count, -1.0, 1.0),
            Prior::Normal => rng.normals(count),
            Prior::Unit => rng.uniforms(count, 0.0, 1.0),
        }
    }
}
