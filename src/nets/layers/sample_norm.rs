//! What layer norm and instance norm share: each sample is normalised on its own, which a penalty on each
//! sample's gradient allows.

use super::Saved;
use burn::tensor::Tensor;

const EPSILON: f64 = 1e-5;

/// `input` less its mean over its deviation, and what the vjp needs: on the graph, for both depend on the layers before.
pub(super) fn normalise(input: Tensor<4>, mean: impl Fn(Tensor<4>) -> Tensor<4>) -> (Tensor<4>, Saved) {
    let centred = input.clone() - mean(input);
    let inverse_deviation = (mean(centred.clone().square()) + EPSILON).sqrt().recip();
    let values = centred * inverse_deviation.clone();
    (values.clone(), Saved::Normalised { values, inverse_deviation })
}

/// The gradient of the input from that of the normalised values, `cotangent`:
/// (cotangent - mean(cotangent) - values mean(cotangent values)) / deviation.
pub(super) fn normalise_vjp(
    values: Tensor<4>,
    inverse_deviation: Tensor<4>,
    cotangent: Tensor<4>,
    mean: impl Fn(Tensor<4>) -> Tensor<4>,
) -> Tensor<4> {
    let along = mean(cotangent.clone() * values.clone());
    (cotangent.clone() - mean(cotangent) - values * along) * inverse_deviation
}
