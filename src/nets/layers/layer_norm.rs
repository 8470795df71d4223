//! Normalisation of each sample over all its channels.

use super::{
    Saved, along_channels,
    sample_norm::{normalise, normalise_vjp},
};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// Over channel, height and width (Ba et al. 2016, arXiv:1607.06450): y = gamma (x - mean) / deviation + beta.
#[derive(Module, Debug)]
pub struct LayerNorm {
    /// `[channels]`.
    pub gamma: Param<Tensor<1>>,
    /// `[channels]`.
    pub beta: Param<Tensor<1>>,
}

impl LayerNorm {
    /// Gains of one and shifts of zero.
    pub fn new(channels: usize, init: &Init) -> Self {
        Self { gamma: init.ones([channels]), beta: init.zeros([channels]) }
    }

    /// `[batch, channel, height, width]`, normalised.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        self.linearize(input).0
    }

    /// The output, and what [`Self::vjp`] needs.
    pub fn linearize(&self, input: Tensor<4>) -> (Tensor<4>, Saved) {
        let (values, saved) = normalise(input, mean);
        (values * along_channels(&self.gamma) + along_channels(&self.beta), saved)
    }

    /// The gradient of the input from the `cotangent` of the output.
    pub fn vjp(&self, values: Tensor<4>, inverse_deviation: Tensor<4>, cotangent: Tensor<4>) -> Tensor<4> {
        normalise_vjp(values, inverse_deviation, cotangent * along_channels(&self.gamma), mean)
    }
}

fn mean(values: Tensor<4>) -> Tensor<4> {
    values.mean_dim(2).mean_dim(3).mean_dim(1)
}
