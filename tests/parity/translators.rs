//! Nets from images to images, and patch discriminators: what they put out, gradients in weights and inputs, and penalties
//! through norms without gains.

use crate::{Bar, discriminators::compare_penalties, fixture::Fixture, flex};
use burn::tensor::{Device, Tensor};
use saddle::{
    nets::{
        Given, Resample,
        translation::{Translators, dropout_shapes, translators},
    },
    recipe::Recipe,
};

/// As in tests/fixtures/translators.py.
const FILTERS: usize = 1;

/// The recipe of a case: a net, a size and a norm.
fn recipe(case: &str) -> Recipe {
    let parts: Vec<&str> = case.split('_').collect();
    let [net, size, norm] = parts[..] else { panic!("{case} is no net, size and norm") };
    let query = match net {
        "patch" => format!("variant=pix2pix&patch={size}&discriminator_norm={norm}"),
        net => format!("variant=pix2pix&translator={net}&generator_norm={norm}"),
    };
    let mut recipe = Recipe::from_query(&query).expect("a valid recipe");
    recipe.translation_nets.filters = FILTERS;
    recipe
}

fn nets(recipe: &Recipe, shapes: [[usize; 3]; 2], pairs: bool, device: &Device) -> Translators {
    translators(recipe, shapes, pairs, "", device).expect("nets for these images")
}

fn assert_nets_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("translators");
    let device = &bar.device;
    let mut passed = Vec::new();
    for name in fixture.cases_with("source") {
        let mut case = fixture.case(&name);
        let recipe = recipe(&name);
        let source = case.input("source", device);
        let [_, _, size, _] = source.dims();
        let nets = nets(&recipe, [[1, size, size], [2, size, size]], true, device);
        let net = case.fill(nets.generator, device);
        let shapes = dropout_shapes(&recipe, size);
        let masks = shapes.iter().enumerate().map(|(place, shape)| {
            let mask = case.input(&format!("mask.{place}"), device).detach();
            assert_eq!(mask.dims()[1..], *shape, "{name}: the dropout at {place}");
            mask
        });
        let given = Given { dropout: masks.collect(), ..Given::nothing() };
        let output = net.forward_given(source.clone(), &given);
        let gradients = case.compare_weighted_sum(&net, output.clone(), 1.0);
        case.compare("input_gradient", source.grad(&gradients).expect("the source is differentiated in"));
        // And without Burn's backward pass.
        let numbers = output.dims().iter().product::<usize>();
        let places = Tensor::arange(0..numbers as i64, device).float();
        let weights = (places * (2.0 / (numbers - 1) as f64) - 1.0).reshape(output.dims());
        let (output, saved) = net.linearize(source.detach(), &given);
        case.compare("output", output);
        case.compare("input_gradient", net.vjp(saved, weights, &given));
        passed.push(case.passes(bar));
    }
    for name in fixture.cases_with("input") {
        let mut case = fixture.case(&name);
        let nets = nets(&recipe(&name), [[1, 28, 28]; 2], true, device);
        let net = case.fill(nets.discriminator, device);
        let points = case.input("input", device);
        let gradients = net.forward(points.clone()).sum().backward();
        case.compare("input_gradient", points.grad(&gradients).expect("the input is differentiated in"));
        case.compare_gradients("of_score", &net, &gradients);
        compare_penalties(&mut case, &net, &Given::nothing(), bar);
        passed.push(case.passes(bar));
    }
    assert_eq!(passed.len(), 9, "every case is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

fn assert_mirrored_edges_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("translators");
    let names = fixture.cases_with("points");
    assert_eq!(names.len(), 3, "every case is compared");
    for name in names {
        let mut case = fixture.case(&name);
        let by = name.rsplit('_').next().and_then(|by| by.parse().ok()).expect("a number of pixels");
        let mirror = Resample::Reflect(by);
        let [points, cotangent] = ["points", "cotangent"].map(|part| case.input(part, &bar.device));
        let output = mirror.apply(points.clone());
        case.compare("output", output.clone());
        case.compare("gradient", mirror.vjp(points.dims(), cotangent.clone()));
        let gradients = (output * cotangent.detach()).sum().backward();
        case.compare("gradient", points.grad(&gradients).expect("the points are differentiated in"));
        assert!(case.passes(bar), "within {:e}", bar.relative);
    }
}

#[test]
fn nets_from_images_to_images_and_patch_discriminators_are_pytorchs() {
    assert_nets_are_pytorchs(&flex());
}

#[test]
fn mirrored_edges_and_their_vjp_are_pytorchs() {
    assert_mirrored_edges_are_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn nets_from_images_to_images_on_the_gpu_are_pytorchs() {
    assert_nets_are_pytorchs(&crate::gpu());
    assert_mirrored_edges_are_pytorchs(&crate::gpu());
}
