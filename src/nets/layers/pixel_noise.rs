//! Noise for every pixel, as loud in each channel as that learns to want it: details that need not be remembered, such as
//! where a stroke trembles, come from it.
//!
//! StyleGAN, Karras et al. 2018, arXiv:1812.04948, section 2 (B in its figure 1).

use super::{Given, LayerKind, Saved, along_channels};
use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// y = x + gain noise: one image of noise a sample, for all channels.
#[derive(Module, Debug)]
pub struct PixelNoise {
    /// `[channels]`, from zero.
    pub gain: Param<Tensor<1>>,
    /// Which of the noise images it takes.
    pub level: usize,
}

impl PixelNoise {
    /// For so many `channels`, silent.
    pub fn new(level: usize, channels: usize, init: &Init) -> Self {
        Self { gain: init.zeros([channels]), level }
    }
}

impl LayerKind for PixelNoise {
    /// # Panics
    /// Without noise for its level.
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        input + along_channels(&self.gain) * given.expect_noise(self.level)
    }

    fn vjp(&self, _saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        cotangent
    }
}
