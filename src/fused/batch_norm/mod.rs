//! Batch norm by the statistics of the batch itself (Ioffe & Szegedy 2015, arXiv:1502.03167, Algorithm 1), and its derivative.

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

/// Batch norm on a backend that differentiates, or on one that does not.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait BatchNorm: Backend {
    /// y = gamma (x - mean) / sqrt(variance + epsilon) + beta with x `[batch, channel, height, width]`; and mean and biased
    /// variance of each channel, `[2, channel]`, as constants.
    fn batch_norm(
        input: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        beta: FloatTensor<Self>,
        epsilon: f32,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);
}

/// The derivative, on a backend that does not differentiate itself.
trait Derivative: BatchNorm {
    /// The gradients of input, gamma and beta, from that of the output. With v the normalised input and g the output's
    /// gradient, they are gamma (g - mean(g) - v mean(g v)) / deviation, sum(g v) and sum(g).
    fn backward(
        input: FloatTensor<Self>,
        gamma: FloatTensor<Self>,
        statistics: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
        epsilon: f32,
    ) -> [FloatTensor<Self>; 3];
}

/// `input` normalised by the statistics of its batch, and those, `[2, channel]`: mean and biased variance, off the graph.
pub fn batch_norm(
    input: Tensor<4>,
    gamma: Tensor<1>,
    beta: Tensor<1>,
    epsilon: f64,
) -> (Tensor<4>, Tensor<2>) {
    let (gamma, beta) = (gamma.into_dispatch(), beta.into_dispatch());
    let (output, statistics) =
        <Dispatch as BatchNorm>::batch_norm(input.into_dispatch(), gamma, beta, epsilon as f32);
    (Tensor::from_dispatch(output), Tensor::from_dispatch(statistics))
}
