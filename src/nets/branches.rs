//! Layers that join stacks: a stack beside its own input, and stacks side by side.

use super::{Sequential, layer::Saved};
use burn::{module::Module, tensor::Tensor};

/// y = x + F(x) (He et al. 2015, arXiv:1512.03385); F keeps the shape.
#[derive(Module, Debug)]
pub struct Residual {
    /// F.
    pub branch: Sequential,
}

impl Residual {
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        input.clone() + self.branch.forward(input)
    }

    pub fn linearize(&self, input: Tensor<4>) -> (Tensor<4>, Saved) {
        let (output, saved) = self.branch.linearize(input.clone());
        let [_, channels, ..] = output.dims();
        (input + output, Saved::Branches(vec![(channels, saved)]))
    }

    pub fn vjp(&self, branches: Vec<(usize, Vec<Saved>)>, gradient: Tensor<4>) -> Tensor<4> {
        branches
            .into_iter()
            .fold(gradient.clone(), |sum, (_, saved)| sum + self.branch.vjp(saved, gradient.clone()))
    }

    pub fn advance_power_iteration(self) -> Self {
        Self { branch: self.branch.advance_power_iteration() }
    }
}

/// Several stacks on the same input, their channels one after the other.
#[derive(Module, Debug)]
pub struct Concat {
    /// The stacks, in the order of their channels.
    pub branches: Vec<Sequential>,
}

impl Concat {
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        side_by_side(self.branches.iter().map(|branch| branch.forward(input.clone())).collect())
    }

    pub fn linearize(&self, input: Tensor<4>) -> (Tensor<4>, Saved) {
        let passes = self.branches.iter().map(|branch| {
            let (output, saved) = branch.linearize(input.clone());
            let [_, channels, ..] = output.dims();
            (output, (channels, saved))
        });
        let (outputs, saved): (Vec<_>, Vec<_>) = passes.unzip();
        (side_by_side(outputs), Saved::Branches(saved))
    }

    pub fn vjp(&self, branches: Vec<(usize, Vec<Saved>)>, gradient: Tensor<4>) -> Tensor<4> {
        let mut from = 0;
        let gradients = self.branches.iter().zip(branches).map(|(branch, (channels, saved))| {
            let part = gradient.clone().narrow(1, from, channels);
            from += channels;
            branch.vjp(saved, part)
        });
        gradients.reduce(|sum, gradient| sum + gradient).expect("a layer of at least one branch")
    }

    pub fn advance_power_iteration(self) -> Self {
        Self { branches: self.branches.into_iter().map(Sequential::advance_power_iteration).collect() }
    }
}

/// The channels of all `parts`, one after the other. `Tensor::cat` does the same, and would be the only
/// thing in the page's download (6 kB of it) that is there for this layer alone.
fn side_by_side(parts: Vec<Tensor<4>>) -> Tensor<4> {
    let [batch, _, height, width] = parts[0].dims();
    let channels = parts.iter().map(|part| part.dims()[1]).sum();
    let mut from = 0;
    parts.iter().fold(Tensor::zeros([batch, channels, height, width], &parts[0].device()), |whole, part| {
        let [_, channels, ..] = part.dims();
        let place = from..from + channels;
        from += channels;
        whole.slice_assign([0..batch, place, 0..height, 0..width], part.clone())
    })
}
