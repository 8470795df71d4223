//! The generator's latents as a space to move in, and the real samples nearest to generated ones, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;
use common::{checkpoint, of_latents, session, small, trained};
use pollster::block_on;
use saddle::{
    classes::Classes,
    session::{Directions, Session, Weights},
    train::{checkpoint::Checkpoint, latents::Sampling},
};
use safetensors::SafeTensors;

const SIZE: usize = 8;

/// What the generator's first layer multiplies latents by, `[inputs][outputs]`.
fn first_weight(session: &Session) -> Vec<Vec<f64>> {
    let bytes = checkpoint(session);
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let mut names = tensors.names();
    names.retain(|name| name.starts_with("generator.") || name.starts_with("decoder."));
    names.retain(|name| name.ends_with("weight"));
    names.retain(|name| !name.contains(".ema.") && !name.contains(".optimiser."));
    names.sort_unstable();
    let weight = tensors.tensor(names[0]).unwrap();
    let outputs = weight.shape()[1];
    let (values, _) = weight.data().as_chunks::<4>();
    let values: Vec<_> = values.iter().map(|&bytes| f64::from(f32::from_le_bytes(bytes))).collect();
    values.chunks(outputs).map(<[f64]>::to_vec).collect()
}

fn directions(session: &Session) -> Directions {
    block_on(session.directions(Weights::Raw)).unwrap()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn of_direction(found: &Directions, at: usize, size: usize) -> Vec<f64> {
    found.vectors[at * size..][..size].iter().map(|&value| f64::from(value)).collect()
}

/// The first layer's output moves by zW.
fn moved(weight: &[Vec<f64>], latent: &[f64]) -> Vec<f64> {
    (0..weight[0].len())
        .map(|output| latent.iter().zip(weight).map(|(value, row)| value * row[output]).sum())
        .collect()
}

#[test]
fn of_two_latents_the_directions_are_those_of_the_closed_form() {
    let session = trained("variant=vanilla&data=ring&batch=16&seed=3", 5);
    let [one, other] = <[Vec<f64>; 2]>::try_from(first_weight(&session)).unwrap();
    // The eigenvalues of [[a, b], [b, c]].
    let (a, b, c) = (dot(&one, &one), dot(&one, &other), dot(&other, &other));
    let root = ((a - c).powi(2) / 4.0 + b * b).sqrt();
    let largest = (a + c) / 2.0 + root;
    let found = directions(&session);
    assert!((f64::from(found.shares[0]) - largest / (a + c)).abs() < 1e-5);
    let direction = of_direction(&found, 0, 2);
    assert!(((a - largest) * direction[0] + b * direction[1]).abs() < 1e-4 * largest, "{direction:?}");
    assert!((dot(&direction, &direction) - 1.0).abs() < 1e-5);
    assert!((found.shares.iter().sum::<f32>() - 1.0).abs() < 1e-5);
}

#[test]
fn the_directions_are_at_right_angles_in_the_latents_and_in_what_the_first_layer_makes_of_them() {
    for variant in ["dcgan", "cgan", "vae", "sngan", "wgan_gp"] {
        let session = session(&format!("variant={variant}&batch=4&latent={SIZE}&seed=7"), &Device::flex());
        let weight = first_weight(&session)[..SIZE].to_vec();
        let found = directions(&session);
        let latents: Vec<_> = (0..SIZE).map(|at| of_direction(&found, at, SIZE)).collect();
        let outputs: Vec<_> = latents.iter().map(|latent| moved(&weight, latent)).collect();
        let all: f64 = weight.iter().map(|row| dot(row, row)).sum();
        for at in 0..SIZE {
            // Along a direction of length one, the first layer's variance is this much of all.
            let share = dot(&outputs[at], &outputs[at]) / all;
            assert!((share - f64::from(found.shares[at])).abs() < 1e-4, "{variant}: {share}");
            for other in 0..at {
                assert!(dot(&latents[at], &latents[other]).abs() < 1e-4, "{variant}");
                assert!(dot(&outputs[at], &outputs[other]).abs() < 1e-4 * all, "{variant}");
                assert!(found.shares[at] <= found.shares[other], "{variant}");
            }
        }
    }
}

#[test]
fn of_latents_in_chunks_each_direction_is_within_one_chunk() {
    let query = "variant=dcgan&styles=chunks&latent=11&batch=4&generator_spectral=true";
    let found = directions(&trained(query, 2));
    // Five numbers for the layers, and three for each of two levels.
    let chunks = [0..5, 5..8, 8..11];
    let mut directions = [0; 3];
    for at in 0..11 {
        let direction = of_direction(&found, at, 11);
        let shares = chunks.clone().map(|chunk| dot(&direction[chunk.clone()], &direction[chunk]));
        let own = shares.iter().position(|share| (share - 1.0).abs() < 1e-5);
        directions[own.unwrap_or_else(|| panic!("{at}: {shares:?}"))] += 1;
    }
    assert_eq!(directions, [5, 3, 3]);
    let sum: f32 = found.shares.iter().sum();
    assert!((sum - 1.0).abs() < 1e-5 && found.shares[0] > 2.0 * found.shares[10], "{:?}", found.shares);
}

#[test]
fn the_latents_of_the_sample_grid_make_its_samples() {
    for variant in of_latents() {
        let session = session(&small(variant), &Device::flex());
        let expected = block_on(session.sample(4, Weights::Ema, &Classes::InTurn)).unwrap();
        let latents = session.latent_space(Sampling::Fixed(4)).latents;
        let found =
            block_on(session.sample_latents(&latents, Weights::Ema, &Classes::InTurn, Sampling::Fixed(1)))
                .unwrap();
        assert_eq!(found, expected, "{}", variant.name);
        let of_other = latents.iter().map(|value| value + 0.5).collect::<Vec<_>>();
        let other =
            block_on(session.sample_latents(&of_other, Weights::Ema, &Classes::InTurn, Sampling::Fixed(1)))
                .unwrap();
        assert_ne!(other.values, expected.values, "{}", variant.name);
    }
}

#[test]
fn latents_that_are_none_are_refused() {
    let session = session(common::SMALL, &Device::flex());
    for (latents, words) in [
        (vec![0.0; SIZE + 1], "9 numbers are not whole latents of 8"),
        (vec![], "0 numbers"),
        (vec![f32::NAN; SIZE], "not all finite"),
    ] {
        let problem =
            block_on(session.sample_latents(&latents, Weights::Raw, &Classes::InTurn, Sampling::Fixed(1)))
                .unwrap_err();
        assert!(problem.to_string().contains(words), "{problem}");
    }
    assert!(session.great_circle(&[0.0; SIZE], &[0.0; 2 * SIZE], 3).is_err());
}

#[test]
fn a_way_begins_and_ends_at_its_ends_and_keeps_its_distance_from_the_mean() {
    let session = session(common::SMALL, &Device::flex());
    let latents = session.latent_space(Sampling::Fixed(2)).latents;
    let (from, to) = latents.split_at(SIZE);
    let way = session.great_circle(from, to, 9).unwrap();
    let points: Vec<_> = way.chunks(SIZE).collect();
    assert_eq!(points.len(), 9);
    let close = |one: &[f32], other: &[f32]| one.iter().zip(other).all(|(x, y)| (x - y).abs() < 1e-5);
    assert!(close(points[0], from) && close(points[8], to));
    let length = |latent: &[f32]| latent.iter().map(|value| value * value).sum::<f32>().sqrt();
    let half = (length(from) + length(to)) / 2.0;
    assert!((length(points[4]) - half).abs() < 1e-4);
}

#[test]
fn the_nearest_real_sample_of_a_real_one_is_itself() {
    let session = session(common::SMALL, &Device::flex());
    let real = session.real(20).unwrap().values;
    let pixels = 28 * 28;
    let mut sample = real[13 * pixels..][..pixels].to_vec();
    let found = session.nearest(&sample, 0..20).unwrap().unwrap();
    assert_eq!((found.index, found.distance, found.searched), (13, 0.0, 20));
    assert_eq!(session.real_from(13, 1).unwrap().values, sample);
    sample.iter_mut().for_each(|value| *value += 0.1);
    let found = session.nearest(&sample, 0..20).unwrap().unwrap();
    assert!(found.index == 13 && (found.distance - 0.1).abs() < 1e-5, "{found:?}");
    assert_ne!(session.nearest(&sample, 0..13).unwrap().unwrap().index, 13);
    assert!(session.nearest(&sample, 5..5).unwrap().is_none());
    assert!(session.nearest(&sample[1..], 0..20).is_err());
}

#[test]
fn latents_are_explored_alike_wherever_a_run_is_trained() {
    let found = block_on(common::explored(&Device::flex()));
    println!("{found:?}");
    common::assert_close(&found, &common::EXPLORED, 1e-3);
}

#[test]
fn exploring_leaves_no_trace() {
    for variant in ["dcgan", "vae", "sngan", "acgan"] {
        let mut explored = trained(&format!("variant={variant}&batch=4&latent={SIZE}&seed=7"), 2);
        let before = checkpoint(&explored);
        let latents = explored.latent_space(Sampling::Fixed(3)).latents;
        block_on(explored.directions(Weights::Ema)).unwrap();
        block_on(explored.sample_latents(&latents, Weights::Raw, &Classes::InTurn, Sampling::Fixed(1)))
            .unwrap();
        explored.great_circle(&latents[..SIZE], &latents[SIZE..2 * SIZE], 5).unwrap();
        explored.nearest(&explored.real_from(3, 1).unwrap().values, 0..8).unwrap();
        assert!(before == checkpoint(&explored), "{variant}: exploring left a trace");
        let saved = Checkpoint::read(&before).unwrap();
        assert_eq!(saved.progress.step, 2);
        let mut other = common::resume(&before).unwrap();
        explored.step().unwrap();
        other.step().unwrap();
        assert!(checkpoint(&explored) == checkpoint(&other), "{variant}: exploring changed what came next");
    }
}
