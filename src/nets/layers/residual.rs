//! A net beside its own input.

use super::{Given, Saved, Shape};
use crate::nets::Sequential;
use burn::{module::Module, tensor::Tensor};

/// y = x + F(x) (He et al. 2015, arXiv:1512.03385); F keeps the shape.
#[derive(Module, Debug)]
pub struct Residual {
    /// F.
    pub branch: Sequential,
}

impl Residual {
    pub fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        input.clone() + self.branch.forward_given(input, given)
    }

    pub fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let (output, saved) = self.branch.linearize(input.clone(), given);
        (input + output, Saved::Branch(saved))
    }

    pub fn vjp(&self, saved: Vec<Saved>, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        cotangent.clone() + self.branch.vjp(saved, cotangent, given)
    }

    pub fn macs(&self, shape: Shape) -> (u64, Shape) {
        self.branch.macs(shape)
    }

    pub fn advance_power_iteration(self) -> Self {
        Self { branch: self.branch.advance_power_iteration() }
    }
}
