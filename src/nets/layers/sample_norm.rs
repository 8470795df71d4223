//! What the norms of activations share: y = gamma (x - mean) / deviation + beta, a gain and a shift a channel. Over what the
//! mean is taken tells them apart; where that is one sample, a penalty on each sample's gradient allows them.

use super::{Saved, along_channels};
use crate::fused::{add_bias, batch_norm};
use burn::{module::Param, tensor::Tensor};

const EPSILON: f64 = 1e-5;

/// The output alone, where mean and deviation are those of `groups` equal parts of `[batch, channel, height, width]`, one after
/// the other: of the batch norm of one sample that has a channel for each.
pub(super) fn forward(input: Tensor<4>, [gamma, beta]: [&Param<Tensor<1>>; 2], groups: usize) -> Tensor<4> {
    let [batch, channel, height, width] = input.dims();
    let parts = input.reshape([1, groups, batch * channel / groups * height, width]);
    let device = parts.device();
    let values =
        batch_norm(parts, Tensor::ones([groups], &device), Tensor::zeros([groups], &device), EPSILON).0;
    add_bias(values.reshape([batch, channel, height, width]) * along_channels(gamma), beta.val())
}

/// The output, and what [`vjp`] needs: on the graph, for mean and deviation depend on the layers before.
pub(super) fn linearize(
    input: Tensor<4>,
    [gamma, beta]: [&Param<Tensor<1>>; 2],
    mean: impl Fn(Tensor<4>) -> Tensor<4>,
) -> (Tensor<4>, Saved) {
    let centred = input.clone() - mean(input);
    let inverse_deviation = (mean(centred.clone().square()) + EPSILON).sqrt().recip();
    let values = centred * inverse_deviation.clone();
    let output = values.clone() * along_channels(gamma) + along_channels(beta);
    (output, Saved::Normalised { values, inverse_deviation })
}

/// The gradient of the input from the `cotangent` of the output: with g = gamma cotangent,
/// (g - mean(g) - values mean(g values)) / deviation.
pub(super) fn vjp(
    saved: Saved,
    cotangent: Tensor<4>,
    gamma: &Param<Tensor<1>>,
    mean: impl Fn(Tensor<4>) -> Tensor<4>,
) -> Tensor<4> {
    let (values, inverse_deviation) = saved.normalised();
    let cotangent = cotangent * along_channels(gamma);
    let along = mean(cotangent.clone() * values.clone());
    (cotangent.clone() - mean(cotangent) - values * along) * inverse_deviation
}
