//! What each player minimises, on one number a sample; every loss is a mean over the batch.
//!
//! The number is the discriminator's raw score, `[batch, 1, 1, 1]`, or for auto-encoders the energy.

mod cross_entropy;
mod energy;
mod hinge;
mod least_squares;
mod relativistic;
mod wasserstein;

pub use cross_entropy::{CrossEntropy, Minimax, NonSaturating};
pub use energy::{Began, absolute_energy, squared_energy};
pub use hinge::Hinge;
pub use least_squares::LeastSquares;
pub use relativistic::{Relativistic, RelativisticAverage};

use crate::recipe::{LossName, Recipe};
use burn::tensor::Tensor;

/// Scores of a batch, `[batch, 1, 1, 1]`.
pub type Scores = Tensor<4>;

/// One number, `[1]`.
pub type Scalar = Tensor<1>;

/// A pair of objectives, one a player, both minimised.
pub trait Loss {
    /// The discriminator's, given its scores of real and of generated samples.
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar;
    /// The generator's, given the discriminator's scores of its samples; and those of as many real ones, constants, where
    /// the loss [compares](LossName::is_relativistic) them.
    fn generator(&self, generated: Scores, real: Option<Scores>) -> Scalar;
    /// Updates of the discriminator in step `step`, counted from 0, where the settings ask for `usual`.
    fn discriminator_updates(&self, _step: u64, usual: usize) -> usize {
        usual
    }
}

/// The loss that `recipe` names; `k` is BEGAN's, off the graph. None for the ELBO, which is no game's.
pub fn named(recipe: &Recipe, k: Option<&Scalar>) -> Option<Box<dyn Loss>> {
    let critic = CrossEntropy { real_target: recipe.targets.real };
    Some(match recipe.game.loss {
        LossName::NonSaturating => Box::new(NonSaturating(critic)),
        LossName::Minimax => Box::new(Minimax(critic)),
        LossName::LeastSquares => Box::new(LeastSquares(recipe.targets)),
        LossName::Wasserstein => Box::new(recipe.wasserstein),
        LossName::Hinge => Box::new(Hinge),
        LossName::Relativistic => Box::new(Relativistic),
        LossName::RelativisticAverage => Box::new(RelativisticAverage),
        LossName::Energy => Box::new(recipe.energy),
        LossName::Began => {
            let k = k.cloned().map(Tensor::from_inner);
            Box::new(Began { k: k.expect("a state has the numbers of its game") })
        }
        LossName::Elbo => return None,
    })
}

#[cfg(test)]
pub(super) mod testing {
    use super::Scores;
    use burn::tensor::{Device, Tensor, TensorData};

    /// Five scores that gradients are asked of.
    pub fn scores(values: [f64; 5]) -> Scores {
        Tensor::from_data(
            TensorData::new(values.map(|value| value as f32).to_vec(), [5, 1, 1, 1]),
            &Device::flex().autodiff(),
        )
        .require_grad()
    }

    pub fn numbers<const D: usize>(tensor: Tensor<D>) -> Vec<f64> {
        tensor.into_data().iter::<f64>().collect()
    }

    pub fn assert_close(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{found} is not {expected}");
        }
    }
}
