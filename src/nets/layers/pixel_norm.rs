//! Pixel norm: each pixel's channels over their root mean square.
//!
//! PGGAN, Karras et al. 2017, arXiv:1710.10196, section 4.2.

use super::Saved;
use burn::{module::Module, tensor::Tensor};

const EPSILON: f64 = 1e-8;

/// y = x / sqrt(mean over the channels of x^2 + 1e-8).
#[derive(Module, Debug)]
pub struct PixelNorm;

impl PixelNorm {
    /// `[batch, channel, height, width]`, each pixel's channels of root mean square one.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        input.clone() * inverse_length(input)
    }

    /// The output, and what [`Self::vjp`] needs.
    pub fn linearize(&self, input: Tensor<4>) -> (Tensor<4>, Saved) {
        let inverse_deviation = inverse_length(input.clone());
        let values = input * inverse_deviation.clone();
        (values.clone(), Saved::Normalised { values, inverse_deviation })
    }

    /// The gradient of the input from the `cotangent` g of the output y: (g - y mean(g y)) / length.
    pub fn vjp(&self, values: Tensor<4>, inverse_length: Tensor<4>, cotangent: Tensor<4>) -> Tensor<4> {
        let along = (cotangent.clone() * values.clone()).mean_dim(1);
        (cotangent - values * along) * inverse_length
    }
}

fn inverse_length(input: Tensor<4>) -> Tensor<4> {
    (input.square().mean_dim(1) + EPSILON).sqrt().recip()
}
