//! The vjp of batch norm, whose layer is Burn's.

use super::{
    Saved, along_channels,
    sample_norm::{normalise, normalise_vjp},
};
use burn::{nn::BatchNorm, tensor::Tensor};

/// The output of `layer` in training and what [`vjp`] needs, by the statistics of this batch; the running ones stay.
pub(super) fn linearize(layer: &BatchNorm, input: Tensor<4>) -> (Tensor<4>, Saved) {
    let (values, saved) = normalise(input, mean);
    (values * along_channels(&layer.gamma) + along_channels(&layer.beta), saved)
}

/// The gradient of the batch from the `cotangent` of the output: every sample's depends on all others.
pub(super) fn vjp(
    layer: &BatchNorm,
    values: Tensor<4>,
    inverse_deviation: Tensor<4>,
    cotangent: Tensor<4>,
) -> Tensor<4> {
    normalise_vjp(values, inverse_deviation, cotangent * along_channels(&layer.gamma), mean)
}

fn mean(values: Tensor<4>) -> Tensor<4> {
    values.mean_dim(0).mean_dim(2).mean_dim(3)
}
