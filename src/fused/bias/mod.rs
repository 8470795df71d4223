//! A number for each channel, added to all of it; its gradient is a channel's sum.

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

/// Biases on a backend that differentiates, or on one that does not.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait Bias: Backend {
    /// `[batch, channel, height, width]` with `bias`, `[channel]`, added.
    fn add_bias(input: FloatTensor<Self>, bias: FloatTensor<Self>) -> FloatTensor<Self>;
}

/// The derivative, on a backend that does not differentiate itself.
trait Derivative: Bias {
    /// The gradient of the bias, from that of the output: the sum of each channel.
    fn backward(gradient: FloatTensor<Self>) -> FloatTensor<Self>;
}

/// `[batch, channel, height, width]` with `bias`, `[channel]`, added.
pub fn add_bias(input: Tensor<4>, bias: Tensor<1>) -> Tensor<4> {
    Tensor::from_dispatch(<Dispatch as Bias>::add_bias(input.into_dispatch(), bias.into_dispatch()))
}
