//! The Wasserstein game's losses: differences of mean scores.

use super::{Loss, Scalar, Scores};

/// Arjovsky et al. 2017, arXiv:1701.07875, Algorithm 1. The critic's loss is minus its estimate of the
/// distance, as far as something bounds its slope.
pub struct Wasserstein;

impl Loss for Wasserstein {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        generated.mean() - real.mean()
    }
    fn generator(&self, generated: Scores) -> Scalar {
        -generated.mean()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{assert_close, numbers, scores},
        *,
    };

    #[test]
    fn the_critics_loss_is_minus_the_difference_of_means() {
        let (real, generated) = (scores([3.0, 1.0, 2.0, 2.0, 2.0]), scores([-1.0, 0.0, 0.0, 1.0, 0.0]));
        assert_close(&numbers(Wasserstein.discriminator(real, generated.clone())), &[-2.0]);
        assert_close(&numbers(Wasserstein.generator(generated)), &[0.0]);
    }
}
