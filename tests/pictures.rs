//! Nets for pictures in colour and in grey, at every size that there are nets for.
#![cfg(not(target_family = "wasm"))]

use burn::tensor::{Device, Tensor, TensorData, Tolerance};
use pollster::block_on;
use saddle::{
    data::{Batch, Dataset},
    nets::{self, Given},
    recipe::{ArchitectureName, Choice as _, Recipe},
    session::Session,
    train::rng::{Purpose, Rng},
    zoo::ZOO,
};

/// Pictures of noise, in two classes.
struct Noise {
    shape: [usize; 3],
}

impl Dataset for Noise {
    fn name(&self) -> &str {
        "noise"
    }

    fn shape(&self) -> [usize; 3] {
        self.shape
    }

    fn len(&self) -> Option<u64> {
        None
    }

    fn classes(&self) -> usize {
        2
    }

    fn digest(&self) -> u64 {
        0
    }

    fn read(&self, indices: &[u64]) -> saddle::Result<Batch> {
        Ok(Batch::of(indices, self.shape.iter().product(), |index, pixels| {
            let noise = Rng::new(1, Purpose::Samples, index).uniforms(pixels.len(), -1.0, 1.0);
            pixels.copy_from_slice(&noise);
            (index % 2) as u16
        }))
    }
}

/// Takes a step of `query` on pictures with so many `channels`; no measure of it may be infinite.
fn step(query: &str, channels: usize) {
    let query = format!("batch=2&{query}&data=folder&discriminator_steps=1&warm_up=0");
    step_of(Recipe::from_query(&query).unwrap(), channels);
}

/// The part of a query that asks for the nets called `name`; R3GAN's have no norm.
fn of(name: ArchitectureName) -> String {
    let norms = if name == ArchitectureName::R3gan {
        "&generator_norm=none&discriminator_norm=none&generator_condition=concat"
    } else {
        ""
    };
    format!("&architecture={}{norms}", name.name())
}

fn step_of(recipe: Recipe, channels: usize) {
    let query = recipe.to_query();
    let shape = [channels, recipe.pictures.size, recipe.pictures.size];
    let mut session = Session::new(recipe, Box::new(Noise { shape }), &Device::flex()).unwrap();
    session.step().unwrap();
    block_on(session.read()).unwrap_or_else(|error| panic!("{query}: {error}"));
}

#[test]
fn every_architecture_steps_at_each_of_its_sizes_in_grey_and_in_colour() {
    for name in ArchitectureName::all() {
        for (place, size) in name.sizes().iter().enumerate() {
            let batch = if *size > 64 { 2 } else { 4 };
            let query = format!("variant=dcgan&image_size={size}&batch={batch}{}", of(name));
            step(&query, if place % 2 == 0 { 3 } else { 1 });
        }
    }
}

#[test]
fn every_variant_steps_with_its_settings_for_pictures() {
    for variant in ZOO {
        step(&format!("variant={}&filters=8", variant.name), 3);
    }
}

#[test]
fn every_published_run_steps() {
    for variant in ZOO {
        for preset in variant.presets() {
            step_of(preset.recipe(variant).batch(2).discriminator_steps(1).warm_up(0), 3);
        }
    }
    step("variant=vae&prior=unit", 3);
}

#[test]
fn every_architecture_rebuilds_encodes_and_knows_classes() {
    for name in ArchitectureName::all().filter(|name| !name.sizes().is_empty()) {
        let size = name.sizes().iter().find(|&&size| size >= 32).unwrap();
        for options in [
            "ebgan",
            "began&discriminator_norm=batch",
            "vae&discriminator_norm=spectral",
            "projection",
            "acgan",
            "cgan&generator_norm=layer&generator_condition=norm",
        ] {
            step(&format!("variant={options}&image_size={size}{}", of(name)), 3);
        }
    }
}

#[test]
fn every_architecture_with_a_place_for_attention_takes_it() {
    for name in ArchitectureName::all() {
        let has_place = |&&size: &&usize| size <= 64 && name.attention_place(size).is_some();
        for size in name.sizes().iter().filter(has_place) {
            step(&format!("variant=sagan&architecture={}&image_size={size}", name.name()), 3);
        }
    }
}

#[test]
fn every_discriminators_input_gradient_is_the_one_that_burn_differentiates() {
    let device = Device::flex().autodiff();
    for name in ArchitectureName::all().filter(|name| !name.sizes().is_empty()) {
        let size = *name.sizes().iter().find(|&&size| size >= 32).unwrap();
        let norms = if name == ArchitectureName::R3gan {
            &["none"][..]
        } else {
            &["none", "layer", "instance", "spectral"]
        };
        for norm in norms {
            let query = format!("variant=wgan_gp&data=folder&activation=elu&image_size={size}{}", of(name));
            let query = format!("{query}&discriminator_norm={norm}");
            let recipe = Recipe::from_query(&query).unwrap();
            let shape = [3, size, size];
            let net = nets::players(&recipe, shape, 2, &device).unwrap().discriminator;
            let pixels = Noise { shape }.read(&[0, 1]).unwrap().samples;
            let points = Tensor::<4>::from_data(TensorData::new(pixels, [2, 3, size, size]), &device);
            let points = points.require_grad();
            let gradients = net.forward(points.clone()).sum().backward();
            let expected = points.grad(&gradients).unwrap().into_data();
            let found = net.input_gradient(points, &Given::nothing()).into_data();
            let largest = expected.iter::<f32>().fold(0.0, |most: f32, value| most.max(value.abs()));
            assert!(largest > 0.0, "{query}");
            found.assert_approx_eq::<f32>(&expected, Tolerance::absolute(1e-4 * largest));
        }
    }
}
