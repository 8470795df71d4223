//! Gains and shifts made of a style, sample by sample. Behind a norm without any, the two are adaptive instance norm (Huang
//! & Belongie 2017, arXiv:1703.06868, eq. 8) or the conditional batch norm of BigGAN (Brock et al. 2019, arXiv:1809.11096,
//! appendix B.1).

use super::{Given, LayerKind, Linear, Saved, Shape};
use crate::nets::Init;
use burn::{module::Module, tensor::Tensor};

/// y = (1 + A s) x + B s, along the channels, for the style s of the layer's level.
#[derive(Module, Debug)]
pub struct StyleAffine {
    /// A: `[style, channels]`.
    pub gamma: Linear,
    /// B: `[style, channels]`.
    pub beta: Linear,
    /// Which of the styles it takes.
    pub level: usize,
}

impl StyleAffine {
    /// For `channels` and styles of `size` numbers, with normal weights.
    pub fn new(level: usize, size: usize, channels: usize, init: &Init) -> Self {
        let linear = |name| Linear::normal(size, [channels, 1, 1], false, &init.part(name));
        Self { gamma: linear("gamma"), beta: linear("beta"), level }
    }

    /// With its weights spectrally normalised.
    pub fn normalised(self, init: &Init) -> Self {
        Self {
            gamma: self.gamma.normalised(&init.part("gamma")),
            beta: self.beta.normalised(&init.part("beta")),
            ..self
        }
    }

    fn gain(&self, given: &Given) -> Tensor<4> {
        self.gamma.forward(given.expect_style(self.level), given) + 1.0
    }
}

impl LayerKind for StyleAffine {
    /// `[batch, channel, height, width]`, scaled and shifted.
    ///
    /// # Panics
    /// Without a style for its level.
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        input * self.gain(given) + self.beta.forward(given.expect_style(self.level), given)
    }

    /// Styles are constants here.
    ///
    /// # Panics
    /// Without a style for its level.
    fn vjp(&self, _saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        cotangent * self.gain(given)
    }

    /// Both products with the style.
    fn macs(&self, shape: Shape) -> (u64, Shape) {
        (self.gamma.macs(shape).0 + self.beta.macs(shape).0, shape)
    }

    /// One more power iteration, where the weights are normalised.
    fn advance_power_iteration(self) -> Self {
        Self {
            gamma: self.gamma.advance_power_iteration(),
            beta: self.beta.advance_power_iteration(),
            ..self
        }
    }
    fn style_affines(&self) -> Vec<&StyleAffine> {
        vec![self]
    }
}
