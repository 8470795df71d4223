//! A layer of any kind.

use super::{
    Activation, Basis, ClassAffine, ClassConcat, Concat, Conv2d, ConvTranspose2d, Given, InstanceNorm,
    LayerNorm, Linear, PixelNorm, Projection, Resample, Residual, Saved, SelfAttention, Shape, StyleAffine,
    Styled, batch_norm,
};
use burn::{module::Module, nn::BatchNorm, tensor::Tensor};

/// One layer, from `[batch, channel, height, width]` to the same rank.
///
/// Batch norm uses its batch's statistics on an autodiff device, and its running ones elsewhere.
#[derive(Module, Debug)]
#[allow(clippy::large_enum_variant, reason = "a net has a dozen layers, and weights are elsewhere")]
pub enum Layer {
    Linear(Linear),
    Conv2d(Conv2d),
    ConvTranspose2d(ConvTranspose2d),
    Basis(Basis),
    BatchNorm(BatchNorm),
    LayerNorm(LayerNorm),
    InstanceNorm(InstanceNorm),
    PixelNorm(PixelNorm),
    ClassAffine(ClassAffine),
    ClassConcat(ClassConcat),
    Activation(Nonlinear),
    Resample(Resampling),
    Residual(Residual),
    Concat(Concat),
    Projection(Projection),
    StyleAffine(StyleAffine),
    Styled(Styled),
    SelfAttention(SelfAttention),
}

/// An activation as a layer.
#[derive(Module, Debug)]
pub struct Nonlinear {
    #[module(skip)]
    function: Activation,
}

/// A change of size as a layer.
#[derive(Module, Debug)]
pub struct Resampling {
    #[module(skip)]
    kind: Resample,
}

macro_rules! layer_from {
    ($($type:ident => $case:ident),+) => {$(
        impl From<$type> for Layer {
            fn from(layer: $type) -> Self {
                Self::$case(layer)
            }
        }
    )+};
}
layer_from!(Linear => Linear, Conv2d => Conv2d, ConvTranspose2d => ConvTranspose2d,
            Basis => Basis, BatchNorm => BatchNorm, LayerNorm => LayerNorm,
            InstanceNorm => InstanceNorm, PixelNorm => PixelNorm, ClassAffine => ClassAffine, ClassConcat => ClassConcat,
            Residual => Residual, Concat => Concat, Projection => Projection, StyleAffine => StyleAffine,
            Styled => Styled, SelfAttention => SelfAttention);

impl From<Activation> for Layer {
    fn from(function: Activation) -> Self {
        Self::Activation(Nonlinear { function })
    }
}

impl From<Resample> for Layer {
    fn from(kind: Resample) -> Self {
        Self::Resample(Resampling { kind })
    }
}

impl Layer {
    /// The layer's output.
    pub fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        match self {
            Self::Linear(layer) => layer.forward(input),
            Self::Conv2d(layer) => layer.forward(input),
            Self::ConvTranspose2d(layer) => layer.forward(input),
            Self::Basis(layer) => layer.forward(input),
            Self::BatchNorm(layer) => layer.forward(input),
            Self::LayerNorm(layer) => layer.forward(input),
            Self::InstanceNorm(layer) => layer.forward(input),
            Self::PixelNorm(layer) => layer.forward(input),
            Self::Activation(layer) => layer.function.apply(input),
            Self::Resample(layer) => layer.kind.apply(input),
            Self::ClassAffine(layer) => layer.forward(input, given),
            Self::ClassConcat(layer) => layer.forward(input, given),
            Self::Residual(layer) => layer.forward(input, given),
            Self::Concat(layer) => layer.forward(input, given),
            Self::Projection(layer) => layer.forward(input, given),
            Self::StyleAffine(layer) => layer.forward(input, given),
            Self::Styled(layer) => layer.forward(input, given),
            Self::SelfAttention(layer) => layer.forward(input),
        }
    }

    /// The layer's output, and what [`Self::vjp`] needs.
    pub fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let shape = Saved::Shape(input.dims());
        match self {
            Self::Linear(_)
            | Self::Conv2d(_)
            | Self::ConvTranspose2d(_)
            | Self::Basis(_)
            | Self::Resample(_)
            | Self::ClassAffine(_)
            | Self::ClassConcat(_)
            | Self::Projection(_)
            | Self::StyleAffine(_) => (self.forward(input, given), shape),
            Self::Styled(_) => unreachable!("latents with styles are moved by no gradient"),
            Self::BatchNorm(layer) => batch_norm::linearize(layer, input),
            Self::LayerNorm(layer) => layer.linearize(input),
            Self::InstanceNorm(layer) => layer.linearize(input),
            Self::PixelNorm(layer) => layer.linearize(input),
            Self::Activation(layer) => {
                let slope = Saved::Slope(layer.function.slope(input.clone()));
                (layer.function.apply(input), slope)
            }
            Self::Residual(layer) => layer.linearize(input, given),
            Self::Concat(layer) => layer.linearize(input, given),
            Self::SelfAttention(layer) => layer.linearize(input),
        }
    }

    /// Takes the `cotangent` of the output to the gradient of the input, at the input that `linearize` saw.
    pub fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        match (self, saved) {
            (Self::Linear(layer), Saved::Shape(shape)) => layer.vjp(shape, cotangent),
            (Self::Conv2d(layer), Saved::Shape(shape)) => layer.vjp(shape, cotangent),
            (Self::ConvTranspose2d(layer), Saved::Shape(_)) => layer.vjp(cotangent),
            (Self::Basis(layer), Saved::Shape(_)) => layer.vjp(cotangent),
            (Self::Resample(layer), Saved::Shape(shape)) => layer.kind.vjp(shape, cotangent),
            (Self::ClassAffine(layer), Saved::Shape(_)) => layer.vjp(cotangent, given),
            (Self::ClassConcat(layer), Saved::Shape(shape)) => layer.vjp(shape, cotangent),
            (Self::Projection(layer), Saved::Shape(shape)) => layer.vjp(shape, cotangent, given),
            (Self::StyleAffine(layer), Saved::Shape(_)) => layer.vjp(cotangent, given),
            (Self::BatchNorm(layer), Saved::Normalised { values, inverse_deviation }) => {
                batch_norm::vjp(layer, values, inverse_deviation, cotangent)
            }
            (Self::LayerNorm(layer), Saved::Normalised { values, inverse_deviation }) => {
                layer.vjp(values, inverse_deviation, cotangent)
            }
            (Self::PixelNorm(layer), Saved::Normalised { values, inverse_deviation }) => {
                layer.vjp(values, inverse_deviation, cotangent)
            }
            (Self::InstanceNorm(layer), Saved::Normalised { values, inverse_deviation }) => {
                layer.vjp(values, inverse_deviation, cotangent)
            }
            (Self::Activation(_), Saved::Slope(slope)) => cotangent * slope,
            (Self::Residual(layer), Saved::Residual { branch, shortcut }) => {
                layer.vjp(branch, shortcut, cotangent, given)
            }
            (Self::Concat(layer), Saved::Branches(saved)) => layer.vjp(saved, cotangent, given),
            (Self::SelfAttention(layer), Saved::Attention(attended)) => layer.vjp(attended, cotangent),
            _ => unreachable!("a layer's vjp is given what the same layer saved"),
        }
    }

    /// Whether the slope of the output stays the same in a neighbourhood of almost every input.
    pub fn is_piecewise_linear(&self) -> bool {
        match self {
            Self::Linear(_)
            | Self::Conv2d(_)
            | Self::ConvTranspose2d(_)
            | Self::Basis(_)
            | Self::Resample(_)
            | Self::ClassAffine(_)
            | Self::ClassConcat(_)
            | Self::Projection(_)
            | Self::StyleAffine(_) => true,
            Self::Styled(_)
            | Self::BatchNorm(_)
            | Self::LayerNorm(_)
            | Self::InstanceNorm(_)
            | Self::PixelNorm(_)
            | Self::SelfAttention(_) => false,
            Self::Activation(layer) => layer.function.is_piecewise_linear(),
            Self::Residual(layer) => layer.is_piecewise_linear(),
            Self::Concat(layer) => layer.branches.iter().all(crate::nets::Sequential::is_piecewise_linear),
        }
    }

    /// Whether its pixels look at others.
    pub fn attends(&self) -> bool {
        match self {
            Self::SelfAttention(_) => true,
            Self::Styled(layer) => layer.layers.attends(),
            _ => false,
        }
    }

    /// The styles' gains and shifts in it, in their order.
    pub fn style_affines(&self) -> Vec<&StyleAffine> {
        match self {
            Self::StyleAffine(layer) => vec![layer],
            Self::Residual(layer) => layer.branch.style_affines(),
            _ => Vec::new(),
        }
    }

    /// Multiply-adds for one sample of this shape, and the output's shape. Norms, activations and biases count
    /// nothing: they touch every number once, where a matrix product touches it hundreds of times.
    pub fn macs(&self, shape: Shape) -> (u64, Shape) {
        match self {
            Self::Linear(layer) => layer.macs(),
            Self::Conv2d(layer) => layer.macs(shape),
            Self::ConvTranspose2d(layer) => layer.macs(shape),
            Self::Basis(layer) => layer.macs(),
            Self::Resample(layer) => (0, layer.kind.output_shape(shape)),
            Self::ClassConcat(layer) => layer.macs(shape),
            Self::Projection(layer) => layer.macs(shape),
            Self::StyleAffine(layer) => layer.macs(shape),
            Self::Styled(layer) => layer.macs(shape),
            Self::Residual(layer) => layer.macs(shape),
            Self::Concat(layer) => layer.macs(shape),
            Self::SelfAttention(layer) => layer.macs(shape),
            Self::BatchNorm(_)
            | Self::LayerNorm(_)
            | Self::InstanceNorm(_)
            | Self::PixelNorm(_)
            | Self::ClassAffine(_)
            | Self::Activation(_) => (0, shape),
        }
    }

    /// With batch norms that give so much to the newest batch, 0 to 1.
    pub fn with_momentum(self, momentum: f64) -> Self {
        match self {
            Self::BatchNorm(layer) => Self::BatchNorm(BatchNorm { momentum, ..layer }),
            Self::Residual(layer) => Self::Residual(Residual {
                branch: layer.branch.with_momentum(momentum),
                shortcut: layer.shortcut.map(|shortcut| shortcut.with_momentum(momentum)),
            }),
            Self::Concat(layer) => Self::Concat(Concat {
                branches: layer.branches.into_iter().map(|branch| branch.with_momentum(momentum)).collect(),
            }),
            Self::Styled(layer) => {
                Self::Styled(Styled { layers: layer.layers.with_momentum(momentum), ..layer })
            }
            layer => layer,
        }
    }

    /// One more power iteration on every spectrally normalised weight.
    pub fn advance_power_iteration(self) -> Self {
        match self {
            Self::Linear(layer) => Self::Linear(layer.advance_power_iteration()),
            Self::Conv2d(layer) => Self::Conv2d(layer.advance_power_iteration()),
            Self::ConvTranspose2d(layer) => Self::ConvTranspose2d(layer.advance_power_iteration()),
            Self::Residual(layer) => Self::Residual(layer.advance_power_iteration()),
            Self::Concat(layer) => Self::Concat(layer.advance_power_iteration()),
            Self::Projection(layer) => Self::Projection(layer.advance_power_iteration()),
            Self::StyleAffine(layer) => Self::StyleAffine(layer.advance_power_iteration()),
            Self::Styled(layer) => Self::Styled(layer.advance_power_iteration()),
            Self::SelfAttention(layer) => Self::SelfAttention(layer.advance_power_iteration()),
            layer => layer,
        }
    }
}
