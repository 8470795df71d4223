//! A discriminator's view of samples: a score each, or one for several packed together; the features behind it, and the
//! classes that it names.

use super::loss::{self, Scores};
use crate::{
    nets::{Given, Sequential},
    recipe::{LossName, Recipe, parts::Rotation},
};
use burn::tensor::Tensor;

/// A discriminator at one batch, and how its output is read.
pub struct Critic<'a> {
    /// The discriminator.
    pub net: &'a Sequential,
    /// How many of its layers make its features.
    pub feature_layers: usize,
    /// What it is trained by.
    pub recipe: &'a Recipe,
    /// The classes of the batch, where the nets are conditional.
    pub given: Given,
}

/// What a discriminator makes of samples.
pub struct Heads {
    /// Scores, or an auto-encoder's energies, `[batch, 1, 1, 1]`.
    pub scores: Scores,
    /// What they are made from, `[batch, ..]`.
    pub features: Tensor<4>,
    /// The logits of the classes that an auxiliary classifier names, `[batch, classes]`.
    pub classes: Option<Tensor<2>>,
    /// The logits of the turns that it names, `[batch, 4]`.
    pub rotations: Option<Tensor<2>>,
}

impl Critic<'_> {
    /// All that the discriminator makes of `samples`, `[batch, channel, height, width]`. A packed one makes it of groups: where
    /// numbers below are one a sample, they are one a group.
    pub fn heads(&self, samples: Tensor<4>) -> Heads {
        let seen = self.packed(samples.clone());
        let (features, output) = self.net.forward_with_features(self.feature_layers, seen, &self.given);
        let (output, classes, rotations) = self.apart(output);
        let scores = match self.recipe.game.loss {
            LossName::Energy => loss::squared_energy(samples, output),
            LossName::Began => loss::absolute_energy(samples, output),
            _ => output,
        };
        Heads { scores, features, classes, rotations }
    }

    /// What comes out beside the score: the logits of classes, and of turns behind them.
    fn apart(&self, output: Tensor<4>) -> (Tensor<4>, Option<Tensor<2>>, Option<Tensor<2>>) {
        let [_, outputs, ..] = output.dims();
        let turns = if self.recipe.rotation.is_on { Rotation::TURNS } else { 0 };
        let logits = |from, count| output.clone().narrow(1, from, count).flatten::<2>(1, 3);
        let rotations = (turns > 0).then(|| logits(outputs - turns, turns));
        let classes = self.recipe.has_auxiliary_classes().then(|| logits(1, outputs - turns - 1));
        let has_more = rotations.is_some() || classes.is_some();
        (if has_more { output.narrow(1, 0, 1) } else { output }, classes, rotations)
    }

    /// The scores alone.
    pub fn scores(&self, samples: Tensor<4>) -> Scores {
        self.heads(samples).scores
    }

    /// The gradient of the scores with respect to `points`, as operations on the weights; of a packed discriminator, one
    /// gradient a group.
    pub fn input_gradient(&self, points: Tensor<4>) -> Tensor<4> {
        self.net.input_gradient(self.packed(points), &self.given)
    }

    /// Groups of consecutive samples, the channels of one behind those of the other: `[batch / pack, pack * channel, height,
    /// width]` (PacGAN, Lin et al. 2017, arXiv:1712.04086).
    fn packed(&self, samples: Tensor<4>) -> Tensor<4> {
        match self.recipe.discriminator.pack {
            1 => samples,
            pack => {
                let [batch, channels, height, width] = samples.dims();
                samples.reshape([batch / pack, pack * channels, height, width])
            }
        }
    }
}
