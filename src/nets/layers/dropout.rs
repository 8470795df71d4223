//! Numbers that are lost at random, in samples as in training: chance where there are no latents.
//!
//! Srivastava et al. 2014 (JMLR 15); Isola et al. 2016, arXiv:1611.07004, section 3.2.1, keep it when they sample.

use super::{Given, LayerKind, Saved};
use burn::{module::Module, tensor::Tensor};

/// y = mask x: the mask is zero where a number is lost, and raises the others so that the mean stays.
#[derive(Module, Debug)]
pub struct Dropout {
    /// Which of the masks that a pass is given it takes.
    pub place: usize,
}

impl LayerKind for Dropout {
    /// # Panics
    /// Without a mask for its place.
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        input * given.expect_mask(self.place)
    }

    fn vjp(&self, _saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        cotangent * given.expect_mask(self.place)
    }
}
