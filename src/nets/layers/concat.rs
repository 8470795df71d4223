//! Several nets on one input, their channels one after the other.

use super::{Given, LayerKind, Saved, Shape};
use crate::nets::Sequential;
use burn::{module::Module, tensor::Tensor};

/// y = [F1(x), F2(x), ..], along the channels.
#[derive(Module, Debug)]
pub struct Concat {
    /// The nets, in the order of their channels.
    pub branches: Vec<Sequential>,
}

impl LayerKind for Concat {
    fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        let outputs = self.branches.iter().map(|branch| branch.forward_given(input.clone(), given));
        Tensor::cat(outputs.collect(), 1)
    }

    fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let passes = self.branches.iter().map(|branch| {
            let (output, saved) = branch.linearize(input.clone(), given);
            let [_, channels, ..] = output.dims();
            (output, (channels, saved))
        });
        let (outputs, saved): (Vec<_>, Vec<_>) = passes.unzip();
        (Tensor::cat(outputs, 1), Saved::Branches(saved))
    }

    fn vjp(&self, saved: Saved, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        let mut from = 0;
        let gradients = self.branches.iter().zip(saved.branches()).map(|(branch, (channels, saved))| {
            let part = cotangent.clone().narrow(1, from, channels);
            from += channels;
            branch.vjp(saved, part, given)
        });
        gradients.reduce(|sum, gradient| sum + gradient).expect("a layer of at least one branch")
    }

    fn macs(&self, shape: Shape) -> (u64, Shape) {
        self.branches.iter().map(|branch| branch.macs(shape)).fold(
            (0, [0; 3]),
            |(sum, [before, ..]), (macs, [channels, rows, columns])| {
                (sum + macs, [before + channels, rows, columns])
            },
        )
    }

    fn nets(&self) -> Vec<&Sequential> {
        self.branches.iter().collect()
    }

    fn map_nets(self, map: &dyn Fn(Sequential) -> Sequential) -> Self {
        Self { branches: self.branches.into_iter().map(map).collect() }
    }
}
