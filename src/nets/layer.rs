//! A layer of any kind, and what its input gradient needs to know of a pass through it.
//!
//! Burn differentiates once. A gradient penalty differentiates the gradient, so every layer also gives its
//! input gradient as ordinary operations on its own weights: `saved` runs the layer and keeps what the way
//! back needs, `vjp` takes the gradient of the output to that of the input.

use super::{
    Activation, Linear, Projection, Resample, SampleNorm, Strided,
    branches::{Concat, Residual},
};
use burn::{module::Module, nn::BatchNorm, tensor::Tensor};

/// One layer, from `[batch, channel, height, width]` to the same rank.
///
/// Batch norm uses its batch's statistics on an autodiff device, and its running ones elsewhere.
#[derive(Module, Debug)]
pub enum Layer {
    Linear(Linear),
    Strided(Strided),
    BatchNorm(BatchNorm),
    SampleNorm(SampleNorm),
    Activation(Nonlinear),
    Resample(Resampling),
    Residual(Residual),
    Concat(Concat),
    Projection(Projection),
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
    pub(super) kind: Resample,
}

/// What a layer keeps of a pass for the way back.
#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "there is one a layer, which is nothing beside what it points at"
)]
pub enum Saved {
    /// The input's shape; the layer is linear in its input.
    Shape([usize; 4]),
    /// The slope at every number of the input.
    Slope(Tensor<4>),
    /// The normalised input, and one over the deviation it was divided by.
    Normalised { values: Tensor<4>, inverse_deviation: Tensor<4> },
    /// Those of a stack, or of several side by side with the channels that each put out.
    Branches(Vec<(usize, Vec<Saved>)>),
}

impl Saved {
    /// The same on the autodiff device, as constants.
    pub fn from_inner(self) -> Self {
        match self {
            Self::Shape(shape) => Self::Shape(shape),
            Self::Slope(slope) => Self::Slope(Tensor::from_inner(slope)),
            Self::Normalised { values, inverse_deviation } => Self::Normalised {
                values: Tensor::from_inner(values),
                inverse_deviation: Tensor::from_inner(inverse_deviation),
            },
            Self::Branches(branches) => Self::Branches(
                branches
                    .into_iter()
                    .map(|(channels, saved)| (channels, saved.into_iter().map(Self::from_inner).collect()))
                    .collect(),
            ),
        }
    }
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
layer_from!(Linear => Linear, Strided => Strided, BatchNorm => BatchNorm, SampleNorm => SampleNorm,
            Residual => Residual, Concat => Concat, Projection => Projection);

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
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Linear(layer) => layer.forward(input),
            Self::Strided(layer) => layer.forward(input),
            Self::BatchNorm(layer) => layer.forward(input),
            Self::SampleNorm(layer) => layer.forward(input),
            Self::Activation(layer) => layer.function.apply(input),
            Self::Resample(layer) => layer.kind.apply(input),
            Self::Residual(layer) => layer.forward(input),
            Self::Concat(layer) => layer.forward(input),
            Self::Projection(layer) => layer.forward(input),
        }
    }

    /// The layer's output, and what the way back needs.
    ///
    /// # Panics
    /// At batch norm, which ties a batch's samples together: none has a gradient of its own.
    pub fn linearize(&self, input: Tensor<4>) -> (Tensor<4>, Saved) {
        let shape = Saved::Shape(input.dims());
        match self {
            Self::Linear(_) | Self::Strided(_) | Self::Resample(_) | Self::Projection(_) => {
                (self.forward(input), shape)
            }
            Self::BatchNorm(_) => unreachable!("the recipe's rules refuse a penalty with batch norm"),
            Self::SampleNorm(layer) => layer.linearize(input),
            Self::Activation(layer) => {
                let slope = Saved::Slope(layer.function.slope(input.clone()));
                (layer.function.apply(input), slope)
            }
            Self::Residual(layer) => layer.linearize(input),
            Self::Concat(layer) => layer.linearize(input),
        }
    }

    /// Takes the gradient of the output to that of the input, at the input that `saved` saw.
    pub fn vjp(&self, saved: Saved, gradient: Tensor<4>) -> Tensor<4> {
        match (self, saved) {
            (Self::Linear(layer), Saved::Shape(shape)) => layer.vjp(shape, gradient),
            (Self::Strided(layer), Saved::Shape(shape)) => layer.vjp(shape, gradient),
            (Self::Resample(layer), Saved::Shape(shape)) => layer.kind.vjp(shape, gradient),
            (Self::Projection(layer), Saved::Shape(shape)) => layer.vjp(shape, gradient),
            (Self::SampleNorm(layer), Saved::Normalised { values, inverse_deviation }) => {
                layer.vjp(values, inverse_deviation, gradient)
            }
            (Self::Activation(_), Saved::Slope(slope)) => gradient * slope,
            (Self::Residual(layer), Saved::Branches(branches)) => layer.vjp(branches, gradient),
            (Self::Concat(layer), Saved::Branches(branches)) => layer.vjp(branches, gradient),
            _ => unreachable!("a saved is pulled back through the layer that left it"),
        }
    }

    /// Whether the slope of the output stays the same in a neighbourhood of almost every input.
    pub fn is_piecewise_linear(&self) -> bool {
        match self {
            Self::Linear(_) | Self::Strided(_) | Self::Resample(_) | Self::Projection(_) => true,
            Self::BatchNorm(_) | Self::SampleNorm(_) => false,
            Self::Activation(layer) => layer.function.is_piecewise_linear(),
            Self::Residual(layer) => layer.branch.is_piecewise_linear(),
            Self::Concat(layer) => layer.branches.iter().all(super::Sequential::is_piecewise_linear),
        }
    }

    /// One more power iteration on every spectrally normalised weight.
    pub fn advance_power_iteration(self) -> Self {
        match self {
            Self::Linear(layer) => Self::Linear(layer.advance_power_iteration()),
            Self::Strided(layer) => Self::Strided(layer.advance_power_iteration()),
            Self::Residual(layer) => Self::Residual(layer.advance_power_iteration()),
            Self::Concat(layer) => Self::Concat(layer.advance_power_iteration()),
            Self::Projection(layer) => Self::Projection(layer.advance_power_iteration()),
            layer => layer,
        }
    }

    /// For a batch of samples of these classes, where the layer asks for them.
    pub fn of_classes(self, labels: &[u8]) -> Self {
        match self {
            Self::Projection(layer) => Self::Projection(layer.of_classes(labels)),
            layer => layer,
        }
    }
}
