//! The first game's losses: cross-entropy, and the generator's two answers to it.
//!
//! Written with softplus on scores, never the logarithm of a sigmoid: exact where D is sure of itself. -log D is
//! softplus(-score), -log(1 - D) is softplus(score).

use super::{Loss, Scalar, Scores};
use crate::fused::{mean, softplus};

/// The discriminator's cross-entropy (Goodfellow et al. 2014, arXiv:1406.2661, eq. 1), its target for
/// real samples smoothed on that side only (Salimans et al. 2016, arXiv:1606.03498, section 3.4).
/// At equilibrium with target 1 it is 2 ln 2.
pub struct CrossEntropy {
    pub real_target: f64,
}

impl CrossEntropy {
    fn loss(&self, real: Scores, generated: Scores) -> Scalar {
        let called_generated = (self.real_target < 1.0).then(|| softplus(real.clone()));
        let called_real = softplus(-real);
        let of_real = match called_generated {
            Some(called) => called_real * self.real_target + called * (1.0 - self.real_target),
            None => called_real,
        };
        mean(of_real) + mean(softplus(generated))
    }
}

/// The generator minimises -log D(G(z)) (Goodfellow et al. 2014, section 3): ln 2 at equilibrium.
pub struct NonSaturating(pub CrossEntropy);

impl Loss for NonSaturating {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        self.0.loss(real, generated)
    }
    fn generator(&self, generated: Scores, _real: Option<Scores>) -> Scalar {
        mean(softplus(-generated))
    }
}

/// The generator minimises log(1 - D(G(z))) (Goodfellow et al. 2014, eq. 1): -ln 2 at equilibrium.
pub struct Minimax(pub CrossEntropy);

impl Loss for Minimax {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        self.0.loss(real, generated)
    }
    fn generator(&self, generated: Scores, _real: Option<Scores>) -> Scalar {
        -mean(softplus(generated))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::loss::testing::{assert_close, numbers, scores};
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

    fn non_saturating(real_target: f64) -> NonSaturating {
        NonSaturating(CrossEntropy { real_target })
    }

    fn minimax() -> Minimax {
        Minimax(CrossEntropy { real_target: 1.0 })
    }

    #[test]
    fn the_discriminators_loss_and_gradients_are_those_of_cross_entropy() {
        for target in [1.0, 0.9] {
            let (real, generated) = (scores(REAL), scores(GENERATED));
            let value = non_saturating(target).discriminator(real.clone(), generated.clone());
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
        let cases: [(Box<dyn Loss>, OfScore, OfScore); 2] = [
            (Box::new(non_saturating(1.0)), |f| softplus(-f), |f| sigmoid(f) - 1.0),
            (Box::new(minimax()), |f| -softplus(f), |f| -sigmoid(f)),
        ];
        for (game, loss, gradient) in cases {
            let generated = scores(GENERATED);
            let value = game.generator(generated.clone(), None);
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
        let loss = non_saturating(1.0);
        assert_close(&numbers(loss.discriminator(undecided(), undecided())), &[2.0 * LN_2]);
        assert_close(&numbers(loss.generator(undecided(), None)), &[LN_2]);
        assert_close(&numbers(minimax().generator(undecided(), None)), &[-LN_2]);
    }
}
