//! BEGAN's proportional control: k weighs the energy of generated samples so that neither player wins.

use super::Term;
use crate::{
    Result,
    game::{
        K, Metrics,
        loss::{Scalar, Scores},
    },
    recipe::parts::ProportionalControl,
    train::process_group::ProcessGroup,
};
use async_trait::async_trait;
use std::collections::BTreeMap;

/// Berthelot et al. 2017, arXiv:1703.10717, section 3.3 and 3.4.
impl ProportionalControl {
    /// k after a step, kept in 0..=1; `real` and `generated` are mean energies, off the graph.
    pub fn next_k(&self, k: Scalar, real: Scalar, generated: Scalar) -> Scalar {
        (k + (real * self.gamma - generated) * self.lambda_k).clamp(0.0, 1.0)
    }

    /// The measure of convergence M: the energy of real samples, and how far off the ratio the generated are.
    pub fn convergence(&self, real: Scalar, generated: Scalar) -> Scalar {
        real.clone() + (real * self.gamma - generated).abs()
    }
}

#[async_trait(?Send)]
impl Term for ProportionalControl {
    async fn after(
        &self,
        energies: &[Scores; 2],
        tensors: &mut BTreeMap<&'static str, Scalar>,
        metrics: &mut Metrics,
        group: &dyn ProcessGroup,
    ) -> Result<()> {
        let Some(k) = tensors.get_mut(K) else { return Ok(()) };
        // Of all processes, so that k is the same in each.
        let means = group.all_mean(energies.iter().map(|energies| energies.clone().mean()).collect()).await?;
        let [real, generated] = [0, 1].map(|place| means[place].clone());
        metrics.push(("k", k.clone()));
        metrics.push(("convergence", self.convergence(real.clone(), generated.clone())));
        *k = self.next_k(k.clone(), real, generated);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::loss::testing::{assert_close, numbers};
    use burn::tensor::Device;

    #[test]
    fn k_moves_towards_the_ratio_and_stays_between_nothing_and_one() {
        let device = Device::flex();
        let number = |value: f32| Scalar::from_floats([value], &device);
        let control = ProportionalControl { gamma: 0.5, lambda_k: 0.1 };
        let next =
            |k, real, generated| numbers(control.next_k(number(k), number(real), number(generated)))[0];
        assert_close(&[next(0.3, 2.0, 0.4)], &[0.36]);
        assert_close(&[next(0.01, 0.2, 1.0)], &[0.0]);
        assert_close(&[next(0.99, 2.0, 0.0)], &[1.0]);
        assert_close(&numbers(control.convergence(number(2.0), number(0.4))), &[2.6]);
    }
}
