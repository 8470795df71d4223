//! Gradient penalties as games use them, on nets like the zoo's.

use crate::{
    Bar,
    fixture::{Case, Fixture},
    flex,
    nets::Layers,
};
use saddle::{
    game::terms::penalty::{distance_from_one, squared_length},
    nets::{Activation, Given, Init, Kernel, Layer, Sequential},
};

/// The net of a case: as in tests/fixtures/make.py.
fn net(case: &str, layers: &mut Layers) -> Sequential {
    let leak = || Layer::from(Activation::LeakyRelu(0.2));
    let numbers = 16 * 7 * 7;
    let halving = Kernel::HALVING;
    Sequential::new(match case {
        "conv" => vec![
            layers.convolution([1, 8], halving, true).into(),
            leak(),
            layers.convolution([8, 16], halving, true).into(),
            leak(),
            layers.flat(numbers, 1).into(),
        ],
        "conv_layer_norm" => vec![
            layers.convolution([1, 8], halving, true).into(),
            leak(),
            layers.convolution([8, 16], halving, false).into(),
            layers.layer_norm(16),
            leak(),
            layers.flat(numbers, 1).into(),
        ],
        "conv_spectral" => {
            let [first, second] =
                [[1, 8], [8, 16]].map(|channels| layers.convolution(channels, halving, true));
            let [first, second] = [first, second].map(|layer| layers.normalised(layer));
            vec![first, leak(), second, leak(), layers.normalised_flat(numbers, 1)]
        }
        "mlp" | "mlp_elu" => {
            let activation = || if case == "mlp" { leak() } else { Activation::Elu.into() };
            let [first, second, third] =
                [(2, 32), (32, 32), (32, 1)].map(|(inputs, outputs)| layers.flat(inputs, outputs));
            vec![first.into(), activation(), second.into(), activation(), third.into()]
        }
        _ => panic!("the fixture has a case {case}, of which there is no net here"),
    })
}

/// Compares the output, the input gradient, and both penalties on it with their gradients.
pub fn compare_penalties(case: &mut Case, stack: &Sequential, given: &Given, bar: &Bar) {
    let points = case.input("input", &bar.device);
    case.compare("output", stack.forward_given(points.clone(), given));
    // A graph is differentiated once, so each quantity has its own.
    let gradient = || stack.input_gradient(points.clone(), given);
    case.compare("input_gradient", gradient());
    for (name, value) in
        [("wgan_gp", distance_from_one(gradient()) * 10.0), ("r1", squared_length(gradient()) * 5.0)]
    {
        case.compare(name, value.clone());
        case.compare_gradients(&format!("of_{name}"), stack, &value.backward());
    }
}

fn assert_penalties_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("discriminators");
    let mut passed = Vec::new();
    for name in fixture.cases_with("input") {
        let mut case = fixture.case(&name);
        let stack = case.fill(net(&name, &mut Layers(Init::new(1, &bar.device))), &bar.device);
        compare_penalties(&mut case, &stack, &Given::nothing(), bar);
        passed.push(case.passes(bar));
    }
    assert_eq!(passed.len(), 5, "every case is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

#[test]
fn penalties_and_their_gradients_are_pytorchs() {
    assert_penalties_are_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn penalties_and_their_gradients_on_the_gpu_are_pytorchs() {
    assert_penalties_are_pytorchs(&crate::gpu());
}
