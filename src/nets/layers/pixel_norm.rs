//! Pixel norm: each pixel's channels over their root mean square.
//!
//! PGGAN, Karras et al. 2017, arXiv:1710.10196, section 4.2.

use super::{Given, LayerKind, Saved};
use burn::{module::Module, tensor::Tensor};

const EPSILON: f64 = 1e-8;

/// y = x / sqrt(mean over the channels of x^2 + 1e-8).
#[derive(Module, Debug)]
pub struct PixelNorm;

impl LayerKind for PixelNorm {
    /// `[batch, channel, height, width]`, each pixel's channels of root mean square one.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        input.clone() * inverse_length(input)
    }

    fn linearize(&self, input: Tensor<4>, _given: &Given) -> (Tensor<4>, Saved) {
        let inverse_deviation = inverse_length(input.clone());
        let values = input * inverse_deviation.clone();
        (values.clone(), Saved::Normalised { values, inverse_deviation })
    }

    /// (g - y mean(g y)) / length, of the cotangent g and the output y.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        let (values, inverse_length) = saved.normalised();
        let along = (cotangent.clone() * values.clone()).mean_dim(1);
        (cotangent - values * along) * inverse_length
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }
}

fn inverse_length(input: Tensor<4>) -> Tensor<4> {
    (input.square().mean_dim(1) + EPSILON).sqrt().recip()
}
