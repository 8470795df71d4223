//! What variants learn of points of the plane, with the settings that they have for them, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;
use common::{checkpoint, of_latents, resume, session, trained};
use pollster::block_on;
use saddle::{
    classes::Classes,
    data::Mixture,
    metrics::modes::{SAMPLES, coverage},
    session::{Session, Weights},
    zoo::Variant,
};

fn averaged(session: &Session, count: usize) -> Vec<f32> {
    block_on(session.sample(count, Weights::Ema, &Classes::InTurn)).unwrap().values
}

/// The sliced Wasserstein-1 distance between two sets of points, over 32 directions.
fn sliced_distance(one: &[f32], other: &[f32]) -> f64 {
    let project = |points: &[f32], angle: f64| {
        let mut values: Vec<f64> = points
            .chunks_exact(2)
            .map(|point| f64::from(point[0]) * angle.cos() + f64::from(point[1]) * angle.sin())
            .collect();
        values.sort_by(f64::total_cmp);
        values
    };
    (0..32)
        .map(|direction| {
            let angle = f64::from(direction) * std::f64::consts::PI / 32.0;
            let (one, other) = (project(one, angle), project(other, angle));
            one.iter().zip(&other).map(|(one, other)| (one - other).abs()).sum::<f64>() / one.len() as f64
        })
        .sum::<f64>()
        / 32.0
}

#[test]
fn every_variant_brings_its_points_to_the_ring_and_resumes_bit_for_bit() {
    let mut failed = Vec::new();
    for variant in of_latents() {
        // Some seeds lead DRAGAN or EBGAN astray at first, and which ones depends on the processor's kernels.
        let nearer = (4..8).any(|seed| comes_nearer(variant, seed));
        // BEGAN's generator goes where the auto-encoder copies best, which is a mode or a few (docs/zoo.md).
        if variant.name != "began" && !nearer {
            failed.push(variant.name);
        }
    }
    assert!(failed.is_empty(), "no nearer to the ring: {failed:?}");
}

/// Whether 400 steps bring the points of `variant` to a quarter of their distance to the ring. The last hundred are taken
/// by a resumed run as well, which must end in the same bytes.
fn comes_nearer(variant: &Variant, seed: u64) -> bool {
    let query = format!("variant={}&data=ring&warm_up=0&seed={seed}", variant.name);
    let mut run = session(&query, &Device::flex());
    let distance = |run: &Session| sliced_distance(&averaged(run, 512), &run.real(512).unwrap().values);
    let before = distance(&run);
    (0..300).for_each(|_| run.step().unwrap());
    block_on(run.read()).unwrap();
    let mut resumed = resume(&checkpoint(&run)).unwrap();
    (0..100)
        .for_each(|_| [&mut run, &mut resumed].into_iter().for_each(|run: &mut Session| run.step().unwrap()));
    assert!(checkpoint(&run) == checkpoint(&resumed), "{}: the two checkpoints differ", variant.name);
    let after = distance(&run);
    println!("{}: sliced distance to the ring {before:.3} before, {after:.3} after", variant.name);
    after <= 0.25 * before
}

#[test]
fn conditional_variants_put_points_into_the_mode_that_was_asked_for() {
    for variant in ["cgan", "acgan", "projection"] {
        let run = trained(&format!("variant={variant}&data=ring"), 1_500);
        let points = block_on(run.sample(SAMPLES, Weights::Ema, &Classes::InTurn)).unwrap();
        let found = coverage(&Mixture::ring(), &points.values, &points.labels);
        println!("{variant}: {found:?}");
        assert!(found.modes == 8 && found.asked > Some(0.85), "{variant}: {found:?}");
    }
}

#[test]
fn vanilla_covers_the_ring() {
    let run = trained("variant=vanilla&data=ring", 2_000);
    let found = coverage(&Mixture::ring(), &averaged(&run, SAMPLES), &[]);
    println!("{found:?}");
    assert!(found.modes >= 7 && found.high_quality > 0.3, "{found:?}");
}
