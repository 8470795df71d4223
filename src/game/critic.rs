//! A discriminator's view of samples: one number each, and the features behind it.

use super::loss::{self, Scores};
use crate::{
    nets::{Given, Sequential},
    recipe::LossName,
};
use burn::tensor::Tensor;

/// A discriminator, and how its output becomes scores.
pub struct Critic<'a> {
    /// The discriminator.
    pub net: &'a Sequential,
    /// How many of its layers make its features.
    pub feature_layers: usize,
    /// What it is trained by.
    pub loss: LossName,
}

impl Critic<'_> {
    /// Scores, or an auto-encoder's energies, `[batch, 1, 1, 1]`.
    pub fn scores(&self, samples: Tensor<4>) -> Scores {
        self.features_and_scores(samples).1
    }

    /// The same behind the features that they are made from.
    pub fn features_and_scores(&self, samples: Tensor<4>) -> (Tensor<4>, Scores) {
        let (features, output) =
            self.net.forward_with_features(self.feature_layers, samples.clone(), &Given::nothing());
        let scores = match self.loss {
            LossName::Energy => loss::squared_energy(samples, output),
            LossName::Began => loss::absolute_energy(samples, output),
            _ => output,
        };
        (features, scores)
    }
}
