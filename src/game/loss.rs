//! What each player minimises, on raw scores `[batch, 1, 1, 1]`; every loss is a mean over the batch.
//!
//! Written with log sigmoid on scores, never the logarithm of a sigmoid: exact where D is sure of itself.

use crate::recipe::{LossName, Recipe};
use burn::tensor::{Tensor, activation::log_sigmoid};

/// Scores of a batch, `[batch, 1, 1, 1]`.
pub type Scores = Tensor<4>;

/// One number.
pub type Scalar = Tensor<1>;

/// A pair of objectives, one a player, both minimised.
pub trait Loss {
    /// The discriminator's, given its scores of real and of generated samples.
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar;
    /// The generator's, given the discriminator's scores of its samples.
    fn generator(&self, generated: Scores) -> Scalar;
}

/// The loss that `recipe` names.
pub fn named(recipe: &Recipe) -> Box<dyn Loss> {
    let judge = CrossEntropy { real_target: recipe.real_target };
    match recipe.loss {
        LossName::NonSaturating => Box::new(NonSaturating(judge)),
        LossName::Minimax => Box::new(Minimax(judge)),
    }
}

/// The discriminator's cross-entropy (Goodfellow et al. 2014, arXiv:1406.2661, eq. 1), its target for
/// real samples smoothed on that side only (Salimans et al. 2016, arXiv:1606.03498, section 3.4).
/// At equilibrium with target 1 it is 2 ln 2.
struct CrossEntropy {
    real_target: f64,
}

impl CrossEntropy {
    fn loss(&self, real: Scores, generated: Scores) -> Scalar {
        let called_real = log_sigmoid(real.clone()) * self.real_target;
        let called_generated = log_sigmoid(-real) * (1.0 - self.real_target);
        -(called_real + called_generated).mean() - log_sigmoid(-generated).mean()
    }
}

/// The generator minimises -log D(G(z)) (Goodfellow et al. 2014, section 3): ln 2 at equilibrium.
struct NonSaturating(CrossEntropy);

impl Loss for NonSaturating {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        self.0.loss(real, generated)
    }
    fn generator(&self, generated: Scores) -> Scalar {
        -log_sigmoid(generated).mean()
    }
}

/// The generator minimises log(1 - D(G(z))) (Goodfellow et al. 2014, eq. 1): -ln 2 at equilibrium.
struct Minimax(CrossEntropy);

impl Loss for Minimax {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        self.0.loss(real, generated)
    }
    fn generator(&self, generated: Scores) -> Scalar {
        log_sigmoid(-generated).mean()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use burn::tensor::{Device, TensorData};
    use core::f64::consts::LN_2;

    /// softplus in f64, the reference for every value and gradient below.
    fn softplus(score: f64) -> f64 {
        score.max(0.0) + (-score.abs()).exp().ln_1p()
    }

    fn sigmoid(score: f64) -> f64 {
        1.0 / (1.0 + (-score).exp())
    }

    const REAL: [f64; 5] = [-30.0, -0.7, 0.0, 1.3, 40.0];
    const GENERATED: [f64; 5] = [25.0, 0.4, 0.0, -2.1, -50.0];

    fn scores(values: [f64; 5]) -> Scores {
        Tensor::from_data(
            TensorData::new(values.map(|value| value as f32).to_vec(), [5, 1, 1, 1]),
            &Device::flex().autodiff(),
        )
        .require_grad()
    }

    fn numbers<const D: usize>(tensor: Tensor<D>) -> Vec<f64> {
        tensor.into_data().iter::<f64>().collect()
    }

    fn assert_close(found: &[f64], expected: &[f64]) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{found} is not {expected}");
        }
    }

    fn loss_of(name: LossName, real_target: f64) -> Box<dyn Loss> {
        named(&Recipe::from_query("variant=vanilla").unwrap().loss(name).real_target(real_target))
    }

    #[test]
    fn the_discriminators_loss_and_gradients_are_those_of_cross_entropy() {
        for target in [1.0, 0.9] {
            let (real, generated) = (scores(REAL), scores(GENERATED));
            let value =
                loss_of(LossName::NonSaturating, target).discriminator(real.clone(), generated.clone());
            let expected = REAL
                .iter()
                .zip(GENERATED)
                .map(|(&r, f)| target * softplus(-r) + (1.0 - target) * softplus(r) + softplus(f))
                .sum::<f64>()
                / 5.0;
            assert_close(&numbers(value.clone()), &[expected]);
            let gradients = value.backward();
            assert_close(
                &numbers(real.grad(&gradients).unwrap()),
                &REAL.map(|r| (sigmoid(r) - target) / 5.0),
            );
            assert_close(&numbers(generated.grad(&gradients).unwrap()), &GENERATED.map(|f| sigmoid(f) / 5.0));
        }
    }

    #[test]
    fn the_generators_losses_and_gradients_are_the_two_published() {
        type OfScore = fn(f64) -> f64;
        let cases: [(LossName, OfScore, OfScore); 2] = [
            (LossName::NonSaturating, |f| softplus(-f), |f| sigmoid(f) - 1.0),
            (LossName::Minimax, |f| -softplus(f), |f| -sigmoid(f)),
        ];
        for (name, loss, gradient) in cases {
            let generated = scores(GENERATED);
            let value = loss_of(name, 1.0).generator(generated.clone());
            assert_close(&numbers(value.clone()), &[GENERATED.iter().map(|&f| loss(f)).sum::<f64>() / 5.0]);
            let gradients = value.backward();
            assert_close(
                &numbers(generated.grad(&gradients).unwrap()),
                &GENERATED.map(|f| gradient(f) / 5.0),
            );
        }
    }

    #[test]
    fn at_equilibrium_the_losses_are_two_ln_two_and_ln_two() {
        let undecided = || scores([0.0; 5]);
        let loss = loss_of(LossName::NonSaturating, 1.0);
        assert_close(&numbers(loss.discriminator(undecided(), undecided())), &[2.0 * LN_2]);
        assert_close(&numbers(loss.generator(undecided())), &[LN_2]);
        assert_close(&numbers(loss_of(LossName::Minimax, 1.0).generator(undecided())), &[-LN_2]);
    }
}
