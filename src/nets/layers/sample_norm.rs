//! What the norms of activations share: y = gamma (x - mean) / deviation + beta, a gain and a shift a channel. Over what the
//! mean is taken tells them apart; where that is one sample, a penalty on each sample's gradient allows them.

use super::{Saved, along_channels};
use burn::{module::Param, tensor::Tensor};

const EPSILON: f64 = 1e-5;

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
