//! A net's gradients on their way from the backward pass to its weights.

use crate::{nets::Sequential, train::weights::Path};
use burn::{
    module::{Module, ModuleVisitor, Param},
    tensor::{Gradients, Tensor},
};

/// The part of `gradients` that is `net`'s, by path, with four axes, in the order of its weights.
pub fn of_net(net: &Sequential, gradients: &mut Gradients) -> Vec<(String, Tensor<4>)> {
    let mut collect = Collect { path: Path::default(), gradients, found: Vec::new() };
    net.visit(&mut collect);
    collect.found
}

/// `gradients`, all multiplied by one number where together they are longer than `longest`.
pub fn clip_grad_norm(gradients: Vec<Tensor<4>>, longest: f64) -> Vec<Tensor<4>> {
    let squares = gradients.iter().map(|gradient| gradient.clone().square().sum());
    let Some(square) = squares.reduce(|sum, square| sum + square) else {
        return gradients;
    };
    let scale = ((square + 1e-12).sqrt().recip() * longest).clamp_max(1.0).unsqueeze::<4>();
    gradients.into_iter().map(|gradient| gradient * scale.clone()).collect()
}

struct Collect<'a> {
    path: Path,
    gradients: &'a mut Gradients,
    found: Vec<(String, Tensor<4>)>,
}

impl ModuleVisitor for Collect<'_> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, container: &str) {
        self.path.exit(container);
    }

    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        // Running statistics have none.
        if let Some(gradient) = param.val().grad_remove(self.gradients) {
            self.found.push((self.path.name(), gradient.unsqueeze()));
        }
    }
}
