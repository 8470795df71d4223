//! Orthogonal regularisation: the generator's filters are pulled towards right angles, whatever their lengths.
//!
//! BigGAN, Brock et al. 2019, arXiv:1809.11096, eq. 3: R(W) = beta |WW' * (1 - I)|^2, in the Frobenius norm, with a row of W
//! for each output. Latents near the prior's mean, as truncation draws them, else meet filters that only work together for
//! latents of the length that training draws. Embeddings of classes are left out, as in the paper's code.

use super::{GeneratorRound, Term};
use crate::{
    game::{Metrics, loss::Scalar, state::record},
    nets::Sequential,
    recipe::parts::Orthogonality,
};
use burn::{
    module::{Module, ModuleVisitor, Param},
    tensor::Tensor,
};

impl Term for Orthogonality {
    fn generator(&self, round: &mut GeneratorRound, metrics: &mut Metrics) -> Option<Scalar> {
        let term = overlap(round.generator)? * self.weight;
        record(metrics, "orthogonality", &term);
        Some(term)
    }
}

/// The sum of squares of WW' off its diagonal, over all weights of `net`'s layers; nothing where it has none.
pub fn overlap(net: &Sequential) -> Option<Scalar> {
    let mut matrices = Matrices::default();
    net.visit(&mut matrices);
    matrices.found.into_iter().map(off_diagonal).reduce(|sum, term| sum + term)
}

fn off_diagonal(matrix: Tensor<2>) -> Scalar {
    let [rows, columns] = matrix.dims();
    if rows > columns {
        // WW' and the smaller W'W have one sum of squares, and the diagonal of WW' holds the squared lengths of the rows. That
        // many rows are far from orthogonal, so that the difference keeps its digits.
        let lengths = matrix.clone().square().sum_dim(1);
        return matrix.clone().transpose().matmul(matrix).square().sum() - lengths.square().sum();
    }
    let others = -Tensor::<2>::eye(rows, &matrix.device()) + 1.0;
    (matrix.clone().matmul(matrix.transpose()) * others).square().sum()
}

/// A row for each part along the first axis.
fn rows<const D: usize>(weight: Tensor<D>) -> Tensor<2> {
    let count = weight.dims()[0];
    let numbers = weight.shape().num_elements();
    weight.reshape([count, numbers / count])
}

/// The weights of a net's layers as matrices, a row for each output.
#[derive(Default)]
struct Matrices {
    /// The kinds of modules that lead here, outermost first, and the name of the last part.
    place: Vec<(String, String)>,
    found: Vec<Tensor<2>>,
}

impl ModuleVisitor for Matrices {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.place.push((container.to_owned(), name.to_owned()));
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.place.pop();
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        let Some((container, name)) = self.place.last() else { return };
        if name != "weight" {
            return;
        }
        let weight = param.val();
        self.found.push(match container.as_str() {
            "Struct:Linear" => rows(weight).transpose(),
            "Struct:ConvTranspose2d" => rows(weight.swap_dims(0, 1)),
            _ => rows(weight),
        });
    }
}
