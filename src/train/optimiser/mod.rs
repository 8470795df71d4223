//! What moves a net's weights: a rule for each group of them, its moments by name so that a checkpoint can hold them.
//!
//! ```text
//! gradients     from the backward pass, cut down where they are too long
//! rule          from a gradient to a step: Adam, RMSprop, plain descent
//! ```

pub mod gradients;
mod rule;

use super::weights::{Named, Path};
use crate::{nets::Sequential, recipe::parts};
use burn::{
    module::{Module, ModuleMapper, Param},
    tensor::Tensor,
};
use gradients::clip_grad_norm;
use rule::{Moments, Rule};
use std::{
    collections::BTreeMap,
    iter::{Peekable, Zip},
    vec,
};

/// The rules with the moments of every weight.
pub struct Optimiser {
    /// For weights of no group.
    rule: Rule,
    groups: Vec<ParamGroup>,
    /// The length that a gradient is cut down to; 0 is none.
    clip_grad_norm: f64,
    moments: BTreeMap<String, Moments>,
}

/// Weights that learn in their own way (PyTorch's `param_groups`).
pub struct ParamGroup {
    path: String,
    lr: f64,
    rule: Rule,
}

impl ParamGroup {
    /// The weights whose path begins with `path`: `layers.0` is the first layer and all in it. Their learning rate is `lr`
    /// times the net's, so that schedules and people move both; gradients are cut down by the net's settings.
    pub fn new(path: &str, lr: f64, settings: parts::Optimiser) -> Self {
        Self { path: path.to_owned(), lr, rule: Rule::new(settings) }
    }

    fn holds(&self, name: &str) -> bool {
        name.strip_prefix(&self.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl Optimiser {
    /// The rule of these settings for all weights, before its first step.
    pub fn new(settings: parts::Optimiser) -> Self {
        Self {
            rule: Rule::new(settings),
            groups: Vec::new(),
            clip_grad_norm: settings.clip_grad_norm,
            moments: BTreeMap::new(),
        }
    }

    /// With a rule and a rate of its own for one more group; a weight of two is the earlier's.
    #[must_use]
    pub fn with_group(mut self, group: ParamGroup) -> Self {
        self.groups.push(group);
        self
    }

    /// Moves `net`'s weights by one step of the learning rate `lr` against their `gradients`, which are those of
    /// [`gradients::of_net`]. A weight that is new to `net` starts a clock of its own.
    pub fn step(&mut self, net: &mut Sequential, lr: f64, gradients: Vec<(String, Tensor<4>)>) {
        let (names, mut gradients): (Vec<_>, Vec<_>) = gradients.into_iter().unzip();
        if self.clip_grad_norm > 0.0 {
            gradients = clip_grad_norm(gradients, self.clip_grad_norm);
        }
        let gradients = names.into_iter().zip(gradients).peekable();
        *net = net.clone().map(&mut Update { optimiser: self, path: Path::default(), lr, gradients });
    }

    /// Starts anew, without moments.
    pub fn forget(&mut self) {
        self.moments.clear();
    }

    /// The updates that each weight has had, by its path; of those that a rule remembers something of.
    pub fn updates(&self) -> impl Iterator<Item = (&str, u64)> {
        self.moments.iter().map(|(name, moments)| (name.as_str(), moments.updates))
    }

    /// The moments of every weight, in a checkpoint flat.
    pub fn moments(&self) -> Vec<Named> {
        let named = self.moments.iter().flat_map(|(name, moments)| {
            moments.named().map(move |(moment, values)| Named {
                name: format!("{name}.{moment}"),
                shape: vec![values.dims().iter().product()],
                values: values.clone(),
            })
        });
        named.collect()
    }

    /// Takes over what is remembered of each of these weights, by path, sizes of four axes and updates: the moments that
    /// `moment` gives for a name as in [`Self::moments`] and a count of numbers.
    ///
    /// # Errors
    /// Those of `moment`.
    pub fn restore<E>(
        &mut self,
        weights: impl Iterator<Item = (String, [usize; 4], u64)>,
        moment: impl Fn(&str, usize) -> std::result::Result<Tensor<1>, E>,
    ) -> std::result::Result<(), E> {
        self.moments.clear();
        for (name, shape, updates) in weights {
            let (_, rule) = self.group(&name);
            let flat = |which: &str| moment(&format!("{name}.{which}"), shape.iter().product());
            let moments = rule.restored(updates, |which| Ok(flat(which)?.reshape(shape)))?;
            self.moments.extend(moments.map(|moments| (name, moments)));
        }
        Ok(())
    }

    /// What the net's learning rate is multiplied with for the weight at `name`, and its rule.
    fn group(&self, name: &str) -> (f64, &Rule) {
        let group = self.groups.iter().find(|group| group.holds(name));
        group.map_or((1.0, &self.rule), |group| (group.lr, &group.rule))
    }

    /// A weight's numbers after a step, with four axes, off the graph.
    fn moved(&mut self, name: String, lr: f64, values: Tensor<4>, gradient: Tensor<4>) -> Tensor<4> {
        let before = self.moments.remove(&name);
        let (scale, rule) = self.group(&name);
        let (values, after) = rule.moved(lr * scale, values, gradient, before);
        self.moments.extend(after.map(|after| (name, after)));
        values
    }
}

struct Update<'a> {
    optimiser: &'a mut Optimiser,
    path: Path,
    lr: f64,
    /// In the order in which a net is visited and mapped.
    gradients: Peekable<Zip<vec::IntoIter<String>, vec::IntoIter<Tensor<4>>>>,
}

impl ModuleMapper for Update<'_> {
    fn enter_module(&mut self, name: &str, container: &str) {
        self.path.enter(name, container);
    }

    fn exit_module(&mut self, _name: &str, container: &str) {
        self.path.exit(container);
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let here = self.path.name();
        let Some((name, gradient)) = self.gradients.next_if(|(name, _)| *name == here) else {
            return param;
        };
        param.map(|tensor| {
            let shape = tensor.dims();
            let values = self.optimiser.moved(name, self.lr, tensor.inner().unsqueeze(), gradient);
            Tensor::from_inner(values.reshape(shape)).require_grad()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::Recipe;
    use crate::{
        nets::{Init, Linear},
        train::weights::named,
    };
    use burn::tensor::Device;

    /// The only weight of a net after steps of `rate` 0.1 against these gradients, less what it was.
    fn moves(settings: &str, gradients: &[f32]) -> Vec<f64> {
        let recipe = Recipe::from_query(&format!("variant=vanilla&{settings}")).unwrap();
        let device = Device::flex().autodiff();
        let flat = Linear { bias: None, ..Linear::fan_in(1, [1, 1, 1], &Init::new(1, &device)) };
        let mut net = Sequential::new(vec![flat.into()]);
        let mut optimiser = Optimiser::new(recipe.optimiser);
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
                let gradients = gradients::of_net(&net, &mut gradients);
                optimiser.step(&mut net, 0.1, gradients);
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

    /// So many layers of one weight each.
    fn layers(count: usize, device: &Device) -> Sequential {
        let init = Init::new(1, device);
        let layer = |place: usize| {
            let flat = Linear::fan_in(1, [1, 1, 1], &init.part(&place.to_string()));
            Linear { bias: None, ..flat }.into()
        };
        Sequential::new((0..count).map(layer).collect())
    }

    fn weights(net: &Sequential) -> Vec<f32> {
        named(net).into_iter().map(|weight| weight.values.into_data().iter::<f32>().next().unwrap()).collect()
    }

    /// How far a step of the rate 0.1 moves each weight.
    fn step(optimiser: &mut Optimiser, net: &mut Sequential, device: &Device) -> Vec<f64> {
        let before = weights(net);
        let input = Tensor::<1>::from_floats([2.0], device).reshape([1, 1, 1, 1]);
        let mut gradients = (net.forward(input).sum() - 1.0).square().backward();
        let gradients = gradients::of_net(net, &mut gradients);
        optimiser.step(net, 0.1, gradients);
        weights(net).iter().zip(before).map(|(after, before)| f64::from((after - before).abs())).collect()
    }

    #[test]
    fn a_group_has_its_own_rate_and_rule() {
        let device = Device::flex().autodiff();
        let without_memory = parts::Optimiser { beta1: 0.0, beta2: 0.0, ..Default::default() };
        let group = ParamGroup::new("layers.1", 0.01, without_memory);
        let mut optimiser = Optimiser::new(Default::default()).with_group(group);
        let mut net = layers(12, &device);
        assert_close(&step(&mut optimiser, &mut net, &device)[..2], &[0.1, 0.001]);
        // Without memory every step is whole; `layers.10` and `layers.11` are other layers.
        let second = step(&mut optimiser, &mut net, &device);
        assert_close(&second[1..2], &[0.001]);
        assert!(second[10] > 0.01 && second[11] > 0.01, "{second:?}");
    }

    #[test]
    fn a_weight_that_joins_later_starts_a_clock_of_its_own_and_keeps_it_through_a_checkpoint() {
        let device = Device::flex().autodiff();
        let mut optimiser = Optimiser::new(Default::default());
        let mut net = layers(1, &device);
        for _ in 0..3 {
            step(&mut optimiser, &mut net, &device);
        }
        net = Sequential::new([net.layers(), &layers(2, &device).layers()[1..]].concat());
        // Adam's first step is whole, whatever the gradient; by the older weight's clock it would be 0.57 of one.
        assert_close(&step(&mut optimiser, &mut net, &device)[1..], &[0.1]);
        assert_eq!(optimiser.updates().map(|(_, updates)| updates).collect::<Vec<_>>(), [4, 1]);

        let kept: BTreeMap<_, _> = optimiser
            .moments()
            .into_iter()
            .map(|moment| (moment.name, moment.values.flatten(0, 3)))
            .collect();
        let clocks = optimiser.updates().map(|(name, updates)| (name.to_owned(), [1; 4], updates));
        let mut resumed = Optimiser::new(Default::default());
        resumed.restore(clocks, |name, _| kept.get(name).cloned().ok_or(name.to_owned())).unwrap();
        let mut net_of_resumed = net.clone();
        assert_eq!(step(&mut optimiser, &mut net, &device), step(&mut resumed, &mut net_of_resumed, &device));
    }
}
