//! R3GAN's parts against PyTorch: relativistic losses, R1 with R2, packed discriminators, and the layers of its nets.

use crate::{
    Bar,
    fixture::Fixture,
    flex,
    nets::{Layers, compare_input_gradient, compare_output},
};
use burn::tensor::Tensor;
use saddle::{
    game::loss::{Loss, Relativistic, RelativisticAverage},
    nets::{Activation, Basis, Conv2d, Given, Init, Kernel, Layer, Resample, Residual, Sequential},
    recipe::{PenaltyName, parts::GradientPenalty},
};

const LEAK: Activation = Activation::LeakyRelu(0.2);

/// The net of a case: as in tests/fixtures/r3gan.py.
fn net(case: &str, layers: &mut Layers) -> Sequential {
    let tanh = || Layer::from(Activation::Tanh);
    let grouped = |channels, groups, kernel, layers: &Layers| {
        Layer::from(Conv2d::grouped(channels, groups, kernel, true, &layers.0))
    };
    let gather = |layers: &Layers| Layer::from(Basis::gather([4, 6, 4], &layers.0));
    if case == "basis_spread" {
        let spread = Basis::spread([3, 2, 4], &layers.0).into();
        return Sequential::new(vec![layers.flat(5, 3).into(), spread, tanh(), layers.flat(24, 1).into()]);
    }
    let (middle, numbers): (Vec<Layer>, usize) = match case {
        "grouped" => (vec![grouped([4, 6], 2, Kernel::SAME, layers), tanh()], 6 * 24),
        "depthwise" => {
            (vec![grouped([4; 2], 4, Kernel { padding: 0, ..Kernel::SAME }, layers), tanh()], 4 * 8)
        }
        "blur" => (vec![Resample::Blur.into(), tanh()], 4 * 24),
        "up" => (vec![Resample::NearestUp.into(), Resample::Blur.into(), tanh()], 4 * 24),
        "down" => (vec![Resample::Blur.into(), Resample::AveragePool.into(), tanh()], 4 * 6),
        "basis_gather" => (vec![tanh(), gather(layers), tanh()], 4),
        "block" => {
            let branch = vec![
                layers.convolution([4, 8], Kernel::POINTWISE, true).into(),
                LEAK.into(),
                grouped([8; 2], 2, Kernel::SAME, layers),
                LEAK.into(),
                layers.convolution([8, 4], Kernel::POINTWISE, false).into(),
            ];
            let residual = Residual { branch: Sequential::new(branch), shortcut: None };
            (vec![residual.into(), gather(layers)], 4)
        }
        _ => panic!("the fixture has a case {case}, of which there is no net here"),
    };
    let first = layers.convolution([2, 4], Kernel::SAME, true).into();
    let last = layers.flat(numbers, 1).into();
    Sequential::new([first].into_iter().chain(middle).chain([last]).collect())
}

fn assert_layers_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("r3gan_nets");
    let mut passed = Vec::new();
    for name in fixture.cases_with("input") {
        let mut case = fixture.case(&name);
        let stack = case.fill(net(&name, &mut Layers(Init::new(1, &bar.device))), &bar.device);
        compare_output(&mut case, &stack, &Given::nothing(), bar);
        compare_input_gradient(&mut case, &stack, &Given::nothing(), bar);
        passed.push(case.passes(bar));
    }
    assert_eq!(passed.len(), 8, "every case is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

fn assert_losses_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("relativistic");
    let games: [(&str, &dyn Loss); 2] =
        [("relativistic", &Relativistic), ("relativistic_average", &RelativisticAverage)];
    for (name, game) in games {
        let mut case = fixture.case(&format!("{name}.discriminator"));
        let [real, generated] = ["one", "other"].map(|name| case.input(name, &bar.device));
        let value = game.discriminator(real.clone(), generated.clone());
        case.compare("value", value.clone());
        let gradients = value.backward();
        case.compare("of.one", real.grad(&gradients).expect("a gradient in real scores"));
        case.compare("of.other", generated.grad(&gradients).expect("a gradient in generated scores"));
        let of_discriminator = case.passes(bar);

        let mut case = fixture.case(&format!("{name}.generator"));
        let generated = case.input("generated", &bar.device);
        let real = case.input("real", &bar.device).detach();
        let value = game.generator(generated.clone(), Some(real));
        case.compare("value", value.clone());
        case.compare("of.generated", generated.grad(&value.backward()).expect("a gradient in scores"));
        assert!(of_discriminator & case.passes(bar), "within {:e}", bar.relative);
    }
}

fn assert_penalties_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("r1_r2");
    let penalty = GradientPenalty { name: PenaltyName::R1R2, weight: 10.0 };
    for (name, pack) in [("r1_r2", 1), ("r1_r2_packed", 2)] {
        let mut case = fixture.case(name);
        let mut layers = Layers(Init::new(1, &bar.device));
        let stack = Sequential::new(vec![
            layers.convolution([pack, 8], Kernel::HALVING, true).into(),
            LEAK.into(),
            layers.convolution([8, 16], Kernel::HALVING, true).into(),
            LEAK.into(),
            layers.flat(16 * 7 * 7, 1).into(),
        ]);
        let stack = case.fill(stack, &bar.device);
        let gradients = ["real", "generated"].map(|samples| {
            let points: Tensor<4> = case.input(samples, &bar.device);
            stack.input_gradient(points.reshape([4 / pack, pack, 28, 28]), &Given::nothing())
        });
        let value = penalty.value(gradients.into());
        case.compare("value", value.clone());
        case.compare_gradients("of_value", &stack, &value.backward());
        assert!(case.passes(bar), "within {:e}", bar.relative);
    }
}

#[test]
fn the_layers_of_r3gans_nets_are_pytorchs() {
    assert_layers_are_pytorchs(&flex());
}

#[test]
fn relativistic_losses_and_their_gradients_are_pytorchs() {
    assert_losses_are_pytorchs(&flex());
}

#[test]
fn r1_with_r2_and_its_gradients_are_pytorchs_packed_or_not() {
    assert_penalties_are_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn r3gans_parts_on_the_gpu_are_pytorchs() {
    let gpu = crate::gpu();
    assert_layers_are_pytorchs(&gpu);
    assert_losses_are_pytorchs(&gpu);
    assert_penalties_are_pytorchs(&gpu);
}
