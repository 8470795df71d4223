//! Spectral normalisation: a weight over its largest singular value, so that a layer stretches nothing.
//!
//! Miyato et al. 2018, arXiv:1802.05957, Algorithm 1. The two singular vectors follow the weight by one
//! power iteration an update; they are constants, and the gradient flows through sigma = u' W v.

use crate::{
    fused::{power_iteration, spectral_norm},
    nets::Init,
};
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// Iterations before the first step: from random vectors, one would leave sigma far too small.
const FIRST_ITERATIONS: usize = 15;

/// The singular vectors of a weight of four axes seen as a matrix: its first axis counts the rows, the others the columns.
#[derive(Module, Debug)]
pub struct Spectral {
    /// `[rows]`, of length one.
    pub u: Param<Tensor<1>>,
    /// `[columns]`, of length one.
    pub v: Param<Tensor<1>>,
}

impl Spectral {
    /// From a random u, close to the singular vectors of `weight`.
    pub fn of(weight: Tensor<4>, init: &Init) -> Self {
        let [rows, columns @ ..] = weight.dims();
        let columns = columns.iter().product();
        let start =
            Self { u: constant(init.normal("spectral.u", [rows])), v: constant(init.zeros([columns])) };
        (0..FIRST_ITERATIONS).fold(start, |spectral, _| spectral.advanced(weight.clone()))
    }

    /// One more power iteration: v = W'u and u = Wv, each made one long.
    pub fn advanced(self, weight: Tensor<4>) -> Self {
        let (u, v) = power_iteration(weight.inner(), self.u.val().inner());
        Self { u: replaced(self.u, u), v: replaced(self.v, v) }
    }

    /// `weight` over its largest singular value, on its graph.
    pub fn normalised(&self, weight: Tensor<4>) -> Tensor<4> {
        spectral_norm(weight, self.u.val(), self.v.val())
    }
}

/// [`Spectral::normalised`] of a weight of two axes, where it has vectors.
pub fn normalised_matrix(spectral: Option<&Spectral>, weight: Tensor<2>) -> Tensor<2> {
    match spectral {
        Some(spectral) => spectral.normalised(with_four_axes(weight)).flatten(1, 3),
        None => weight,
    }
}

/// A weight of two axes, with two of one number behind them.
pub fn with_four_axes(weight: Tensor<2>) -> Tensor<4> {
    weight.unsqueeze_dims(&[2, 3])
}

fn constant(values: Param<Tensor<1>>) -> Param<Tensor<1>> {
    values.set_require_grad(false)
}

fn replaced(param: Param<Tensor<1>>, values: Tensor<1>) -> Param<Tensor<1>> {
    param.map(|old| if old.is_autodiff() { Tensor::from_inner(values.clone()) } else { values.clone() })
}
