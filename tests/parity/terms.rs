//! What a discriminator's step adds to its loss: penalties at their points, and consistency.
//!
//! By gradient descent, a step moves the weights against the gradient of the loss as written out here.

use crate::{fixture::for_each_gradient, flex};
use burn::tensor::{Device, Tensor, TensorData, activation::log_softmax};
use saddle::{
    data::{self, Batch, Batches},
    game::{
        self, DISCRIMINATOR, GENERATOR, State,
        loss::{CrossEntropy, Hinge, Loss, NonSaturating, Relativistic, Scalar},
        terms::penalty::{around, between, distance_from_one, squared_length},
    },
    nets::{Given, Sequential},
    recipe::{Norm, Recipe, parts::Wasserstein},
    train::{
        latents::Latents,
        noise::Noise,
        process_group::{Alone, at_once},
        weights::trained,
    },
};
use std::collections::BTreeMap;

const BATCH: usize = 4;

/// What the first step of the discriminator sees.
struct First {
    discriminator: Sequential,
    generator: Sequential,
    real: Tensor<4>,
    latents: Tensor<4>,
    /// The classes of the real samples, where the nets are conditional.
    given: Given,
    noise: Noise,
}

impl First {
    fn scores(&self, samples: Tensor<4>) -> Tensor<4> {
        self.discriminator.forward_given(samples, &self.given).narrow(1, 0, 1)
    }

    /// The cross-entropy of the classes whose logits stand behind the score.
    fn misnamed(&self, samples: Tensor<4>) -> Scalar {
        let output = self.discriminator.forward_given(samples, &self.given);
        let [_, outputs, ..] = output.dims();
        let logits = output.narrow(1, 1, outputs - 1).flatten::<2>(1, 3);
        let labels = self.given.expect_labels().unsqueeze_dim(1);
        -log_softmax(logits, 1).gather(1, labels).mean()
    }

    fn generated(&self) -> Tensor<4> {
        self.generator.forward_given(self.latents.clone(), &self.given).detach()
    }

    fn input_gradient(&self, points: Tensor<4>) -> Tensor<4> {
        self.discriminator.input_gradient(points, &self.given)
    }

    /// The mean squared distance between the scores of `samples` and of `others`.
    fn distance(&self, samples: Tensor<4>, others: Tensor<4>) -> Scalar {
        (self.scores(samples) - self.scores(others)).square().mean()
    }

    /// The real images, the first as it is, and each other turned by a quarter more: pixel after pixel.
    fn turned(&self) -> Tensor<4> {
        let shape @ [batch, 1, side, _] = self.real.dims() else { panic!("grey images") };
        let pixels: Vec<f32> = self.real.clone().into_data().iter::<f32>().collect();
        let from = |image: usize, row: usize, column: usize| match image {
            0 => [row, column],
            1 => [column, side - 1 - row],
            2 => [side - 1 - row, side - 1 - column],
            _ => [side - 1 - column, row],
        };
        let places = (0..batch * side * side).map(|place| {
            let (image, row, column) = (place / side / side, place / side % side, place % side);
            let [row, column] = from(image, row, column);
            pixels[(image * side + row) * side + column]
        });
        Tensor::from_data(TensorData::new(places.collect::<Vec<_>>(), shape), &self.real.device())
    }

    /// `samples` moved by up to `reach` pixels, mirrored at their edges: pixel after pixel.
    fn shifted(&mut self, name: &str, samples: Tensor<4>, reach: usize) -> Tensor<4> {
        let shape @ [batch, _, height, width] = samples.dims();
        let mut moves = || self.noise.below(name, batch, 2 * reach as u64 + 1);
        let (down, across) = (moves(), moves());
        let from = |to: usize, offset: u64, length: usize| {
            let place = (to as i64 + offset as i64 - reach as i64).unsigned_abs() as usize;
            place.min(2 * (length - 1) - place)
        };
        let pixels: Vec<f32> = samples.clone().into_data().iter::<f32>().collect();
        let moved = (0..batch).flat_map(|image| {
            let (pixels, down, across) = (&pixels, down[image], across[image]);
            let row = move |to| image * height * width + from(to, down, height) * width;
            (0..height).flat_map(move |y| (0..width).map(move |x| pixels[row(y) + from(x, across, width)]))
        });
        Tensor::from_data(TensorData::new(moved.collect::<Vec<_>>(), shape), &samples.device())
    }
}

/// Asserts that the first step of `query` moves the discriminator against the gradient of `loss`.
fn assert_steps_against(query: &str, loss: impl Fn(&mut First) -> Scalar) {
    let query = format!("{query}&batch={BATCH}&latent=8&discriminator_steps=1&warm_up=0");
    let query = format!("{query}&optimiser=sgd&discriminator_lr=0.1&generator_norm=none");
    let recipe = Recipe::from_query(&query).expect("a valid recipe");
    let device = flex().device;
    let data = || data::open(&recipe, None).expect("a data set without files");
    let noise = || Noise::new(recipe.run.seed, BTreeMap::new());

    let shape = data().shape();
    let mut state = State::new(&recipe, data(), device).expect("nets that fit the data");
    let Batch { samples, labels } = Batches::new(data().into(), recipe.run.seed).next(BATCH).unwrap();
    let discriminator = state.net(DISCRIMINATOR).clone();
    let normalised = recipe.discriminator.norm == Norm::Spectral;
    let mut first = First {
        discriminator: if normalised { discriminator.advance_power_iteration() } else { discriminator },
        generator: state.net(GENERATOR).clone(),
        real: Tensor::from_data(
            TensorData::new(samples, [BATCH, shape[0], shape[1], shape[2]]),
            &state.device,
        ),
        latents: Tensor::from_data(Latents::new(&recipe, 0).next(BATCH), &state.device),
        given: Given::classes(recipe.classes.conditional, &labels, &state.device),
        noise: noise(),
    };
    let mut expected = BTreeMap::new();
    let gradients = loss(&mut first).backward();
    for_each_gradient(&first.discriminator, &gradients, |name, gradient| {
        expected.insert(name.to_owned(), gradient.iter().map(|number| number * 0.1).collect::<Vec<_>>());
    });

    at_once(game::named(&recipe, &state).step(&mut state, &Alone)).unwrap();
    let largest = |numbers: &[f32]| numbers.iter().fold(0.0, |most: f32, number| most.max(number.abs()));
    let overall = expected.values().map(|steps| largest(steps)).fold(0.0, f32::max);
    assert!(overall > 1e-4, "{query}: the weights move");
    let (before, after) = (trained(&first.discriminator), trained(state.net(DISCRIMINATOR)));
    assert_eq!(expected.len(), after.len(), "{query}");
    let mut worst = 0.0_f32;
    for (before, after) in before.into_iter().zip(after) {
        let expected = &expected[&after.name];
        // A weight is rounded where it ends.
        let rounding = 1e-7 * largest(&before.values.clone().into_data().iter::<f32>().collect::<Vec<_>>());
        let found: Vec<f32> = (before.values - after.values).into_data().iter::<f32>().collect();
        let errors: Vec<f32> = found.iter().zip(expected).map(|(one, other)| one - other).collect();
        let (error, scale) = (largest(&errors), largest(expected).max(overall * 1e-2));
        worst = worst.max(error / (1e-4 * scale + rounding));
        assert!(error <= 1e-4 * scale + rounding, "{query}: {} is {error} off, of {scale}", after.name);
    }
    println!("{query}: steps of {overall}, {worst} of what is allowed");
}

#[test]
fn penalties_are_taken_at_their_own_points_and_added_to_the_loss() {
    let penalty = |first: &First, points| distance_from_one(first.input_gradient(points)) * 3.0;
    let critic = || NonSaturating(CrossEntropy { real_target: 1.0 });
    assert_steps_against("variant=wgan_gp&penalty_weight=3", |first| {
        let (real, generated) = (first.real.clone(), first.generated());
        let points = between(real.clone(), generated.clone(), &mut first.noise);
        Wasserstein::default().discriminator(first.scores(real), first.scores(generated))
            + penalty(first, points)
    });
    assert_steps_against("variant=dragan&penalty_weight=3", |first| {
        let (real, generated) = (first.real.clone(), first.generated());
        let points = around(real.clone(), &mut first.noise);
        critic().discriminator(first.scores(real), first.scores(generated)) + penalty(first, points)
    });
    assert_steps_against("variant=r1&penalty_weight=3", |first| {
        let (real, generated) = (first.real.clone(), first.generated());
        let r1 = squared_length(first.input_gradient(real.clone())) * 1.5;
        critic().discriminator(first.scores(real), first.scores(generated)) + r1
    });
    assert_steps_against("variant=r3gan&penalty_weight=3", |first| {
        let (real, generated) = (first.real.clone(), first.generated());
        let [r1, r2] = [&real, &generated].map(|points| squared_length(first.input_gradient(points.clone())));
        Relativistic.discriminator(first.scores(real), first.scores(generated)) + (r1 + r2) * 1.5
    });
}

#[test]
fn a_packed_discriminator_scores_groups_and_its_penalty_is_on_the_groups_gradient() {
    // Two digits as one image of two channels.
    let pairs = |samples: Tensor<4>| samples.reshape([BATCH / 2, 2, 28, 28]);
    assert_steps_against("variant=r1&penalty_weight=3&pack=2", |first| {
        let [real, generated] = [first.real.clone(), first.generated()].map(pairs);
        let r1 = squared_length(first.input_gradient(real.clone())) * 1.5;
        let critic = NonSaturating(CrossEntropy { real_target: 1.0 });
        critic.discriminator(first.scores(real), first.scores(generated)) + r1
    });
}

#[test]
fn consistency_is_the_mean_squared_distance_between_scores_and_those_of_shifted_copies() {
    let hinge = |first: &First| {
        Hinge.discriminator(first.scores(first.real.clone()), first.scores(first.generated()))
    };
    assert_steps_against("variant=crgan&consistency=10&shift=3", |first| {
        let real = first.real.clone();
        let copies = first.shifted("shift.real", real.clone(), 3);
        hinge(first) + first.distance(real, copies) * 10.0
    });
    assert_steps_against("variant=crgan&consistency=0&generated_consistency=7&shift=2", |first| {
        let generated = first.generated();
        let copies = first.shifted("shift.generated", generated.clone(), 2);
        hinge(first) + first.distance(generated, copies) * 7.0
    });
    assert_steps_against("variant=crgan&consistency=0&zcr_lambda_dis=20&zcr_sigma=0.5", |first| {
        let step = Tensor::from_data(
            first.noise.normals("zcr.discriminator", [BATCH, 8, 1, 1]),
            &first.real.device(),
        );
        let close_by = first.generator.forward(first.latents.clone() + step * 0.5).detach();
        hinge(first) + first.distance(first.generated(), close_by) * 20.0
    });
}

#[test]
fn classes_reach_the_score_its_penalty_and_the_auxiliary_cross_entropies() {
    let critic = |first: &First| {
        let loss = NonSaturating(CrossEntropy { real_target: 1.0 });
        loss.discriminator(first.scores(first.real.clone()), first.scores(first.generated()))
    };
    let hinge = |first: &First| {
        Hinge.discriminator(first.scores(first.real.clone()), first.scores(first.generated()))
    };
    assert_steps_against("variant=cgan&discriminator_norm=none", |first| critic(first));
    assert_steps_against("variant=projection&generator_condition=concat", |first| hinge(first));
    assert_steps_against(
        "variant=acgan&discriminator_norm=none&class_loss_real=0.5&class_loss_generated=2",
        |first| {
            let (real, generated) = (first.real.clone(), first.generated());
            critic(first) + first.misnamed(real) * 0.5 + first.misnamed(generated) * 2.0
        },
    );
    for condition in ["concat", "projection", "auxiliary&class_loss_real=0&class_loss_generated=0"] {
        let query =
            format!("variant=r1&penalty_weight=3&conditional=true&discriminator_condition={condition}");
        assert_steps_against(&query, |first| {
            critic(first) + squared_length(first.input_gradient(first.real.clone())) * 1.5
        });
    }
}

#[test]
fn turns_are_named_of_real_images_and_scores_are_of_upright_ones() {
    for (query, logits) in [
        ("variant=ssgan&rotation_loss_real=0.5&architecture=mlp", 1),
        ("variant=ssgan&rotation_loss_real=0.5", 1),
        // Behind the score and the logits of ten classes.
        (
            "variant=ssgan&rotation_loss_real=0.5&conditional=true&discriminator_condition=auxiliary&class_loss_real=0&generator_condition=concat",
            11,
        ),
    ] {
        assert_steps_against(query, |first| {
            let hinge =
                Hinge.discriminator(first.scores(first.real.clone()), first.scores(first.generated()));
            let output = first.discriminator.forward_given(first.turned(), &first.given);
            let logits = log_softmax(output.narrow(1, logits, 4).flatten::<2>(1, 3), 1);
            let of_turns =
                (0..BATCH).map(|turn| logits.clone().slice([turn..turn + 1, turn..turn + 1]).sum());
            hinge - of_turns.reduce(|sum, of_turn| sum + of_turn).expect("a batch") * (0.5 / BATCH as f64)
        });
    }
}

/// Samples of 60 numbers each.
fn samples(index: u64, device: &Device) -> Tensor<4> {
    Tensor::from_data(Noise::new(index, BTreeMap::new()).normals("samples", [16, 3, 4, 5]), device)
}

fn rows(samples: Tensor<4>) -> Vec<Vec<f64>> {
    let numbers: Vec<f64> = samples.into_data().iter::<f64>().collect();
    numbers.chunks(60).map(<[_]>::to_vec).collect()
}

#[test]
fn points_between_real_and_generated_samples_have_one_place_a_sample() {
    let device = Device::flex();
    let (real, generated) = (samples(0, &device), samples(1, &device));
    let points = between(real.clone(), generated.clone(), &mut Noise::new(7, BTreeMap::new()));
    let mut places = Vec::new();
    let (ways, parts) = (rows(real - generated.clone()), rows(points - generated));
    for (way, part) in ways.into_iter().zip(parts) {
        let length: f64 = way.iter().map(|number| number * number).sum();
        let place = way.iter().zip(&part).map(|(way, part)| way * part).sum::<f64>() / length;
        assert!((0.0..1.0).contains(&place), "{place}");
        assert!(way.iter().zip(&part).all(|(way, part)| (part - place * way).abs() < 1e-5));
        places.push(place);
    }
    places.sort_by(f64::total_cmp);
    assert!(places[0] < 0.25 && places[15] > 0.75, "{places:?}");
    assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 1e-6), "{places:?}");
}

#[test]
fn points_around_real_samples_lie_within_half_the_batchs_deviation() {
    let device = Device::flex();
    let real = samples(0, &device);
    let numbers: Vec<f64> = real.clone().into_data().iter::<f64>().collect();
    let mean = numbers.iter().sum::<f64>() / 960.0;
    let variance = numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / 960.0;
    let reach = variance.sqrt() * 0.5;
    let moves = rows(around(real.clone(), &mut Noise::new(7, BTreeMap::new())) - real);
    // Of 60 uniform numbers the largest is close to 1: what is left of it is the sample's share.
    let shares: Vec<f64> =
        moves.iter().map(|moves| moves.iter().copied().fold(0.0, f64::max) / reach).collect();
    assert!(moves.iter().flatten().all(|&step| step >= -1e-6), "the noise is not negative");
    assert!(shares.iter().all(|share| *share <= 1.0 + 1e-5), "{shares:?}");
    let (least, most) =
        (shares.iter().copied().fold(1.0, f64::min), shares.iter().copied().fold(0.0, f64::max));
    assert!(least < 0.25 && most > 0.75, "{shares:?}");
}
