//! Images made of other images, as a session runs them, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;
use common::{checkpoint, resume, session, trained};
use pollster::block_on;
use saddle::{
    classes::Classes,
    recipe::Opinion,
    session::{Direction, Samples, Session, Weights},
};

const PAIRS: &str = "variant=pix2pix&batch=4&filters=4&seed=7";
/// Its pool of 6 images is full in the second step.
const CYCLE: &str = "variant=cyclegan&batch=4&filters=4&pool=6&seed=7";

fn translate(session: &Session, images: Samples, direction: Direction) -> saddle::Result<Samples> {
    block_on(session.translate(images, direction, Weights::Raw))
}

#[test]
fn a_run_that_goes_on_ends_in_the_bits_of_an_unbroken_one() {
    for query in
        [PAIRS, CYCLE, "variant=cyclegan&batch=3&filters=4&pool=6&translator=unet&discriminator_steps=2"]
    {
        let whole = checkpoint(&trained(query, 6));
        for taken in [1, 2, 4] {
            let mut session = resume(&checkpoint(&trained(query, taken))).unwrap();
            (taken..6).for_each(|_| session.step().unwrap());
            assert!(checkpoint(&session) == whole, "{query}: resumed at step {taken}");
        }
    }
}

#[test]
fn what_is_made_of_outlines_is_nearer_to_their_digits_than_they_are_and_than_nothing_is() {
    let query = "variant=pix2pix&batch=8&filters=16&seed=7&generator_lr=0.001&discriminator_lr=0.001";
    let session = trained(query, 400);
    let target = session.real(64).unwrap().values;
    let distance = |values: &[f32]| {
        values.iter().zip(&target).map(|(one, other)| (one - other).abs()).sum::<f32>() / target.len() as f32
    };
    let source = session.real_sources(64).unwrap();
    let translated = translate(&session, source.clone(), Direction::There).unwrap();
    let [found, copied, blank] =
        [&translated.values, &source.values, &vec![-1.0; target.len()]].map(|values| distance(values));
    assert!(found < 0.7 * copied.min(blank), "{found}; a copy {copied}, a blank {blank}");
}

#[test]
fn samples_are_translations_of_the_first_sources() {
    for query in [PAIRS, CYCLE] {
        let session = trained(query, 1);
        let samples = block_on(session.sample(5, Weights::Raw, &Classes::InTurn)).unwrap();
        let translated = translate(&session, session.real_sources(5).unwrap(), Direction::There).unwrap();
        assert_eq!(samples.values, translated.values);
        assert_eq!((samples.count(), samples.shape), (5, [1, 28, 28]));
    }
}

#[test]
fn a_cycle_leads_back_and_pairs_do_not() {
    let cycle = trained(CYCLE, 1);
    let back = translate(&cycle, cycle.real(3).unwrap(), Direction::Back).unwrap();
    assert!(back.count() == 3 && back.values.iter().all(|value| value.abs() <= 1.0));
    let pairs = trained(PAIRS, 0);
    let problem = translate(&pairs, pairs.real(3).unwrap(), Direction::Back).unwrap_err().to_string();
    assert!(problem.contains("no way back"), "{problem}");
}

#[test]
fn the_discriminator_of_patches_tells_targets_from_early_translations_of_the_same_sources() {
    for (query, opinion) in [(PAIRS, Opinion::Probability), (CYCLE, Opinion::Score)] {
        let session = trained(&format!("{query}&generator_lr=0.000001&discriminator_lr=0.002"), 30);
        assert_eq!(session.opinion_of_patches(), Some(opinion));
        let before = checkpoint(&session);
        let (sources, targets) = (session.real_sources(8).unwrap(), session.real(8).unwrap());
        let translated = translate(&session, sources.clone(), Direction::There).unwrap();
        let [real, generated] = [&targets, &translated].map(|images| {
            let map = block_on(session.judge_patches(images, &sources).unwrap()).unwrap();
            assert!(map.shape[0] == 1 && map.shape[1] > 1 && map.count() == 8, "{:?}", map.shape);
            map.values.iter().sum::<f32>() / map.values.len() as f32
        });
        assert!(real > generated + 0.1, "{query}: {real} {generated}");
        assert!(checkpoint(&session) == before, "{query}: looking changes the run");
        let problem = session.judge_patches(&targets, &session.real_sources(3).unwrap()).err().unwrap();
        assert!(problem.to_string().contains("3 sources"), "{problem}");
    }
    let dcgan = session(common::SMALL, &Device::flex());
    let images = dcgan.real(1).unwrap();
    assert!(dcgan.opinion_of_patches().is_none() && dcgan.judge_patches(&images, &images).is_err());
}

#[test]
fn only_a_runs_own_kind_of_images_is_translated() {
    let small = Samples { shape: [1, 2, 2], values: vec![0.0; 4], labels: Vec::new() };
    let problem = translate(&trained(PAIRS, 0), small.clone(), Direction::There).unwrap_err().to_string();
    assert!(problem.contains("of [1, 2, 2]"), "{problem}");
    let dcgan = session(common::SMALL, &Device::flex());
    let problem = translate(&dcgan, small, Direction::There).unwrap_err().to_string();
    assert!(problem.contains("pix2pix or CycleGAN"), "{problem}");
}

#[test]
fn every_task_of_digits_takes_a_step() {
    for variant in ["pix2pix", "cyclegan"] {
        for task in ["outline", "skeleton", "hole", "low_resolution", "noise", "invert", "thicken", "slant"] {
            let session = trained(&format!("variant={variant}&task={task}&batch=2&filters=4"), 1);
            let values = block_on(session.read()).unwrap().values;
            assert!(
                values.iter().any(|(name, _)| *name == if variant == "pix2pix" { "l1" } else { "cycle" })
            );
        }
    }
}
