//! Samples of truncated latents, as the page draws them, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;
use common::{session, small, trained};
use pollster::block_on;
use saddle::{
    classes::Classes,
    session::{Drawing, Session, Weights},
    train::latents::Sampling,
    zoo::ZOO,
};

fn whole(session: &Session, count: usize, bound: Option<f64>) -> Vec<f32> {
    let sampling = session.sampling(count, bound).unwrap();
    block_on(session.sample_from(sampling, Weights::Ema, &Classes::InTurn)).unwrap().values
}

fn in_pieces(mut drawing: Drawing) -> Vec<f32> {
    while drawing.prepare() {}
    let mut values = Vec::new();
    while let Some(samples) = drawing.draw() {
        values.extend(block_on(samples).unwrap());
    }
    values
}

#[test]
fn samples_drawn_in_pieces_are_those_drawn_at_once_whatever_the_run_does_meanwhile() {
    for name in ["biggan", "dcgan", "vanilla", "vae"] {
        let variant = ZOO.iter().find(|variant| variant.name == name).unwrap();
        let mut session = trained(&small(variant), 2);
        for bound in [None, Some(0.3)] {
            let expected = whole(&session, 5, bound);
            let sampling = session.sampling(5, bound).unwrap();
            let drawing = session.drawing(sampling, Weights::Ema, &Classes::InTurn).unwrap();
            session.step().unwrap();
            assert!(in_pieces(drawing) == expected, "{name} at {bound:?}");
        }
    }
}

#[test]
fn latents_behind_truncated_samples_make_those_very_samples() {
    let variant = ZOO.iter().find(|variant| variant.name == "biggan").unwrap();
    let session = trained(&small(variant), 2);
    let sampling = session.sampling(3, Some(0.3)).unwrap();
    let expected = block_on(session.sample_from(sampling, Weights::Ema, &Classes::InTurn)).unwrap().values;
    let latents = session.latent_space(sampling).latents;
    assert!(latents.iter().all(|component| component.abs() <= 0.3));
    let found = block_on(session.sample_latents(&latents, Weights::Ema, &Classes::InTurn, sampling));
    let found = found.unwrap().values;
    assert!(found.iter().zip(&expected).all(|(one, other)| (one - other).abs() < 1e-5));
}

#[test]
fn a_bound_is_within_the_reach_of_the_prior() {
    for (prior, most) in [("normal", 3.0), ("uniform", 1.0)] {
        let session = session(&format!("variant=vanilla&batch=4&prior={prior}"), &Device::flex());
        let truncation = session.truncation_range();
        assert_eq!(truncation.most, most);
        assert_eq!(
            session.sampling(4, Some(truncation.least)).unwrap(),
            Sampling::Truncated { count: 4, bound: truncation.least }
        );
        for bound in [0.0, -1.0, 0.5 * truncation.least, f64::NAN, f64::INFINITY] {
            let problem = session.sampling(4, Some(bound)).unwrap_err().to_string();
            assert!(problem.contains("truncation"), "{problem}");
        }
    }
}
