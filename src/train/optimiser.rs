//! Adam over a net's weights, with its moments by name so that a checkpoint can hold them.

use super::weights::{Named, Path};
use crate::{nets::Stack, recipe::Recipe};
use burn::{
    module::{Module, ModuleMapper, Param},
    optim::{Adam, AdamConfig, AdamState, AdaptiveMomentumState, Optimizer},
    tensor::{Gradients, Tensor},
};
use std::collections::BTreeMap;

/// As in Kingma & Ba 2014, arXiv:1412.6980; Burn's own default is 1e-5.
const EPSILON: f32 = 1e-8;

/// Adam (Kingma & Ba 2014, Algorithm 1) with its moments.
pub struct Optimiser {
    adam: Adam,
    moments: BTreeMap<String, AdamState<1>>,
}

impl Optimiser {
    /// Adam with `recipe`'s betas, before its first step.
    pub fn new(recipe: &Recipe) -> Self {
        let config = AdamConfig::new()
            .with_beta_1(recipe.beta1 as f32)
            .with_beta_2(recipe.beta2 as f32)
            .with_epsilon(EPSILON);
        Self { adam: config.build(), moments: BTreeMap::new() }
    }

    /// Moves `net`'s weights by one step of length `rate` against `gradients`.
    pub fn step(&mut self, net: &mut Stack, rate: f64, gradients: Gradients) {
        let mut update = Update { optimiser: self, path: Path::default(), rate, gradients };
        *net = net.clone().map(&mut update);
    }

    /// Steps taken.
    pub fn steps(&self) -> usize {
        self.moments.values().next().map_or(0, |state| state.momentum.time)
    }

    /// Both moments of every weight, flat.
    pub fn moments(&self) -> Vec<Named> {
        let named = |name: &str, moment: &str, values: &Tensor<1>| Named {
            name: format!("{name}.{moment}"),
            shape: values.dims().to_vec(),
            values: values.clone(),
        };
        self.moments
            .iter()
            .flat_map(|(name, AdamState { momentum })| {
                [named(name, "moment_1", &momentum.moment_1), named(name, "moment_2", &momentum.moment_2)]
            })
            .collect()
    }

    /// Takes over the moments of the weight `name` after `steps` steps.
    pub fn restore(&mut self, name: &str, steps: usize, first: Tensor<1>, second: Tensor<1>) {
        let momentum = AdaptiveMomentumState::new(steps, first, second);
        self.moments.insert(name.to_owned(), AdamState::new(momentum));
    }
}

struct Update<'a> {
    optimiser: &'a mut Optimiser,
    path: Path,
    rate: f64,
    gradients: Gradients,
}

impl ModuleMapper for Update<'_> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, container: &str) {
        self.path.exit(container);
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let name = self.path.name();
        param.map(|tensor| {
            // Running statistics have no gradient and stay as they are.
            let Some(gradient) = tensor.grad_remove(&mut self.gradients) else {
                return tensor;
            };
            let shape = tensor.dims();
            let state = self.optimiser.moments.remove(&name);
            let (values, state) = self.optimiser.adam.step(
                self.rate,
                tensor.inner().flatten(0, D - 1),
                gradient.flatten(0, D - 1),
                state,
            );
            self.optimiser.moments.extend(state.map(|state| (name, state)));
            Tensor::from_inner(values.reshape(shape)).require_grad()
        })
    }
}
