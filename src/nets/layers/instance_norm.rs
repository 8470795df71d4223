//! Normalisation of each of a sample's channels apart.

use super::{Given, LayerKind, Saved, sample_norm};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// Over height and width (Ulyanov et al. 2016, arXiv:1607.08022): y = gamma (x - mean) / deviation + beta.
#[derive(Module, Debug)]
pub struct InstanceNorm {
    /// `[channels]`.
    pub gamma: Param<Tensor<1>>,
    /// `[channels]`.
    pub beta: Param<Tensor<1>>,
}

impl InstanceNorm {
    /// Gains of one and shifts of zero.
    pub fn new(channels: usize, init: &Init) -> Self {
        Self { gamma: init.ones([channels]), beta: init.zeros([channels]) }
    }
}

impl LayerKind for InstanceNorm {
    /// `[batch, channel, height, width]`, normalised.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        let [batch, channel, _, _] = input.dims();
        sample_norm::forward(input, [&self.gamma, &self.beta], batch * channel)
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
    values.mean_dim(2).mean_dim(3)
}
