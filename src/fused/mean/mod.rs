//! The mean over all numbers, of scores most of all: Burn takes an axis after the other, and four kernels back.

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
    tensor::{Shape, Tensor},
};

/// The mean on a backend that differentiates, or on one that does not.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait Mean: Backend {
    /// The mean over all numbers, `[1]`.
    fn mean(input: FloatTensor<Self>) -> FloatTensor<Self>;
}

/// The derivative, on a backend that does not differentiate itself.
trait Derivative: Mean {
    /// The gradient of the input, of `shape`, from that of the mean: its share for each number.
    fn backward(gradient: FloatTensor<Self>, shape: Shape) -> FloatTensor<Self>;
}

/// The mean over all numbers. On a GPU one workgroup takes it: for scores and small images.
pub fn mean(input: Tensor<4>) -> Tensor<1> {
    Tensor::from_dispatch(<Dispatch as Mean>::mean(input.into_dispatch()))
}
