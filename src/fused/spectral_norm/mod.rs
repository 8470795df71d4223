//! A weight over its largest singular value, and the power iteration that finds that one's vectors (Miyato et al. 2018,
//! arXiv:1802.05957, Algorithm 1).
//!
//! A weight has four axes and is seen as a matrix: the first axis counts its rows, the others its columns. Composed of matrix
//! products, each pass would copy it first where its channels lie innermost.

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

/// What is added to a length before it divides.
const EPSILON: f32 = 1e-12;

/// Spectral normalisation on a backend that differentiates, or on one that does not.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"), Autodiff)]
pub trait SpectralNorm: Backend {
    /// W / sigma with sigma = u' W v, and W v, `[rows]`, as a constant. The vectors are constants, too.
    fn spectral_norm(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
        v: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);
}

/// The derivative, on a backend that does not differentiate itself.
trait Derivative: SpectralNorm {
    /// The gradient of the weight, from the output's G: G / sigma - sum(G W) / sigma^2 u v'.
    fn backward(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
        v: FloatTensor<Self>,
        products: FloatTensor<Self>,
        gradient: FloatTensor<Self>,
    ) -> FloatTensor<Self>;
}

/// A backend that iterates, off the graph.
#[backend_extension(Flex, Cube: cfg(feature = "gpu"))]
pub trait PowerIteration: Backend {
    /// u = W v and v = W' u, each made one long, v first.
    fn power_iteration(
        weight: FloatTensor<Self>,
        u: FloatTensor<Self>,
    ) -> (FloatTensor<Self>, FloatTensor<Self>);
}

/// `weight` over u' W v. `u` is `[rows]`, `v` is `[columns]`, and both are constants.
pub fn spectral_norm(weight: Tensor<4>, u: Tensor<1>, v: Tensor<1>) -> Tensor<4> {
    let (u, v) = (u.into_dispatch(), v.into_dispatch());
    let (output, _) = <Dispatch as SpectralNorm>::spectral_norm(weight.into_dispatch(), u, v);
    Tensor::from_dispatch(output)
}

/// `u`, `[rows]`, and v, `[columns]`, one iteration closer to the singular vectors of `weight`; all off the graph.
pub fn power_iteration(weight: Tensor<4>, u: Tensor<1>) -> (Tensor<1>, Tensor<1>) {
    let (u, v) = <Dispatch as PowerIteration>::power_iteration(weight.into_dispatch(), u.into_dispatch());
    (Tensor::from_dispatch(u), Tensor::from_dispatch(v))
}
