//! Functions of each number on its own, with their slopes.

use super::{Given, Layer, LayerKind, Saved};
use crate::fused::{Function, activate, relu, sigmoid, softplus};
use burn::{module::Module, tensor::Tensor};

/// A function of each number on its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// max(x, 0).
    Relu,
    /// x above zero, this slope below.
    LeakyRelu(f64),
    /// x above zero, exp(x) - 1 below (Clevert et al. 2015, arXiv:1511.07289, with alpha 1).
    Elu,
    /// ln(1 + exp(x)).
    Softplus,
    /// x sigmoid(x) (Elfwing et al. 2017, arXiv:1702.03118).
    Silu,
    /// The hyperbolic tangent: the range of images.
    Tanh,
}

impl Activation {
    /// The function at every number.
    pub fn apply(self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Relu => relu(input),
            Self::LeakyRelu(slope) => activate(input, Function::LeakyRelu(slope as f32)),
            Self::Elu => activate(input, Function::Elu),
            Self::Softplus => softplus(input),
            Self::Silu => sigmoid(input.clone()) * input,
            Self::Tanh => activate(input, Function::Tanh),
        }
    }

    /// Its derivative at every number.
    pub fn slope(self, input: Tensor<4>) -> Tensor<4> {
        match self {
            Self::Relu => input.greater_elem(0.0).float(),
            Self::LeakyRelu(slope) => input.greater_elem(0.0).float() * (1.0 - slope) + slope,
            // exp(min(x, 0)), of rectifiers, which differentiate faster than a clamp.
            Self::Elu => (-relu(-input)).exp(),
            Self::Softplus => sigmoid(input),
            Self::Silu => {
                let gate = sigmoid(input.clone());
                gate.clone() * (input * (-gate + 1.0) + 1.0)
            }
            Self::Tanh => -self.apply(input).square() + 1.0,
        }
    }

    /// Whether the slope only jumps.
    pub fn is_piecewise_linear(self) -> bool {
        matches!(self, Self::Relu | Self::LeakyRelu(_))
    }
}

/// An activation as a layer.
#[derive(Module, Debug)]
pub struct Nonlinear {
    #[module(skip)]
    function: Activation,
}

impl From<Activation> for Layer {
    fn from(function: Activation) -> Self {
        Nonlinear { function }.into()
    }
}

impl LayerKind for Nonlinear {
    fn forward(&self, input: Tensor<4>, _given: &Given) -> Tensor<4> {
        self.function.apply(input)
    }

    fn linearize(&self, input: Tensor<4>, _given: &Given) -> (Tensor<4>, Saved) {
        let slope = Saved::Slope(self.function.slope(input.clone()));
        (self.function.apply(input), slope)
    }

    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, _given: &Given) -> Tensor<4> {
        cotangent * saved.slope()
    }

    fn is_piecewise_linear(&self) -> bool {
        self.function.is_piecewise_linear()
    }
}
