//! Every loss: its value, and its gradients in what it is of.

use crate::{
    Bar,
    fixture::{Case, Fixture},
    flex,
};
use burn::tensor::{Device, Tensor};
use saddle::{
    game::{
        Posterior, kl_divergence,
        loss::{
            Began, CrossEntropy, Hinge, LeastSquares, Loss, Minimax, NonSaturating, Scalar, absolute_energy,
            squared_energy,
        },
        negative_log_likelihood,
        terms::{consistency::distance, cross_entropy, pull_away, rotation::turned},
    },
    nets::Given,
    recipe::{
        Likelihood,
        parts::{Energy, Targets, Wasserstein},
    },
};

fn games(device: &Device) -> Vec<(&'static str, Box<dyn Loss>)> {
    let critic = |real_target| CrossEntropy { real_target };
    let balance = Tensor::from_floats([0.35], device);
    vec![
        ("non_saturating", Box::new(NonSaturating(critic(1.0)))),
        ("smoothed", Box::new(NonSaturating(critic(0.9)))),
        ("minimax", Box::new(Minimax(critic(1.0)))),
        ("least_squares", Box::new(LeastSquares(Targets { generated: 0.0, real: 1.0, fooled: 1.0 }))),
        ("pearson", Box::new(LeastSquares(Targets { generated: -1.0, real: 1.0, fooled: 0.0 }))),
        ("wasserstein", Box::new(Wasserstein::default())),
        ("hinge", Box::new(Hinge)),
        ("energy", Box::new(Energy { margin: 1.0 })),
        ("equilibrium", Box::new(Began { k: balance })),
    ]
}

/// Compares `function` and its gradients at the inputs called `names`.
fn compared<const N: usize>(
    mut case: Case,
    bar: &Bar,
    names: [&str; N],
    function: impl Fn([Tensor<4>; N]) -> Scalar,
) -> bool {
    let inputs = names.map(|name| case.input(name, &bar.device));
    let value = function(inputs.clone());
    case.compare("value", value.clone());
    let gradients = value.backward();
    for (name, input) in names.iter().zip(inputs) {
        case.compare(&format!("of.{name}"), input.grad(&gradients).expect("a gradient in every input"));
    }
    case.passes(bar)
}

/// What is computed from samples and an output beside them.
type Comparison = fn(Tensor<4>, Tensor<4>) -> Scalar;

/// A sum in which no sample stands for another.
fn weighted(energies: Tensor<4>) -> Scalar {
    let weights = Tensor::<1>::from_floats([1.0, 2.0, 3.0], &energies.device());
    (energies * weights.reshape([3, 1, 1, 1])).sum()
}

fn assert_losses_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("losses");
    let mut passed = Vec::new();
    for (name, game) in games(&bar.device) {
        let case = fixture.case(&format!("{name}.discriminator"));
        passed.push(compared(case, bar, ["real", "generated"], |[real, generated]| {
            game.discriminator(real, generated)
        }));
        let case = fixture.case(&format!("{name}.generator"));
        passed.push(compared(case, bar, ["generated"], |[generated]| game.generator(generated, None)));
    }
    passed.push(compared(fixture.case("pull_away"), bar, ["codes"], |[codes]| pull_away(codes)));
    let scores = ["scores", "copies"];
    passed.push(compared(fixture.case("consistency"), bar, scores, |[scores, copies]| {
        distance(scores, copies)
    }));
    let labels = Given::labels(&[2, 0, 1, 2], &bar.device).expect_labels();
    passed.push(compared(fixture.case("cross_entropy"), bar, ["logits"], |[logits]| {
        cross_entropy(logits.flatten::<2>(1, 3), labels.clone())
    }));
    passed.push(compared(fixture.case("divergence"), bar, ["output"], |[output]| {
        kl_divergence(&Posterior::new(output))
    }));
    passed.push(compared(fixture.case("rotations"), bar, ["images"], |[images]| {
        let turned = turned(images);
        let numbers = Tensor::arange(0..turned.shape().num_elements() as i64, &bar.device).float();
        (turned * numbers.reshape([8, 2, 3, 3])).sum()
    }));
    let pairs: [(&str, Comparison); 4] = [
        ("squared_energy", |samples, output| weighted(squared_energy(samples, output))),
        ("absolute_energy", |samples, output| weighted(absolute_energy(samples, output))),
        ("bernoulli", |samples, output| negative_log_likelihood(Likelihood::Bernoulli, 1.0, samples, output)),
        ("gaussian", |samples, output| negative_log_likelihood(Likelihood::Gaussian, 0.5, samples, output)),
    ];
    for (name, function) in pairs {
        let inputs = ["samples", "output"];
        passed.push(compared(fixture.case(name), bar, inputs, |[samples, output]| function(samples, output)));
    }
    assert_eq!(passed.len(), fixture.cases_with("value").len(), "every case of the fixture is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

#[test]
fn losses_and_their_gradients_are_pytorchs() {
    assert_losses_are_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn losses_and_their_gradients_on_the_gpu_are_pytorchs() {
    assert_losses_are_pytorchs(&crate::gpu());
}
