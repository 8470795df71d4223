//! The hinge losses: what lies beyond 1 on the right side counts no more.

use super::{Loss, Scalar, Scores};
use crate::fused::{mean, relu};

/// Lim & Ye 2017, arXiv:1705.02894, eq. 8-9; as used with spectral norm by Miyato et al. 2018, eq. 16-17.
pub struct Hinge;

impl Loss for Hinge {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        mean(relu(-real + 1.0)) + mean(relu(generated + 1.0))
    }
    fn generator(&self, generated: Scores, _real: Option<Scores>) -> Scalar {
        -mean(generated)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{assert_close, numbers, scores},
        *,
    };

    #[test]
    fn undecided_scores_cost_the_discriminator_two_and_the_generator_nothing() {
        assert_close(&numbers(Hinge.discriminator(scores([0.0; 5]), scores([0.0; 5]))), &[2.0]);
        assert_close(&numbers(Hinge.generator(scores([0.0; 5]), None)), &[0.0]);
    }

    #[test]
    fn scores_beyond_the_hinge_pull_no_more() {
        let real = scores([1.5, 4.0, 0.5, -1.0, 1.1]);
        let gradients = Hinge.discriminator(real.clone(), scores([-2.0; 5])).backward();
        assert_close(&numbers(real.grad(&gradients).unwrap()), &[0.0, 0.0, -0.2, -0.2, 0.0]);
    }
}
