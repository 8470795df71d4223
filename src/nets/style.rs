//! What the layers of one net have in common: normalisation, activation, the scale of initial weights.

use super::{Activation, Flat, Init, LEAK, Layer, SampleNorm, Scale, Strided};
use crate::recipe::{ActivationName, NetName, Norm, Recipe};
use burn::nn::BatchNormConfig;

/// How a net's layers are built.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub norm: Norm,
    pub activation: Activation,
}

impl Style {
    /// The generator's.
    pub fn of_generator(recipe: &Recipe) -> Self {
        let activation = match recipe.net_for_data() {
            NetName::Conv => Activation::Relu,
            NetName::Mlp => Activation::LeakyRelu(LEAK),
        };
        Self { norm: recipe.generator_norm, activation }
    }

    /// The discriminator's.
    pub fn of_discriminator(recipe: &Recipe) -> Self {
        let activation = match recipe.activation {
            ActivationName::LeakyRelu => Activation::LeakyRelu(LEAK),
            ActivationName::Elu => Activation::Elu,
        };
        Self { norm: recipe.norm, activation }
    }

    /// The scale of initial weights: DCGAN's counts on batch norm to undo it.
    pub fn scale(self) -> Scale {
        if self.norm == Norm::Batch { Scale::Narrow } else { Scale::He }
    }

    /// Whether a layer needs a bias: before a norm that has its own, it would only be subtracted again.
    pub fn biased(self) -> bool {
        matches!(self.norm, Norm::None | Norm::Spectral)
    }

    /// `layer`, its weight normalised where the norm is one of weights.
    pub fn flat(self, layer: Flat, init: &mut Init) -> Layer {
        if self.norm == Norm::Spectral { layer.normalised(init).into() } else { layer.into() }
    }

    /// As [`Self::flat`], for a convolution.
    pub fn strided(self, layer: Strided, init: &mut Init) -> Layer {
        if self.norm == Norm::Spectral { layer.normalised(init).into() } else { layer.into() }
    }

    /// The norm behind a layer of `channels`, where it is one of activations, and then the activation.
    pub fn behind(self, channels: usize, init: &mut Init) -> Vec<Layer> {
        let norm = match self.norm {
            Norm::None | Norm::Spectral => None,
            Norm::Batch => Some(BatchNormConfig::new(channels).init(init.device()).into()),
            Norm::Layer => Some(SampleNorm::layer(channels, init).into()),
            Norm::Instance => Some(SampleNorm::instance(channels, init).into()),
        };
        norm.into_iter().chain([self.activation.into()]).collect()
    }
}
