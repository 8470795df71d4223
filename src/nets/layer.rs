//! A layer of any kind, and a stack of them.

use super::{Flat, Strided};
use burn::{
    module::Module,
    nn::BatchNorm,
    tensor::{Tensor, activation},
};

/// One layer, from `[batch, channel, height, width]` to the same rank.
///
/// Batch norm uses its batch's statistics on an autodiff device, and its running ones elsewhere.
#[derive(Module, Debug)]
pub enum Layer {
    Flat(Flat),
    Strided(Strided),
    BatchNorm(BatchNorm),
    Activation(Nonlinear),
}

/// An activation as a layer.
#[derive(Module, Debug)]
pub struct Nonlinear {
    #[module(skip)]
    function: Activation,
}

/// A function of each number on its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// max(x, 0).
    Relu,
    /// x above zero, this slope below.
    LeakyRelu(f64),
    /// The hyperbolic tangent: the range of images.
    Tanh,
}

impl From<Activation> for Layer {
    fn from(function: Activation) -> Self {
        Self::Activation(Nonlinear { function })
    }
}

impl Layer {
    /// The layer's output.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Flat(layer) => layer.forward(input),
            Self::Strided(layer) => layer.forward(input),
            Self::BatchNorm(layer) => layer.forward(input),
            Self::Activation(layer) => layer.function.apply(input),
        }
    }
}

impl Activation {
    fn apply(self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Relu => activation::relu(input),
            // Burn's own leaky_relu differentiates through masks, which take flex a tenth of a DCGAN step.
            Self::LeakyRelu(slope) => activation::relu(input.clone()) * (1.0 - slope) + input * slope,
            Self::Tanh => activation::tanh(input),
        }
    }
}

/// Layers one after the other.
#[derive(Module, Debug)]
pub struct Stack {
    layers: Vec<Layer>,
}

impl Stack {
    /// The stack of `layers`, input first.
    pub fn new(layers: Vec<Layer>) -> Self {
        Self { layers }
    }

    /// The last layer's output.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        self.layers.iter().fold(input, |input, layer| layer.forward(input))
    }
}
