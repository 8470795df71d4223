//! Batch norm's statistics taken anew, for samples of other latents than training draws.
//!
//! BigGAN, Brock et al. 2019, arXiv:1809.11096, section 4.1: "standing statistics" are the means over several passes of the
//! very latents that are sampled, truncated ones for instance, in place of those that training left behind.

use super::{Given, Sequential};
use burn::{module::Module, tensor::Tensor};

/// A net, off the graph, whose batch norms take the mean statistics of the passes through it.
pub struct Standing {
    net: Sequential,
    passes: u32,
}

impl Standing {
    /// Of `net`, which is off the graph and keeps its own statistics until the first pass.
    pub fn new(net: Sequential) -> Self {
        Self { net: net.train().no_grad(), passes: 0 }
    }

    /// One pass of latents that are sampled.
    pub fn pass(&mut self, input: &Tensor<4>, given: &Given) {
        self.passes += 1;
        // A running mean whose newest number has the share 1 / count is the mean of all.
        self.net = self.net.clone().with_momentum(1.0 / f64::from(self.passes));
        self.net.forward_given(Tensor::from_inner(input.clone()), &given.from_inner());
    }

    /// The net with the statistics that it has by now.
    pub fn net(&self) -> Sequential {
        self.net.valid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        nets::{Init, Linear},
        train::{noise::Noise, weights::named},
    };
    use burn::{nn::BatchNormConfig, tensor::Device};
    use std::collections::BTreeMap;

    /// Each channel's mean and variance as the batch norm of `net` keeps them.
    fn statistics(net: &Sequential) -> [Vec<f32>; 2] {
        ["running_mean", "running_var"].map(|ending| {
            let tensor = named(net).into_iter().find(|tensor| tensor.name.ends_with(ending));
            tensor.expect("a batch norm").values.into_data().iter::<f32>().collect()
        })
    }

    #[test]
    fn standing_statistics_are_the_mean_of_the_passes_and_leave_the_net_as_it_was() {
        let device = Device::flex();
        let linear = Linear::normal(3, [2, 1, 1], false, &Init::new(4, &device));
        let weight = linear.weight.val();
        let net = Sequential::new(vec![linear.into(), BatchNormConfig::new(2).init(&device).into()]);
        let mut noise = Noise::new(5, BTreeMap::new());
        let passes: Vec<_> = (0..3)
            .map(|_| {
                let data = noise.normals("latents", [16, 3, 1, 1]);
                (Tensor::from_data(data, &device), Given::nothing())
            })
            .collect();
        let before = statistics(&net);
        let mut standing = Standing::new(net.clone());
        passes.iter().for_each(|(input, given)| standing.pass(input, given));
        let [means, variances] = statistics(&standing.net());
        assert_eq!(statistics(&net), before);

        let outputs =
            passes.iter().map(|(latents, _)| latents.clone().flatten::<2>(1, 3).matmul(weight.clone()));
        let outputs: Vec<Vec<f32>> =
            outputs.map(|output| output.into_data().iter::<f32>().collect()).collect();
        for channel in 0..2 {
            let of_passes = outputs.iter().map(|output| {
                let values: Vec<f32> = output.iter().skip(channel).step_by(2).copied().collect();
                let mean = values.iter().sum::<f32>() / 16.0;
                // Burn keeps the mean square, where PyTorch divides by one less.
                (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / 16.0)
            });
            let (mean, variance) = of_passes.fold((0.0, 0.0), |(mean, variance), (one, other)| {
                (mean + one / 3.0, variance + other / 3.0)
            });
            assert!((means[channel] - mean).abs() < 1e-6, "{means:?} for {mean}");
            assert!((variances[channel] - variance).abs() < 1e-6, "{variances:?} for {variance}");
        }
    }
}
