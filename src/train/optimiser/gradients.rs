//! A net's gradients on their way from the backward pass to its weights.

use crate::{
    nets::Sequential,
    train::{reduce::Reduce, weights::Path},
};
use burn::{
    module::{Module, ModuleVisitor, Param},
    tensor::{Gradients, Tensor},
};

/// The gradient of a weight, flat, by its path.
pub type Gradient = (String, Tensor<1>);

/// The part of `gradients` that is `net`'s, in the order of its weights, each passed through `reduce`.
pub fn reduced(net: &Sequential, gradients: &mut Gradients, reduce: &dyn Reduce) -> Vec<Gradient> {
    let mut reduced = Reduced { path: Path::default(), gradients, reduce, found: Vec::new() };
    net.visit(&mut reduced);
    reduced.found
}

/// `gradients`, all multiplied by one number where together they are longer than `longest`.
pub fn clip_grad_norm(gradients: Vec<Gradient>, longest: f64) -> Vec<Gradient> {
    let squares = gradients.iter().map(|(_, gradient)| gradient.clone().square().sum());
    let Some(square) = squares.reduce(|sum, square| sum + square) else {
        return gradients;
    };
    let scale = ((square + 1e-12).sqrt().recip() * longest).clamp_max(1.0);
    gradients.into_iter().map(|(name, gradient)| (name, gradient * scale.clone())).collect()
}

struct Reduced<'a> {
    path: Path,
    gradients: &'a mut Gradients,
    reduce: &'a dyn Reduce,
    found: Vec<Gradient>,
}

impl ModuleVisitor for Reduced<'_> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, container: &str) {
        self.path.exit(container);
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        // Running statistics have none.
        if let Some(gradient) = param.val().grad_remove(self.gradients) {
            let name = self.path.name();
            let gradient = self.reduce.mean(&name, gradient.flatten(0, D - 1));
            self.found.push((name, gradient));
        }
    }
}
