//! The Wasserstein game's losses: differences of mean scores.

use super::{Loss, Scalar, Scores};
use crate::{fused::mean, recipe::parts::Wasserstein};

/// Critic updates in a step of the warm-up, and the steps between two such (Arjovsky et al. 2017, the authors' code).
const WARM_UP_UPDATES: usize = 100;
const WARM_UP_AGAIN: u64 = 500;

/// Arjovsky et al. 2017, arXiv:1701.07875, Algorithm 1. The critic's loss is minus its estimate of the
/// distance, as far as something bounds its slope.
impl Loss for Wasserstein {
    fn discriminator(&self, real: Scores, generated: Scores) -> Scalar {
        mean(generated) - mean(real)
    }
    fn generator(&self, generated: Scores, _real: Option<Scores>) -> Scalar {
        -mean(generated)
    }
    fn discriminator_updates(&self, step: u64, usual: usize) -> usize {
        let warming_up = self.warm_up > 0 && (step < self.warm_up || step.is_multiple_of(WARM_UP_AGAIN));
        if warming_up { WARM_UP_UPDATES } else { usual }
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
        assert_close(&numbers(Wasserstein::default().discriminator(real, generated.clone())), &[-2.0]);
        assert_close(&numbers(Wasserstein::default().generator(generated, None)), &[0.0]);
    }

    #[test]
    fn the_critic_warms_up_at_first_and_every_five_hundred_steps() {
        let warm = Wasserstein { warm_up: 25, ..Default::default() };
        let updates = [0, 24, 25, 499, 500, 501].map(|step| warm.discriminator_updates(step, 5));
        assert_eq!(updates, [100, 100, 5, 5, 100, 5]);
        assert_eq!(Wasserstein::default().discriminator_updates(0, 5), 5);
    }
}
