//! LSGAN's losses: squared distances to target scores, without a sigmoid.

use super::{Loss, Scalar, Scores};
use crate::{fused::mean, recipe::parts::Targets};

/// Mao et al. 2016, arXiv:1611.04076, eq. 8, halves included. In the paper's letters `generated` is a,
/// `real` b and `fooled` c: (0, 1, 1) in practice, (-1, 1, 0) to minimise a Pearson chi-squared divergence.
pub struct LeastSquares(pub Targets);

impl Loss for LeastSquares {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        mean((real - self.0.real).square()) * 0.5 + mean((generated - self.0.generated).square()) * 0.5
    }
    fn generator(&self, generated: Scores, _real: Option<Scores>) -> Scalar {
        mean((generated - self.0.fooled).square()) * 0.5
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{assert_close, numbers, scores},
        *,
    };

    #[test]
    fn at_equilibrium_the_losses_are_a_quarter_and_an_eighth() {
        let loss = LeastSquares(Targets { generated: 0.0, real: 1.0, fooled: 1.0 });
        let undecided = || scores([0.5; 5]);
        assert_close(&numbers(loss.discriminator(undecided(), undecided())), &[0.25]);
        assert_close(&numbers(loss.generator(undecided(), None)), &[0.125]);
    }

    #[test]
    fn a_generator_with_the_middle_for_its_target_rests_there() {
        let loss = LeastSquares(Targets { generated: -1.0, real: 1.0, fooled: 0.0 });
        assert_close(&numbers(loss.generator(scores([0.0; 5]), None)), &[0.0]);
    }
}
