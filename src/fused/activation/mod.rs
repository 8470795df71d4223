//! Functions of each number on its own whose slope can be read from their value, so that nothing else need be kept.
//!
//! Composed of Burn's, a leaky rectifier or an ELU takes nine to fifteen passes over the numbers, forwards and back.

mod autodiff;
#[cfg(feature = "gpu")]
mod cube;
mod flex;

use burn::{
    backend::{
        // The macro names both by their bare names.
        Backend,
        Dispatch,
        backend_extension,
        tensor::FloatTensor,
    },
    tensor::Tensor,
};

/// Which function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    /// x above zero, this slope, which is not negative, below.
    LeakyRelu(f32),
    /// x above zero, exp(x) - 1 below (Clevert et al. 2015, arXiv:1511.07289, with alpha 1).
    Elu,
    /// 1 / (1 + exp(-x)).
    Sigmoid,
    /// ln(1 + exp(x)).
    Softplus,
    /// The hyperbolic tangent.
    Tanh,
}

/// Activation on a backend that differentiates, or on one that does not.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait Activate: Backend {
    /// The function at every number.
    fn activate(input: FloatTensor<Self>, function: Function) -> FloatTensor<Self>;
}

/// The derivative, on a backend that does not differentiate itself.
trait Derivative: Activate {
    /// The gradient of the input, from the output and its gradient.
    fn backward(
        output: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        function: Function,
    ) -> FloatTensor<Self>;
}

/// The function at every number.
pub fn activate(input: Tensor<4>, function: Function) -> Tensor<4> {
    Tensor::from_dispatch(<Dispatch as Activate>::activate(input.into_dispatch(), function))
}

/// max(x, 0) at every number.
pub fn relu(input: Tensor<4>) -> Tensor<4> {
    activate(input, Function::LeakyRelu(0.0))
}

/// 1 / (1 + exp(-x)) at every number.
pub fn sigmoid(input: Tensor<4>) -> Tensor<4> {
    activate(input, Function::Sigmoid)
}

/// ln(1 + exp(x)) at every number.
pub fn softplus(input: Tensor<4>) -> Tensor<4> {
    activate(input, Function::Softplus)
}
