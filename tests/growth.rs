//! Nets that grow, styles that mix, and styles drawn to their mean, as a session runs them, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use common::{checkpoint, resume, trained};
use pollster::block_on;
use saddle::{
    classes::Classes,
    session::{Growth, Session, Weights},
    train::{checkpoint::Checkpoint, latents::Sampling},
};
use std::collections::BTreeSet;

/// A level alone in steps 0 and 1, the next one fading in for two steps and stable for two, and so on: level 2 from step 6.
const GROWING: &str = "variant=pggan&batch=4&latent=8&width=32&seed=7&fade_steps=2&stable_steps=2";
const STYLED: &str = "variant=stylegan&batch=4&latent=8&width=32&seed=7";

fn readings(session: &Session) -> Vec<(&'static str, f32)> {
    block_on(session.read()).unwrap().values
}

fn reading(session: &Session, name: &str) -> f32 {
    readings(session).into_iter().find(|(other, _)| *other == name).expect(name).1
}

/// The names of a player's weights of which an optimiser remembers something.
fn remembered(session: &Session, player: &str) -> BTreeSet<String> {
    let progress = Checkpoint::read(&checkpoint(session)).unwrap().progress;
    let names = progress.updates.into_keys();
    names.filter(|name| name.starts_with(&format!("{player}."))).collect()
}

/// Whether every square of `side` pixels has one colour, in all samples of 28x28.
fn is_coarse(values: &[f32], side: usize) -> bool {
    let at = |image: usize, row: usize, column: usize| values[image * 784 + row * 28 + column];
    (0..values.len() / 784).all(|image| {
        (0..784).all(|pixel| {
            let [row, column] = [pixel / 28, pixel % 28];
            at(image, row, column) == at(image, row / side * side, column / side * side)
        })
    })
}

#[test]
fn samples_sharpen_as_levels_fade_in() {
    let mut session = trained(GROWING, 0);
    for (step, side, share, square) in [
        (0, 7.0, 1.0, 4),
        (1, 7.0, 1.0, 4),
        (2, 14.0, 0.5, 2),
        (3, 14.0, 1.0, 2),
        (4, 14.0, 1.0, 2),
        (5, 14.0, 1.0, 2),
        (6, 28.0, 0.5, 1),
        (7, 28.0, 1.0, 1),
        (8, 28.0, 1.0, 1),
    ] {
        let samples = block_on(session.sample(4, Weights::Raw, &Classes::InTurn)).unwrap();
        assert!(is_coarse(&samples.values, square), "before step {step}");
        assert!(square == 1 || !is_coarse(&samples.values, 2 * square), "before step {step}");
        session.step().unwrap();
        assert_eq!(
            [reading(&session, "resolution"), reading(&session, "fade")],
            [side, share],
            "step {step}"
        );
    }
    let growth = session.growth().unwrap();
    assert_eq!(growth, Growth { sides: vec![7, 14, 28], level: 2, share: 1.0 });
}

#[test]
fn optimisers_start_anew_where_a_fade_begins_and_ends_and_know_nothing_of_blocks_that_do_not_run() {
    let mut session = trained(GROWING, 0);
    let mut counts = Vec::new();
    for _ in 0..8 {
        session.step().unwrap();
        counts.push(["generator", "discriminator"].map(|player| remembered(&session, player).len()));
    }
    // After steps 2, 4, 6 and 8 all is forgotten.
    let is_empty: Vec<_> = counts.iter().map(|counts| *counts == [0, 0]).collect();
    assert_eq!(is_empty, [false, true, false, true, false, true, false, true]);
    // Level 0 alone; level 1 with both its images and those of level 0; then level 1 without them.
    let [alone, fading, stable] = [0, 2, 4].map(|at| counts[at]);
    assert_eq!(alone[0], 2 + 2 + 2, "the first product, a convolution, an image");
    assert_eq!(fading[0], alone[0] + 4 + 2, "two convolutions and an image more");
    assert_eq!(stable[0], fading[0] - 2, "without the smaller image");
    let updates = Checkpoint::read(&checkpoint(&trained(GROWING, 5))).unwrap().progress.updates;
    assert!(updates.keys().all(|name| !name.contains("blocks.2") && !name.contains("images.2")));
    assert!(updates.values().all(|&updates| updates == 1), "{updates:?}");
}

#[test]
fn a_run_resumed_at_any_step_of_its_growth_is_the_same_run() {
    let whole = checkpoint(&trained(GROWING, 9));
    for stop in 1..9 {
        let mut resumed = resume(&checkpoint(&trained(GROWING, stop))).unwrap();
        (stop..9).for_each(|_| resumed.step().unwrap());
        assert!(whole == checkpoint(&resumed), "resumed after {stop} steps");
    }
}

#[test]
fn each_level_shows_what_it_makes_of_a_latent() {
    let session = trained(GROWING, 7);
    let latent = &session.latent_space(Sampling::Fixed(1)).latents;
    let levels = session.sample_levels(latent, Weights::Raw, &Classes::InTurn).unwrap().expect("it grows");
    let levels = block_on(levels).unwrap();
    assert_eq!(levels.count(), 3);
    let [small, middle, full] = [0, 1, 2].map(|level| &levels.values[level * 784..][..784]);
    assert!(is_coarse(small, 4) && is_coarse(middle, 2) && !is_coarse(middle, 4) && !is_coarse(full, 2));
    let problem = session.sample_levels(&[0.0; 3], Weights::Raw, &Classes::InTurn).err().unwrap();
    assert!(problem.to_string().contains("latents"), "{problem}");
    let grown = trained("variant=pggan&batch=4&latent=8&grow=false", 0);
    assert!(grown.sample_levels(&[0.0; 8], Weights::Raw, &Classes::InTurn).unwrap().is_none());
}

/// The samples of `coarse` with the styles of `fine` from the level `from` on.
fn mixed(session: &Session, coarse: &[f32], fine: &[f32], from: usize) -> Vec<f32> {
    let samples =
        session.mix_styles([coarse, fine], from, Weights::Raw, &Classes::InTurn, Sampling::Fixed(1)).unwrap();
    block_on(samples).unwrap().values
}

#[test]
fn styles_of_two_latents_go_from_those_of_the_one_to_those_of_the_other() {
    let session = trained(STYLED, 3);
    assert_eq!(session.style_levels(), 6);
    let latents = session.latent_space(Sampling::Fixed(2)).latents;
    let (one, other) = latents.split_at(8);
    let plain =
        block_on(session.sample_latents(&latents, Weights::Raw, &Classes::InTurn, Sampling::Fixed(2)))
            .unwrap()
            .values;
    let far = |from, sample: &[f32]| {
        let mixed = mixed(&session, one, other, from);
        mixed.iter().zip(sample).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max)
    };
    // Sums of another batch size are in another order.
    assert!(far(6, &plain[..784]) < 1e-4 && far(0, &plain[784..]) < 1e-4);
    assert!(far(3, &plain[..784]) > 0.01 && far(3, &plain[784..]) > 0.01);
    for (coarse, fine, words) in [(one, &latents[..], "as many"), (&one[..3], other, "whole latents")] {
        let problem = session
            .mix_styles([coarse, fine], 3, Weights::Raw, &Classes::InTurn, Sampling::Fixed(1))
            .err()
            .unwrap();
        assert!(problem.to_string().contains(words), "{problem}");
    }
    let plain = trained("variant=dcgan&batch=4&latent=8", 0);
    let problem =
        plain.mix_styles([one, other], 3, Weights::Raw, &Classes::InTurn, Sampling::Fixed(1)).err().unwrap();
    assert!(problem.to_string().contains("mapping network"), "{problem}");
}

#[test]
fn styles_drawn_to_their_mean_make_samples_alike() {
    let session = trained(STYLED, 3);
    let truncated = |bound| {
        let samples =
            session.sample_from(Sampling::Truncated { count: 8, bound }, Weights::Raw, &Classes::InTurn);
        block_on(samples).unwrap().values
    };
    let spread = |values: &[f32]| {
        let mean: Vec<f32> =
            (0..784).map(|at| values.iter().skip(at).step_by(784).sum::<f32>() / 8.0).collect();
        values.iter().enumerate().map(|(at, value)| (value - mean[at % 784]).powi(2)).sum::<f32>()
    };
    let whole = block_on(session.sample(8, Weights::Raw, &Classes::InTurn)).unwrap().values;
    let [none, half, all] = [0.0, 0.5, 1.0].map(truncated);
    let off = all.iter().zip(&whole).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max);
    assert!(off < 1e-5, "a share of one leaves styles as they are: {off}");
    assert!(spread(&half) < spread(&whole), "{} of {}", spread(&half), spread(&whole));
    assert!(spread(&none) < 1e-6 * spread(&whole), "only their mean is left");
}
