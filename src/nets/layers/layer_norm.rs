//! Normalisation of each sample over all its channels.

use super::{Given, LayerKind, Saved, sample_norm};
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
}

impl LayerKind for LayerNorm {
    /// `[batch, channel, height, width]`, normalised.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        let [batch, ..] = input.dims();
        sample_norm::forward(input, [&self.gamma, &self.beta], batch)
    }

    fn linearize(&self, input: Tensor<4>, _given: &Given) -> (Tensor<4>, Saved) {
        sample_norm::linearize(input, [&self.gamma, &self.beta], mean)
    }

    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        sample_norm::vjp(saved, cotangent, &self.gamma, mean)
    }

    fn is_piecewise_linear(&self) -> bool {
        false
    }
}

fn mean(values: Tensor<4>) -> Tensor<4> {
    values.mean_dim(2).mean_dim(3).mean_dim(1)
}
