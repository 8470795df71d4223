//! Batch norm as a layer: its weights and running statistics are Burn's.

use super::{
    Given, LayerKind, Saved, along_channels,
    sample_norm::{normalise, normalise_vjp},
};
use burn::{nn::BatchNorm, tensor::Tensor};

impl LayerKind for BatchNorm {
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        self.forward(input)
    }

    /// As in training, by the statistics of this batch; the running ones stay.
    fn linearize(&self, input: Tensor<4>, _given: &Given) -> (Tensor<4>, Saved) {
        let (values, saved) = normalise(input, mean);
        (values * along_channels(&self.gamma) + along_channels(&self.beta), saved)
    }

    /// Every sample's depends on all others.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        let (values, inverse_deviation) = saved.normalised();
        normalise_vjp(values, inverse_deviation, cotangent * along_channels(&self.gamma), mean)
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }

    fn with_momentum(self, momentum: f64) -> Self {
        Self { momentum, ..self }
    }
}

fn mean(values: Tensor<4>) -> Tensor<4> {
    values.mean_dim(0).mean_dim(2).mean_dim(3)
}
