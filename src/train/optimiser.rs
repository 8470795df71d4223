//! The rules that move a net's weights, with their moments by name so that a checkpoint can hold them.

use super::{
    reduce::Reduce,
    weights::{Named, Path},
};
use crate::{
    nets::Sequential,
    recipe::{OptimiserName, Recipe},
};
use burn::{
    module::{Module, ModuleMapper, ModuleVisitor, Param},
    optim::{
        Adam, AdamConfig, AdamState, AdaptiveMomentumState, CenteredState, Optimizer, RmsProp, RmsPropConfig,
        RmsPropState, SquareAvgState,
    },
    tensor::{Gradients, Tensor},
};
use std::collections::BTreeMap;

/// As in Kingma & Ba 2014, arXiv:1412.6980, and PyTorch's RMSprop; Burn's own default is 1e-5.
const EPSILON: f32 = 1e-8;

/// A rule with the moments of every weight.
pub struct Optimiser {
    rule: Rule,
    /// The length that a gradient is cut down to; 0 is none.
    clip: f64,
    moments: BTreeMap<String, Moments>,
    updates: u64,
}

enum Rule {
    /// Kingma & Ba 2014, Algorithm 1.
    Adam(Adam),
    /// Hinton 2012, without momentum, as WGAN asks.
    RmsProp(RmsProp),
    /// Plain descent.
    Sgd,
}

/// The moving means of a weight's gradients, flat: of themselves, where the rule has it, and squared.
#[derive(Clone)]
struct Moments {
    first: Option<Tensor<1>>,
    second: Tensor<1>,
}

impl Optimiser {
    /// The rule that `recipe` names, before its first step.
    pub fn new(recipe: &Recipe) -> Self {
        let rule = match recipe.optimiser {
            OptimiserName::Adam => return Self::adam(recipe.beta1, recipe.beta2, recipe.clip_grad_norm),
            OptimiserName::Rmsprop => {
                let config = RmsPropConfig::new()
                    .with_alpha(recipe.beta2 as f32)
                    .with_momentum(0.0)
                    .with_epsilon(EPSILON);
                Rule::RmsProp(config.build())
            }
            OptimiserName::Sgd => Rule::Sgd,
        };
        Self::of(rule, recipe.clip_grad_norm)
    }

    /// Adam with these memories, gradients cut down to the length `clip`; 0 is none.
    pub fn adam(beta1: f64, beta2: f64, clip: f64) -> Self {
        let config =
            AdamConfig::new().with_beta_1(beta1 as f32).with_beta_2(beta2 as f32).with_epsilon(EPSILON);
        Self::of(Rule::Adam(config.build()), clip)
    }

    fn of(rule: Rule, clip: f64) -> Self {
        Self { rule, clip, moments: BTreeMap::new(), updates: 0 }
    }

    /// Moves `net`'s weights by one step of the learning rate `lr` against their part of `gradients`, each of which
    /// passes `reduce` first.
    pub fn step(&mut self, net: &mut Sequential, lr: f64, gradients: &mut Gradients, reduce: &dyn Reduce) {
        let scale = (self.clip > 0.0).then(|| clip_grad_norm(self.clip, net, gradients)).flatten();
        self.updates += 1;
        let mut update = Update { optimiser: self, path: Path::default(), lr, scale, gradients, reduce };
        *net = net.clone().map(&mut update);
    }

    /// Steps taken.
    pub fn updates(&self) -> u64 {
        self.updates
    }

    /// The moments of every weight, flat.
    pub fn moments(&self) -> Vec<Named> {
        let named = |name: &str, moment: &str, values: &Tensor<1>| Named {
            name: format!("{name}.{moment}"),
            shape: values.dims().to_vec(),
            values: values.clone(),
        };
        self.moments
            .iter()
            .flat_map(|(name, Moments { first, second })| {
                let first = first.as_ref().map(|first| named(name, FIRST, first));
                first.into_iter().chain([named(name, SECOND, second)])
            })
            .collect()
    }

    /// Takes over `updates` steps, and for each of these weights, by name and count of numbers, the
    /// moments that `moment` gives for a name as in [`Self::moments`].
    ///
    /// # Errors
    /// Those of `moment`.
    pub fn restore<E>(
        &mut self,
        updates: u64,
        weights: &[(String, usize)],
        moment: impl Fn(&str, usize) -> Result<Tensor<1>, E>,
    ) -> Result<(), E> {
        self.updates = updates;
        if updates == 0 || matches!(self.rule, Rule::Sgd) {
            return Ok(());
        }
        for (name, length) in weights {
            let read = |which| moment(&format!("{name}.{which}"), *length);
            let first = if matches!(self.rule, Rule::Adam(_)) { Some(read(FIRST)?) } else { None };
            self.moments.insert(name.clone(), Moments { first, second: read(SECOND)? });
        }
        Ok(())
    }

    /// A weight's numbers after a step, all flat and off the graph.
    fn moved(&mut self, name: &str, lr: f64, values: Tensor<1>, gradient: Tensor<1>) -> Tensor<1> {
        let before = self.moments.remove(name);
        let time = self.updates as usize - 1;
        let (values, after) = match &self.rule {
            Rule::Adam(adam) => {
                let state = before.and_then(|Moments { first, second }| {
                    Some(AdamState::new(AdaptiveMomentumState::new(time, first?, second)))
                });
                let (values, state) = adam.step(lr, values, gradient, state);
                let after = state.map(|state| Moments {
                    first: Some(state.momentum.moment_1),
                    second: state.momentum.moment_2,
                });
                (values, after)
            }
            Rule::RmsProp(rms_prop) => {
                let state = before.map(|Moments { second, .. }| {
                    RmsPropState::new(
                        SquareAvgState::new(second.clone()),
                        CenteredState::new(None, second),
                        None,
                    )
                });
                let (values, state) = rms_prop.step(lr, values, gradient, state);
                (values, state.map(|state| Moments { first: None, second: state.square_avg.square_avg }))
            }
            Rule::Sgd => (values - gradient * lr, None),
        };
        self.moments.extend(after.map(|after| (name.to_owned(), after)));
        values
    }
}

/// What moments are called in a checkpoint.
const FIRST: &str = "moment_1";
const SECOND: &str = "moment_2";

/// What the gradient of `net` is multiplied with to be no longer than `longest`, `[1]`.
fn clip_grad_norm(longest: f64, net: &Sequential, gradients: &Gradients) -> Option<Tensor<1>> {
    let mut squares = Squares { gradients, sum: None };
    net.visit(&mut squares);
    squares.sum.map(|sum| ((sum + 1e-12).sqrt().recip() * longest).clamp_max(1.0))
}

struct Squares<'a> {
    gradients: &'a Gradients,
    sum: Option<Tensor<1>>,
}

impl ModuleVisitor for Squares<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if let Some(gradient) = param.val().grad(self.gradients) {
            let square = gradient.square().sum();
            self.sum = Some(match self.sum.take() {
                Some(sum) => sum + square,
                None => square,
            });
        }
    }
}

struct Update<'a> {
    optimiser: &'a mut Optimiser,
    path: Path,
    lr: f64,
    scale: Option<Tensor<1>>,
    gradients: &'a mut Gradients,
    reduce: &'a dyn Reduce,
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
            let Some(gradient) = tensor.grad_remove(self.gradients) else {
                return tensor;
            };
            let shape = tensor.dims();
            let mut gradient = self.reduce.mean(&name, gradient.flatten(0, D - 1));
            if let Some(scale) = &self.scale {
                gradient = gradient * scale.clone();
            }
            let values = self.optimiser.moved(&name, self.lr, tensor.inner().flatten(0, D - 1), gradient);
            Tensor::from_inner(values.reshape(shape)).require_grad()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        nets::{Init, Linear},
        train::reduce::Alone,
    };
    use burn::tensor::Device;

    /// The only weight of a net after steps of `rate` 0.1 against these gradients, less what it was.
    fn moves(settings: &str, gradients: &[f32]) -> Vec<f64> {
        let recipe = Recipe::from_query(&format!("variant=vanilla&{settings}")).unwrap();
        let device = Device::flex().autodiff();
        let flat = Linear { bias: None, ..Linear::fan_in(1, [1, 1, 1], &Init::new(1, &device)) };
        let mut net = Sequential::new(vec![flat.into()]);
        let mut optimiser = Optimiser::new(&recipe);
        // With an input of g the output is g w, and its gradient in w is g.
        let output = |net: &Sequential, input: f32| {
            net.forward(Tensor::<1>::from_floats([input], &device).reshape([1, 1, 1, 1])).sum()
        };
        let weight = |net: &Sequential| output(net, 1.0).into_data().iter::<f64>().next().unwrap();
        let start = weight(&net);
        gradients
            .iter()
            .map(|&gradient| {
                let mut gradients = output(&net, gradient).backward();
                optimiser.step(&mut net, 0.1, &mut gradients, &Alone);
                weight(&net) - start
            })
            .collect()
    }

    fn assert_close(found: &[f64], expected: &[f64]) {
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
        }
    }

    #[test]
    fn plain_descent_goes_by_the_gradient() {
        assert_close(&moves("optimiser=sgd", &[2.0, -1.0]), &[-0.2, -0.1]);
    }

    #[test]
    fn adam_begins_with_a_whole_step_whatever_the_gradients_size() {
        assert_close(&moves("optimiser=adam", &[0.003]), &[-0.1]);
        // Kingma & Ba, Algorithm 1 by hand: beta 1 of 0.5, beta 2 of 0.9, gradients 1 and 3.
        let (first, second) = ((0.5 * 0.5 + 0.5 * 3.0) / 0.75, (0.9 * 0.1 + 0.1 * 9.0) / 0.19);
        let expected = -0.1 - 0.1 * first / f64::sqrt(second);
        assert_close(&moves("beta1=0.5&beta2=0.9", &[1.0, 3.0])[1..], &[expected]);
    }

    #[test]
    fn rmsprop_divides_by_the_root_of_the_mean_square_and_has_no_momentum() {
        let (first, second): (f64, f64) = (0.1, 0.9 * 0.1 + 0.1 * 4.0);
        let expected = [-0.1 / first.sqrt(), -0.1 / first.sqrt() - 0.1 * 2.0 / second.sqrt()];
        assert_close(&moves("optimiser=rmsprop&beta2=0.9", &[1.0, 2.0]), &expected);
    }

    #[test]
    fn a_gradient_is_cut_down_to_its_longest_and_a_short_one_is_left() {
        assert_close(&moves("optimiser=sgd&clip_grad_norm=0.5", &[40.0, -0.3]), &[-0.05, -0.02]);
    }
}
