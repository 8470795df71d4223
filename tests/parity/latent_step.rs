//! LOGAN's step of the latents, and what it is worth to the weights of both players, differentiated through it.

use crate::{Bar, fixture::Fixture, flex, nets::Layers};
use burn::{
    module::Module as _,
    nn::BatchNormConfig,
    tensor::{Device, Tensor},
};
use saddle::{
    game::Critic,
    nets::{Activation, ConvTranspose2d, Given, Init, Kernel, Sequential},
    recipe::{Recipe, parts::LatentStep},
};

/// As in tests/fixtures/latent_step.py: of six latents, five are moved.
const STEP: LatentStep = LatentStep { length: 0.9, damping: 0.1, share: 0.8, price: 0.3, is_exact: true };
const LEAK: Activation = Activation::LeakyRelu(0.2);

fn generator(layers: &mut Layers, device: &Device) -> Sequential {
    let to_image = Kernel { size: 3, stride: 1, padding: 0 };
    Sequential::new(vec![
        ConvTranspose2d::new([5, 4], to_image, false, &layers.0).into(),
        BatchNormConfig::new(4).init(device).into(),
        LEAK.into(),
        ConvTranspose2d::new([4, 1], Kernel::HALVING, true, &layers.0).into(),
        Activation::Tanh.into(),
    ])
}

fn discriminator(is_normalised: bool, layers: &mut Layers) -> Sequential {
    let convolution = layers.convolution([1, 3], Kernel::HALVING, true);
    Sequential::new(if is_normalised {
        let first = layers.normalised(convolution);
        vec![first, Activation::Tanh.into(), layers.normalised_flat(27, 1)]
    } else {
        vec![convolution.into(), LEAK.into(), layers.flat(27, 1).into()]
    })
}

fn assert_steps_are_pytorchs(bar: &Bar) {
    let device = &bar.device;
    let fixture = Fixture::open("latent_step");
    let recipe = Recipe::from_query("variant=logan").unwrap();
    let mut layers = Layers(Init::new(1, device));
    let mut passed = Vec::new();
    for name in fixture.cases_with("latents") {
        let step = LatentStep { is_exact: name.ends_with("exact"), ..STEP };
        let [mut of_generator, mut of_discriminator] =
            ["generator", "discriminator"].map(|player| fixture.case(&format!("{name}.{player}")));
        let made = of_generator.fill(generator(&mut layers, device), device);
        let net = discriminator(name.starts_with("spectral"), &mut layers);
        let net = of_discriminator.fill(net, device);
        let mut case = fixture.case(&name);
        let latents = case.input("latents", device).detach();
        // As in a step, where one player's weights are constants.
        let worth = |made: &Sequential, net: &Sequential| {
            let critic = Critic { net, feature_layers: 0, recipe: &recipe, given: Given::nothing() };
            let moved = step.take(latents.clone(), made, &critic);
            let scores = net.forward(made.forward(moved.latents.clone()));
            let weights = Tensor::arange(1..7, device).float().reshape([6, 1, 1, 1]);
            ((scores * weights).sum() + moved.price.clone(), moved)
        };
        let (value, moved) = worth(&made, &net.clone().no_grad());
        case.compare("moved", moved.latents);
        case.compare("price", moved.price);
        case.compare("gain", moved.gain);
        case.compare("value", value.clone());
        of_generator.compare_gradients("of_value", &made, &value.backward());
        let (value, _) = worth(&made.clone().no_grad(), &net);
        of_discriminator.compare_gradients("of_value", &net, &value.backward());
        passed.extend([case, of_generator, of_discriminator].map(|case| case.passes(bar)));
    }
    assert_eq!(passed.len(), 12, "every case of the fixture is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

#[test]
fn steps_of_the_latents_and_derivatives_through_them_are_pytorchs() {
    assert_steps_are_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn steps_of_the_latents_on_the_gpu_are_pytorchs() {
    assert_steps_are_pytorchs(&crate::gpu());
}
