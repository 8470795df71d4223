//! What the layers of one net have in common: normalisation, activation, the scale of initial weights.

use super::{Activation, Conv2d, ConvTranspose2d, Init, InstanceNorm, LEAK, Layer, LayerNorm, Linear, Scale};
use crate::recipe::{ActivationName, ArchitectureName, Norm, Recipe};
use burn::nn::BatchNormConfig;

/// How a net's layers are built.
#[derive(Clone, Copy, Debug)]
pub struct BlockConfig {
    pub norm: Norm,
    pub activation: Activation,
}

impl BlockConfig {
    /// The generator's.
    pub fn of_generator(recipe: &Recipe) -> Self {
        let activation = match recipe.architecture_for_data() {
            ArchitectureName::Conv => Activation::Relu,
            ArchitectureName::Mlp => Activation::LeakyRelu(LEAK),
        };
        Self { norm: recipe.generator_norm, activation }
    }

    /// The discriminator's.
    pub fn of_discriminator(recipe: &Recipe) -> Self {
        let activation = match recipe.activation {
            ActivationName::LeakyRelu => Activation::LeakyRelu(LEAK),
            ActivationName::Elu => Activation::Elu,
        };
        Self { norm: recipe.discriminator_norm, activation }
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
    pub fn linear(self, layer: Linear, init: &mut Init) -> Layer {
        if self.norm == Norm::Spectral { layer.normalised(init).into() } else { layer.into() }
    }

    /// As [`Self::linear`], for a convolution.
    pub fn conv2d(self, layer: Conv2d, init: &mut Init) -> Layer {
        if self.norm == Norm::Spectral { layer.normalised(init).into() } else { layer.into() }
    }

    /// As [`Self::linear`], for a transposed convolution.
    pub fn conv_transpose2d(self, layer: ConvTranspose2d, init: &mut Init) -> Layer {
        if self.norm == Norm::Spectral { layer.normalised(init).into() } else { layer.into() }
    }

    /// The norm behind a layer of `channels`, where it is one of activations, and then the activation.
    pub fn norm_act(self, channels: usize, init: &mut Init) -> Vec<Layer> {
        let norm = match self.norm {
            Norm::None | Norm::Spectral => None,
            Norm::Batch => Some(BatchNormConfig::new(channels).init(init.device()).into()),
            Norm::Layer => Some(LayerNorm::new(channels, init).into()),
            Norm::Instance => Some(InstanceNorm::new(channels, init).into()),
        };
        norm.into_iter().chain([self.activation.into()]).collect()
    }
}
