//! Softmax along the last axis: Burn takes five kernels, and a dozen back.

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

/// Softmax on a backend that differentiates, or on one that does not.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait Softmax: Backend {
    /// Each number's exponential over the sum of those along the last axis.
    fn along_rows(input: FloatTensor<Self>) -> FloatTensor<Self>;
}

/// The derivative, on a backend that does not differentiate itself.
trait Derivative: Softmax {
    /// The gradient of the input, from the output y and its gradient g: y (g - sum(y g)).
    fn backward(output: FloatTensor<Self>, gradient: FloatTensor<Self>) -> FloatTensor<Self>;
}

/// Each number's exponential over the sum of those along the last axis, of numbers that are all finite.
pub fn softmax<const D: usize>(input: Tensor<D>) -> Tensor<D> {
    Tensor::from_dispatch(<Dispatch as Softmax>::along_rows(input.into_dispatch()))
}
