//! Spectral normalisation: a weight over its largest singular value, so that a layer stretches nothing.
//!
//! Miyato et al. 2018, arXiv:1802.05957, Algorithm 1. The two singular vectors follow the weight by one
//! power iteration an update; they are constants, and the gradient flows through sigma = u' W v.

use crate::nets::Init;
use burn::{
    module::{Module, Param},
    tensor::Tensor,
};

/// Iterations before the first step: from random vectors, one would leave sigma far too small.
const FIRST_ITERATIONS: usize = 15;
const EPSILON: f64 = 1e-12;

/// The singular vectors of a weight seen as a matrix of `rows` and `columns`.
#[derive(Module, Debug)]
pub struct Spectral {
    /// `[rows]`, of length one.
    pub u: Param<Tensor<1>>,
    /// `[columns]`, of length one.
    pub v: Param<Tensor<1>>,
}

impl Spectral {
    /// From a random u, close to the singular vectors of `matrix` `[rows, columns]`.
    pub fn of(matrix: Tensor<2>, init: &Init) -> Self {
        let [rows, columns] = matrix.dims();
        let start =
            Self { u: constant(init.normal("spectral.u", [rows])), v: constant(init.zeros([columns])) };
        (0..FIRST_ITERATIONS).fold(start, |spectral, _| spectral.advanced(matrix.clone()))
    }

    /// One more power iteration: v = W'u and u = Wv, each made one long.
    pub fn advanced(self, matrix: Tensor<2>) -> Self {
        let matrix = matrix.inner();
        let column = self.u.val().inner().unsqueeze_dim::<2>(1);
        let v = unit(matrix.clone().transpose().matmul(column));
        let u = unit(matrix.matmul(v.clone()));
        Self { u: replaced(self.u, u.flatten(0, 1)), v: replaced(self.v, v.flatten(0, 1)) }
    }

    /// The largest singular value of `matrix`, on its graph: u' W v.
    pub fn sigma(&self, matrix: Tensor<2>) -> Tensor<1> {
        let row = self.u.val().unsqueeze_dim::<2>(0);
        let column = self.v.val().unsqueeze_dim::<2>(1);
        row.matmul(matrix).matmul(column).flatten(0, 1)
    }
}

/// `weight` over the largest singular value of `matrix`, the same numbers as a matrix.
pub fn normalised<const D: usize>(
    spectral: Option<&Spectral>,
    weight: Tensor<D>,
    matrix: impl Fn(Tensor<D>) -> Tensor<2>,
) -> Tensor<D> {
    match spectral {
        Some(spectral) => {
            let sigma = spectral.sigma(matrix(weight.clone()));
            weight / sigma.reshape([1; D])
        }
        None => weight,
    }
}

fn unit(column: Tensor<2>) -> Tensor<2> {
    let length = column.clone().square().sum_dim(0).sqrt() + EPSILON;
    column / length
}

fn constant(values: Param<Tensor<1>>) -> Param<Tensor<1>> {
    values.set_require_grad(false)
}

fn replaced(param: Param<Tensor<1>>, values: Tensor<1>) -> Param<Tensor<1>> {
    param.map(|old| if old.is_autodiff() { Tensor::from_inner(values.clone()) } else { values.clone() })
}
