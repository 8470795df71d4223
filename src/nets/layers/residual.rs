//! A net beside its own input, or beside another net on the same input.

use super::{Given, LayerKind, Saved, Shape};
use crate::nets::Sequential;
use burn::{module::Module, tensor::Tensor};

/// y = S(x) + F(x) (He et al. 2015, arXiv:1512.03385, eq. 1 and 2).
#[derive(Module, Debug)]
pub struct Residual {
    /// F.
    pub branch: Sequential,
    /// S, where F changes the shape; else x itself.
    pub shortcut: Option<Sequential>,
}

impl LayerKind for Residual {
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        let beside = match &self.shortcut {
            Some(shortcut) => shortcut.forward_given(input.clone(), given),
            None => input.clone(),
        };
        beside + self.branch.forward_given(input, given)
    }

    fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let (output, branch) = self.branch.linearize(input.clone(), given);
        match &self.shortcut {
            Some(shortcut) => {
                let (beside, shortcut) = shortcut.linearize(input, given);
                (beside + output, Saved::Residual { branch, shortcut })
            }
            None => (input + output, Saved::Residual { branch, shortcut: Vec::new() }),
        }
    }

    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        let [branch, shortcut] = saved.residual();
        let beside = match &self.shortcut {
            Some(net) => net.vjp(shortcut, cotangent.clone(), given),
            None => cotangent.clone(),
        };
        beside + self.branch.vjp(branch, cotangent, given)
    }

    fn nets(&self) -> Vec<&Sequential> {
        [Some(&self.branch), self.shortcut.as_ref()].into_iter().flatten().collect()
    }

    fn map_nets(self, map: &dyn Fn(Sequential) -> Sequential) -> Self {
        Self { branch: map(self.branch), shortcut: self.shortcut.map(map) }
    }

    fn macs(&self, shape: Shape) -> (u64, Shape) {
        let (branch, output) = self.branch.macs(shape);
        let shortcut = self.shortcut.as_ref().map_or(0, |net| net.macs(shape).0);
        (branch + shortcut, output)
    }
}
