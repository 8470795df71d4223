//! Nets that grow, at several stages: penalties through minibatch deviation, blur and fades; what generators make, with styles
//! of two latents and noise, and what it is worth to their weights.

use crate::{Bar, discriminators::compare_penalties, fixture::Fixture, flex};
use burn::{module::Module as _, tensor::Tensor};
use saddle::{
    nets::{
        Activation, Constant, Conv2d, Given, Init, InstanceNorm, Kernel, Layer, Linear, MinibatchDeviation,
        Mixing, PixelNoise, PixelNorm, Progressive, Resample, Scale, Sequential, StyleAffine, Styled, Way,
    },
    recipe::{InitialWeights, Stage},
};

const LATENT: usize = 5;
const MAPPED: usize = 4;
/// Channels at 2x2, 4x4 and 8x8.
const WIDTHS: [usize; 3] = [3, 2, 2];
/// Of each sample, the first level that has the other latents' styles; six is none.
const MIXED_FROM: [f32; 8] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 1.0, 6.0];

fn stage(case: &str) -> Stage {
    let (level, share) = match case.split_once('_').expect("a net and its stage").1 {
        "at_2x2" => (0, 1.0),
        "fading_to_4x4" => (1, 0.25),
        "fading_to_8x8" => (2, 0.75),
        "at_8x8" => (2, 1.0),
        other => panic!("the fixture has a stage {other}, of which nothing is known here"),
    };
    Stage { level, share }
}

fn conv3(channels: [usize; 2], init: &Init) -> Conv2d {
    Conv2d::new(channels, Kernel::SAME, true, init)
}

fn pointwise(channels: [usize; 2], init: &Init) -> Layer {
    Conv2d::new(channels, Kernel::POINTWISE, true, init).into()
}

/// As in tests/fixtures/progressive.py.
fn critic(init: &Init) -> Sequential {
    let tanh = || Layer::from(Activation::Tanh);
    let block = |level: usize| {
        let width = WIDTHS[level];
        Sequential::new(match level {
            0 => vec![
                MinibatchDeviation.into(),
                conv3([width + 1, width], init).into(),
                tanh(),
                Linear::normal(4 * width, [width, 1, 1], true, init).into(),
                tanh(),
            ],
            _ => vec![
                conv3([width, width], init).into(),
                tanh(),
                Resample::Blur.into(),
                conv3([width, WIDTHS[level - 1]], init).into(),
                Resample::AveragePool.into(),
                tanh(),
            ],
        })
    };
    let image = |width| Sequential::new(vec![pointwise([1, width], init), tanh()]);
    let features = Progressive {
        blocks: (0..3).map(block).collect(),
        images: WIDTHS.map(image).into(),
        way: Way::FromImages,
    };
    let score = Linear::normal(WIDTHS[0], [1, 1, 1], true, &init.with_scale(Scale::Lecun));
    Sequential::new(vec![features.into(), score.into()])
}

/// What follows a convolution: PGGAN's norm, or StyleGAN's noise, norm and style.
fn end(is_styled: bool, level: usize, width: usize, init: &Init) -> Vec<Layer> {
    if !is_styled {
        return vec![Activation::Tanh.into(), PixelNorm.into()];
    }
    let norm: Layer = InstanceNorm::new(width, init).into();
    vec![
        PixelNoise::new(level, width, init).into(),
        Activation::Tanh.into(),
        norm.no_grad(),
        StyleAffine::new(level, MAPPED, width, init).into(),
    ]
}

fn generator(is_styled: bool, init: &Init) -> Sequential {
    let block = |level: usize| {
        let width = WIDTHS[level];
        let mut layers: Vec<Layer> = match (level, is_styled) {
            (0, false) => {
                vec![PixelNorm.into(), Linear::normal(LATENT, [width, 2, 2], true, init).into()]
            }
            (0, true) => vec![Constant::new([width, 2, 2], init).into()],
            _ => vec![Resample::NearestUp.into(), conv3([WIDTHS[level - 1], width], init).into()],
        };
        layers.extend((level > 0 && is_styled).then(|| Resample::Blur.into()));
        layers.extend(end(is_styled, 2 * level, width, init));
        layers.push(conv3([width, width], init).into());
        layers.extend(end(is_styled, 2 * level + 1, width, init));
        Sequential::new(layers)
    };
    let image = |width| Sequential::new(vec![pointwise([width, 1], &init.with_scale(Scale::Lecun))]);
    let layers = Progressive {
        blocks: (0..3).map(block).collect(),
        images: WIDTHS.map(image).into(),
        way: Way::ToImages,
    };
    let layers = Sequential::new(vec![layers.into()]);
    if !is_styled {
        return layers;
    }
    let linear = Linear::normal(LATENT, [MAPPED, 1, 1], true, init);
    let mapping = Sequential::new(vec![PixelNorm.into(), linear.into(), Activation::Tanh.into()]);
    Sequential::new(vec![Styled { mapping: Some(mapping), embedding: None, layers, levels: 6 }.into()])
}

fn assert_nets_are_pytorchs(bar: &Bar) {
    let fixture = Fixture::open("progressive");
    let init = Init::new(1, &bar.device).with_weights(InitialWeights::Equalised).with_scale(Scale::He);
    let mut passed = Vec::new();
    for name in fixture.cases_with("input") {
        let mut case = fixture.case(&name);
        let net = case.fill(critic(&init), &bar.device);
        let given = Given { stage: Some(stage(&name)), ..Given::nothing() };
        compare_penalties(&mut case, &net, &given, bar);
        passed.push(case.passes(bar));
    }
    for name in fixture.cases_with("latents") {
        let mut case = fixture.case(&name);
        let net = case.fill(generator(name.starts_with("styled"), &init), &bar.device);
        let constant = |name: &str| case.input(name, &bar.device).detach();
        let mixing = case.has("others").then(|| Mixing {
            latents: constant("others"),
            from: Tensor::<1>::from_floats(MIXED_FROM, &bar.device).reshape([8, 1, 1, 1]),
        });
        let levels = if mixing.is_some() { 6 } else { 0 };
        let noise = (0..levels).map(|level| constant(&format!("noise.{level}"))).collect();
        let given = Given { stage: Some(stage(&name)), mixing, noise, ..Given::nothing() };
        let output = net.forward_given(constant("latents"), &given);
        case.compare_weighted_sum(&net, output, 2.0);
        passed.push(case.passes(bar));
    }
    assert_eq!(passed.len(), 12, "every case is compared");
    assert!(passed.into_iter().all(|passed| passed), "within {:e}", bar.relative);
}

#[test]
fn nets_that_grow_are_pytorchs_at_every_stage() {
    assert_nets_are_pytorchs(&flex());
}

#[cfg(feature = "gpu")]
#[test]
fn nets_that_grow_on_the_gpu_are_pytorchs_at_every_stage() {
    assert_nets_are_pytorchs(&crate::gpu());
}
