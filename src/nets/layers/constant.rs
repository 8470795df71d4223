//! A learnt image in place of the input: what a generator starts from whose latents reach it as styles alone.
//!
//! StyleGAN, Karras et al. 2018, arXiv:1812.04948, section 2.1.

use super::{Given, LayerKind, Saved, Shape};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// The same numbers for every sample.
#[derive(Module, Debug)]
pub struct Constant {
    /// `[channel, height, width]`, from ones.
    pub weight: Param<Tensor<3>>,
}

impl Constant {
    /// Of this shape.
    pub fn new(shape: Shape, init: &Init) -> Self {
        Self { weight: init.ones(shape) }
    }
}

impl LayerKind for Constant {
    /// `[batch, ..]` to `[batch, channel, height, width]`, whatever the input holds.
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        let ([batch, ..], [channels, height, width]) = (input.dims(), self.weight.dims());
        self.weight.val().unsqueeze_dim::<4>(0).expand([batch, channels, height, width])
    }

    /// Nothing comes back to the input.
    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        Tensor::zeros(saved.shape(), &cotangent.device())
    }

    fn macs(&self, _shape: Shape) -> (u64, Shape) {
        (0, self.weight.dims())
    }
}
