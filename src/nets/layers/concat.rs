//! Several nets on one input, their channels one after the other.

use super::{Given, Saved, Shape};
use crate::nets::Sequential;
use burn::{module::Module, tensor::Tensor};

/// y = [F1(x), F2(x), ..], along the channels.
#[derive(Module, Debug)]
pub struct Concat {
    /// The nets, in the order of their channels.
    pub branches: Vec<Sequential>,
}

impl Concat {
    pub fn forward(&self, input: Tensor<4>, given: &Given) -> Tensor<4> {
        let outputs = self.branches.iter().map(|branch| branch.forward_given(input.clone(), given));
        Tensor::cat(outputs.collect(), 1)
    }

    pub fn linearize(&self, input: Tensor<4>, given: &Given) -> (Tensor<4>, Saved) {
        let passes = self.branches.iter().map(|branch| {
            let (output, saved) = branch.linearize(input.clone(), given);
            let [_, channels, ..] = output.dims();
            (output, (channels, saved))
        });
        let (outputs, saved): (Vec<_>, Vec<_>) = passes.unzip();
        (Tensor::cat(outputs, 1), Saved::Branches(saved))
    }

    pub fn vjp(&self, saved: Vec<(usize, Vec<Saved>)>, cotangent: Tensor<4>, given: &Given) -> Tensor<4> {
        let mut from = 0;
        let gradients = self.branches.iter().zip(saved).map(|(branch, (channels, saved))| {
            let part = cotangent.clone().narrow(1, from, channels);
            from += channels;
            branch.vjp(saved, part, given)
        });
        gradients.reduce(|sum, gradient| sum + gradient).expect("a layer of at least one branch")
    }

    pub fn macs(&self, shape: Shape) -> (u64, Shape) {
        self.branches.iter().map(|branch| branch.macs(shape)).fold(
            (0, [0; 3]),
            |(sum, [before, ..]), (macs, [channels, rows, columns])| {
                (sum + macs, [before + channels, rows, columns])
            },
        )
    }

    pub fn advance_power_iteration(self) -> Self {
        Self { branches: self.branches.into_iter().map(Sequential::advance_power_iteration).collect() }
    }
}
