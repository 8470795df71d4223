//! Relativistic losses: a sample's score counts only against the scores of the other kind, so that scores have no zero.
//!
//! So the generator's loss takes real samples' scores, too: constants there.

use super::{Loss, Scalar, Scores};
use crate::fused::{mean, softplus};

/// A real sample against a generated one, pair by pair: both players' loss is the softplus of the difference, ln 2 at
/// equilibrium (Jolicoeur-Martineau 2018, arXiv:1807.00734, as RSGAN; Huang et al. 2025, arXiv:2501.05441, as RpGAN).
pub struct Relativistic;

impl Loss for Relativistic {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        mean(softplus(generated - real))
    }
    fn generator(&self, generated: Scores, real: Option<Scores>) -> Scalar {
        mean(softplus(expected(real) - generated))
    }
}

/// Each sample against the mean of the other kind, in this process's share of the batch: cross-entropy on the
/// difference, 2 ln 2 at equilibrium (Jolicoeur-Martineau 2018, as RaSGAN).
pub struct RelativisticAverage;

impl Loss for RelativisticAverage {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        let (of_real, of_generated) = (mean_over_batch(&real), mean_over_batch(&generated));
        mean(softplus(of_generated - real)) + mean(softplus(generated - of_real))
    }
    fn generator(&self, generated: Scores, real: Option<Scores>) -> Scalar {
        // The same game with the labels exchanged.
        self.discriminator(generated, expected(real))
    }
}

fn mean_over_batch(scores: &Scores) -> Scores {
    scores.clone().mean_dim(0)
}

fn expected(real: Option<Scores>) -> Scores {
    real.expect("a relativistic loss is given the scores of real samples")
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{assert_close, numbers, scores},
        *,
    };
    use core::f64::consts::LN_2;

    #[test]
    fn equal_scores_cost_both_players_ln_two_a_comparison_wherever_they_lie() {
        for score in [0.0, -7.0, 40.0] {
            let equal = || scores([score; 5]);
            assert_close(&numbers(Relativistic.discriminator(equal(), equal())), &[LN_2]);
            assert_close(&numbers(Relativistic.generator(equal(), Some(equal()))), &[LN_2]);
            assert_close(&numbers(RelativisticAverage.discriminator(equal(), equal())), &[2.0 * LN_2]);
            assert_close(&numbers(RelativisticAverage.generator(equal(), Some(equal()))), &[2.0 * LN_2]);
        }
    }

    #[test]
    fn a_pair_counts_by_its_own_difference_and_an_average_by_the_batchs() {
        // The same scores, in another order: pairs are others, means are not.
        let (real, generated) = ([4.0, -4.0, 0.0, 1.0, -1.0], [4.0, -4.0, 0.0, 1.0, -1.0]);
        let turned = [-4.0, 4.0, 1.0, -1.0, 0.0];
        let value = |loss: &dyn Loss, of: [f64; 5]| numbers(loss.discriminator(scores(real), scores(of)))[0];
        assert_close(&[value(&Relativistic, generated)], &[LN_2]);
        assert!(value(&Relativistic, turned) > 1.0);
        assert_close(&[value(&RelativisticAverage, turned)], &[value(&RelativisticAverage, generated)]);
    }
}
