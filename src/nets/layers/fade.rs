//! From one net over to another: what a growing net does with a level that is new.
//!
//! PGGAN, Karras et al. 2017, arXiv:1710.10196, section 2 and its figure 2.

use super::{Given, LayerKind, Saved, Shape};
use crate::nets::Sequential;
use burn::{module::Module, tensor::Tensor};

/// y = share new(x) + (1 - share) old(x).
#[derive(Module, Debug)]
pub struct Fade {
    pub new: Sequential,
    pub old: Sequential,
    /// Of the new net, 0 to 1.
    pub share: f64,
}

impl LayerKind for Fade {
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        let new = self.new.forward_given(input.clone(), given);
        new * self.share + self.old.forward_given(input, given) * (1.0 - self.share)
    }

    fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let (new, of_new) = self.new.linearize(input.clone(), given);
        let (old, of_old) = self.old.linearize(input, given);
        let output = new * self.share + old * (1.0 - self.share);
        (output, Saved::Residual { branch: of_new, shortcut: of_old })
    }

    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        let [of_new, of_old] = saved.residual();
        let new = self.new.vjp(of_new, cotangent.clone() * self.share, given);
        new + self.old.vjp(of_old, cotangent * (1.0 - self.share), given)
    }

    fn macs(&self, shape: Shape) -> (u64, Shape) {
        let ((new, output), (old, _)) = (self.new.macs(shape), self.old.macs(shape));
        (new + old, output)
    }

    fn nets(&self) -> Vec<&Sequential> {
        vec![&self.new, &self.old]
    }

    fn map_nets(self, map: &dyn Fn(Sequential) -> Sequential) -> Self {
        Self { new: map(self.new), old: map(self.old), ..self }
    }
}
