//! What the layers of one net have in common: normalisation, activation, the scale of initial weights, attention.

use crate::nets::{
    Activation, ClassAffine, Conv2d, ConvTranspose2d, Init, InstanceNorm, LEAK, Layer, LayerNorm, Linear,
    PixelNorm, Projection, Scale, SelfAttention, StyleAffine,
};
use crate::recipe::{ActivationName, ArchitectureName, GeneratorCondition, Norm, Recipe};
use burn::{module::Module as _, nn::BatchNormConfig};

/// How a net's layers are built.
#[derive(Clone, Copy, Debug)]
pub struct BlockConfig {
    pub norm: Norm,
    /// Whether weights are spectrally normalised.
    pub spectral: bool,
    pub activation: Activation,
    /// The classes of which each has gains and shifts of its own behind the norm, in place of the norm's.
    pub norm_classes: Option<usize>,
    /// Height and width of the layer that attends; of none where that is nothing.
    pub attends_at: Option<usize>,
    /// The style behind the norm, in place of either.
    pub style: Option<StyleAt>,
}

/// Where in the generator a norm is, and how long styles are.
#[derive(Clone, Copy, Debug)]
pub struct StyleAt {
    pub level: usize,
    pub size: usize,
}

impl BlockConfig {
    /// The generator's, with data of so many `classes`.
    pub fn of_generator(recipe: &Recipe, classes: usize) -> Self {
        let activation = match recipe.architecture_for_data() {
            ArchitectureName::Mlp | ArchitectureName::R3gan | ArchitectureName::Progressive => {
                Activation::LeakyRelu(LEAK)
            }
            ArchitectureName::Began => Activation::Elu,
            _ => Activation::Relu,
        };
        let is_conditional = recipe.condition_of_generator() == Some(GeneratorCondition::Norm);
        Self {
            norm: recipe.generator.norm,
            spectral: recipe.generator.has_spectral_norm(),
            activation,
            norm_classes: is_conditional.then_some(classes),
            attends_at: recipe.attention_place().filter(|_| recipe.generator.attention),
            style: None,
        }
    }

    /// The discriminator's.
    pub fn of_discriminator(recipe: &Recipe) -> Self {
        let activation = match recipe.discriminator.activation {
            ActivationName::LeakyRelu => Activation::LeakyRelu(LEAK),
            ActivationName::Elu => Activation::Elu,
            ActivationName::Relu => Activation::Relu,
        };
        Self {
            norm: recipe.discriminator.norm,
            spectral: recipe.discriminator.has_spectral_norm(),
            activation,
            norm_classes: None,
            attends_at: recipe.attention_place().filter(|_| recipe.discriminator.attention),
            style: None,
        }
    }

    /// With styles of so many numbers behind its norms, from the first level on.
    pub fn with_styles(self, size: usize) -> Self {
        Self { norm_classes: None, style: Some(StyleAt { level: 0, size }), ..self }
    }

    /// At another level of the generator.
    pub fn at_level(self, level: usize) -> Self {
        Self { style: self.style.map(|style| StyleAt { level, ..style }), ..self }
    }

    /// Without styles: for a norm that has its own gains and shifts.
    pub fn without_styles(self) -> Self {
        Self { style: None, ..self }
    }

    /// The scale of initial weights: DCGAN's counts on batch norm to undo it.
    pub fn scale(self) -> Scale {
        if self.norm == Norm::Batch { Scale::Narrow } else { Scale::He }
    }

    /// Whether a layer needs a bias: before a norm that has its own, it would only be subtracted again.
    pub fn biased(self) -> bool {
        !self.norm.is_of_activations() || self.norm == Norm::Pixel
    }

    /// `layer`, its weight normalised where weights are.
    pub fn linear(self, layer: Linear, init: &Init) -> Layer {
        if self.spectral { layer.normalised(init).into() } else { layer.into() }
    }

    /// As [`Self::linear`], for a convolution.
    pub fn conv2d(self, layer: Conv2d, init: &Init) -> Layer {
        if self.spectral { layer.normalised(init).into() } else { layer.into() }
    }

    /// As [`Self::linear`], for a transposed convolution.
    pub fn conv_transpose2d(self, layer: ConvTranspose2d, init: &Init) -> Layer {
        if self.spectral { layer.normalised(init).into() } else { layer.into() }
    }

    /// As [`Self::linear`], for a projection head.
    pub fn projection(self, head: Projection, init: &Init) -> Layer {
        if self.spectral { head.normalised(init).into() } else { head.into() }
    }

    /// Self-attention behind a layer of so many `channels`, where `side` is the height and width that attends.
    pub fn attention(self, channels: usize, side: usize, init: &Init) -> Option<Layer> {
        let init = init.part("attention");
        let layer = (self.attends_at == Some(side)).then(|| SelfAttention::new(channels, &init))?;
        Some(if self.spectral { layer.normalised(&init).into() } else { layer.into() })
    }

    /// The norm behind a layer of `channels`, where it is one of activations, and then the activation.
    pub fn norm_act(self, channels: usize, init: &Init) -> Vec<Layer> {
        self.norm(channels, init).into_iter().chain([self.activation.into()]).collect()
    }

    /// The norm for `channels`, where it is one of activations, with the gains and shifts that belong to it.
    pub fn norm(self, channels: usize, init: &Init) -> Vec<Layer> {
        let mut layers: Vec<Layer> = match self.norm {
            Norm::None | Norm::Spectral => Vec::new(),
            Norm::Batch => vec![BatchNormConfig::new(channels).init(init.device()).into()],
            Norm::Layer => vec![LayerNorm::new(channels, init).into()],
            Norm::Instance => vec![InstanceNorm::new(channels, init).into()],
            Norm::Pixel => vec![PixelNorm.into()],
        };
        let affine: Option<Layer> = match (self.style, self.norm_classes) {
            (Some(StyleAt { level, size }), _) => {
                let affine = StyleAffine::new(level, size, channels, init);
                Some(if self.spectral { affine.normalised(init) } else { affine }.into())
            }
            (None, Some(classes)) => Some(ClassAffine::new(classes, channels, init).into()),
            (None, None) => None,
        };
        if let Some(affine) = affine {
            // The norm's own gains and shifts stay at one and zero.
            layers = layers.into_iter().map(Layer::no_grad).collect();
            layers.push(affine);
        }
        layers
    }
}
