//! What a run's nets look like from outside, and half steps, on the CPU.
#![cfg(not(target_family = "wasm"))]

mod common;

use burn::tensor::Device;
use common::{PROBES, assert_close, checkpoint, probes, session, small, trained};
use pollster::block_on;
use saddle::{
    classes::Classes,
    data::{Batch, Dataset},
    recipe::{Opinion, Recipe},
    session::{Half, Pulled, Samples, Session, Weights},
    zoo::ZOO,
};
use safetensors::SafeTensors;
use std::collections::BTreeSet;

/// Small nets on the ring, past their start.
fn on_ring(variant: &str) -> Session {
    trained(&format!("variant={variant}&data=ring&batch=16&seed=3"), 5)
}

fn judge(session: &Session, values: &[f32]) -> Vec<f64> {
    let opinions = session.judge(values, &Classes::InTurn).unwrap().expect("someone judges");
    block_on(opinions).unwrap().into_iter().map(f64::from).collect()
}

fn pull(session: &Session, count: usize) -> Pulled {
    block_on(session.pull(count, &Classes::InTurn).unwrap().expect("someone judges")).unwrap()
}

/// What the generator minimises for one sample of which the discriminator says this, and this `of_real` beside it.
fn generator_loss(variant: &str, opinion: f64, of_real: f64) -> f64 {
    match variant {
        "vanilla" | "r1" => -opinion.ln(),
        "lsgan" => 0.5 * (opinion - 1.0).powi(2),
        "wgan_gp" | "hinge" => -opinion,
        "ebgan" | "began" => opinion,
        "r3gan" => (of_real - opinion).exp().ln_1p(),
        _ => panic!("{variant} has no loss here"),
    }
}

#[test]
fn samples_are_pulled_where_their_loss_falls_fastest() {
    for variant in ["vanilla", "lsgan", "wgan_gp", "hinge", "ebgan", "began", "r1", "r3gan"] {
        let session = on_ring(variant);
        let Pulled { samples, directions } = pull(&session, 12);
        // Steps long enough for float32 to tell, and short beside the kinks of leaky ReLUs.
        let step = 1e-2;
        let of_real = judge(&session, &session.real(12).unwrap().values);
        let loss = |at: usize, by: f32| {
            let mut values = samples.values.clone();
            values[at] += by;
            generator_loss(variant, judge(&session, &values)[at / 2], of_real[at / 2])
        };
        let (mut same, mut lengths) = (0.0, [0.0; 2]);
        for (at, &pulled) in directions.iter().enumerate() {
            let slope = (loss(at, step) - loss(at, -step)) / (2.0 * f64::from(step));
            let pulled = f64::from(pulled);
            same += -slope * pulled;
            lengths[0] += slope * slope;
            lengths[1] += pulled * pulled;
        }
        let cosine = same / (lengths[0] * lengths[1]).sqrt();
        let ratio = (lengths[1] / lengths[0]).sqrt();
        assert!(cosine > 0.98 && (ratio - 1.0).abs() < 0.1, "{variant}: {cosine}, {ratio} times as long");
    }
}

#[test]
fn slopes_are_those_of_the_score() {
    for variant in ["vanilla", "wgan_gp", "began"] {
        let session = on_ring(variant);
        let points: Vec<_> = (0..20).flat_map(|place| [0.1 * place as f32 - 1.0, 0.3]).collect();
        let slopes = block_on(session.slopes(&points, &Classes::InTurn).unwrap().expect("a slope")).unwrap();
        let step = 1e-2;
        let score = |at: usize, by: f32| {
            let mut points = points.clone();
            points[at] += by;
            let opinion = judge(&session, &points)[at / 2];
            // A probability's raw score is its logit.
            if variant == "vanilla" { (opinion / (1.0 - opinion)).ln() } else { opinion }
        };
        let along = |at: usize| (score(at, step) - score(at, -step)) / (2.0 * f64::from(step));
        let close = (0..20).filter(|&point| {
            let length = along(2 * point).hypot(along(2 * point + 1));
            (f64::from(slopes[point]) - length).abs() < 0.05 * length.max(0.01)
        });
        // A step may cross a kink of a leaky ReLU, or of an energy.
        let close = close.count();
        assert!(close >= 18, "{variant}: {close} of 20 slopes are right");
    }
    assert!(on_ring("vae").slopes(&[0.0, 0.0], &Classes::InTurn).unwrap().is_none());
}

#[test]
fn a_penalty_looks_at_the_slopes_where_it_is_taken() {
    let session = on_ring("wgan_gp");
    let penalised = block_on(session.penalty_points(32).unwrap().expect("a penalty")).unwrap();
    let slopes = session.slopes(&penalised.samples.values, &Classes::InTurn).unwrap().expect("a slope");
    assert_eq!(block_on(slopes).unwrap(), penalised.slopes);
}

#[test]
fn opinions_are_probabilities_scores_or_energies() {
    for (variant, opinion) in [
        ("vanilla", Some(Opinion::Probability)),
        ("wgan_gp", Some(Opinion::Score)),
        ("r3gan", Some(Opinion::Score)),
        ("vanilla&pack=2", None),
        ("began", Some(Opinion::Energy)),
        ("vae", None),
    ] {
        let session = on_ring(variant);
        assert_eq!(session.opinion(), opinion);
        if opinion.is_none() {
            assert!(session.judge(&[0.0, 0.0], &Classes::InTurn).unwrap().is_none());
            assert!(session.pull(4, &Classes::InTurn).unwrap().is_none());
            assert!(session.slopes(&[0.0, 0.0], &Classes::InTurn).unwrap().is_none());
            continue;
        }
        // More than a batch of the drawing's.
        let points: Vec<_> = (0..600).flat_map(|place| [place as f32 / 300.0 - 1.0, 0.5]).collect();
        let found = judge(&session, &points);
        assert_eq!(found.len(), 600);
        assert_eq!(judge(&session, &points[1000..1002])[0], found[500]);
        match opinion {
            Some(Opinion::Probability) => assert!(found.iter().all(|p| (0.0..=1.0).contains(p))),
            Some(Opinion::Energy) => assert!(found.iter().all(|energy| *energy >= 0.0)),
            _ => assert!(found.iter().any(|score| score != &found[0])),
        }
    }
    let problem = on_ring("vanilla").judge(&[0.0; 3], &Classes::InTurn).err().unwrap().to_string();
    assert!(problem.contains("3 numbers are not whole samples of 2"), "{problem}");
}

#[test]
fn a_conditional_discriminator_judges_by_class() {
    let session = trained("variant=cgan&data=ring&batch=16", 5);
    let of = |class| {
        block_on(session.judge(&[0.5, 0.5], &Classes::Only(class)).unwrap().expect("it judges")).unwrap()
    };
    assert_ne!(of(0), of(3));
    assert!(session.judge(&[0.5, 0.5], &Classes::Only(8)).is_err());
    let problem = session.pull(4, &Classes::Each).err().unwrap().to_string();
    assert!(problem.contains("32 classes are asked of 4 samples"), "{problem}");
}

#[test]
fn penalties_are_taken_between_around_or_at_real_samples() {
    let points = |variant| {
        let session = on_ring(variant);
        let points = session.penalty_points(64).unwrap();
        (session.real(64).unwrap().values, points.map(|points| block_on(points).unwrap().samples.values))
    };
    let (real, found) = points("r1");
    assert_eq!(found, Some(real));
    let session = on_ring("r3gan");
    let (real, found) = points("r3gan");
    assert_eq!(
        found,
        Some([real, pull(&session, 64).samples.values].concat()),
        "at both, real samples first"
    );
    assert_eq!(points("vanilla").1, None);
    assert_eq!(points("r1&pack=2").1, None, "the slope is a group's");
    let session = on_ring("wgan_gp");
    let (real, found) = points("wgan_gp");
    let generated = pull(&session, 64).samples.values;
    for (at, point) in found.unwrap().as_chunks::<2>().0.iter().enumerate() {
        let [from, to] = [&real, &generated].map(|values| [values[2 * at], values[2 * at + 1]]);
        let off = (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]);
        assert!(off.abs() < 1e-4, "{point:?} is not between {from:?} and {to:?}");
    }
}

#[test]
fn the_manifold_is_the_generators_image_of_a_grid() {
    let session = on_ring("vanilla");
    let Samples { values, .. } = block_on(session.manifold(9, Weights::Raw, &Classes::InTurn)).unwrap();
    assert_eq!(values.len(), 9 * 9 * 2);
    let distinct: BTreeSet<_> =
        values.as_chunks::<2>().0.iter().map(|point| point.map(f32::to_bits)).collect();
    assert_eq!(distinct.len(), 81);
}

#[test]
fn a_run_looks_the_same_wherever_it_is_trained() {
    let found = block_on(probes(&Device::flex()));
    println!("{found:?}");
    assert_close(&found, &PROBES, 1e-3);
}

#[test]
fn looking_changes_nothing() {
    for variant in
        ["wgan_gp", "began", "dragan", "vae", "r3gan", "r1&pack=2", "vanilla&discriminator_norm=batch"]
    {
        let mut looked_at = on_ring(variant);
        let before = checkpoint(&looked_at);
        let _ = looked_at.judge(&[0.1, 0.2], &Classes::InTurn).unwrap().map(block_on);
        let _ = looked_at.pull(8, &Classes::InTurn).unwrap().map(block_on);
        let _ = looked_at.slopes(&[0.1, 0.2], &Classes::InTurn).unwrap().map(block_on);
        let _ = looked_at.penalty_points(8).unwrap().map(block_on);
        block_on(looked_at.manifold(3, Weights::Ema, &Classes::InTurn)).unwrap();
        assert!(before == checkpoint(&looked_at), "{variant}: looking left a trace");
        let mut other = on_ring(variant);
        looked_at.step().unwrap();
        other.step().unwrap();
        assert!(checkpoint(&looked_at) == checkpoint(&other), "{variant}: looking changed what came next");
    }
}

/// The players whose weights differ between two checkpoints; batch norm's statistics follow whatever passes through, and
/// moments are forgotten where nets grow.
fn moved(before: &[u8], after: &[u8]) -> BTreeSet<String> {
    let [before, after] = [before, after].map(|bytes| SafeTensors::deserialize(bytes).unwrap());
    let is_weight = |name: &&str| !name.contains("running") && !name.contains(".optimiser.");
    let weights = before.names().into_iter().filter(is_weight);
    let names = weights.filter(|name| {
        let [one, other] = [&before, &after].map(|tensors| tensors.tensor(name).unwrap().data().to_vec());
        one != other
    });
    names.filter_map(|name| Some(name.split_once('.')?.0.to_owned())).collect()
}

#[test]
fn a_half_step_moves_one_player_and_a_vae_has_none() {
    for variant in ZOO {
        let mut session = session(&small(variant), &Device::flex());
        let start = checkpoint(&session);
        if variant.name == "vae" {
            assert!(session.half_step(Half::Generator).unwrap_err().to_string().contains("no half steps"));
            continue;
        }
        session.half_step(Half::Discriminator).unwrap();
        let half = checkpoint(&session);
        assert_eq!(session.steps(), 0);
        assert!(block_on(session.read()).unwrap().values.iter().any(|(name, _)| *name == "loss_d"));
        let of_state = |name: &String| name != "state";
        let moved_by = |before: &[u8], after: &[u8]| -> Vec<_> {
            moved(before, after).into_iter().filter(of_state).collect()
        };
        let by_discriminator = moved_by(&start, &half);
        assert!(
            by_discriminator.iter().all(|name| name.starts_with("discriminator")),
            "{by_discriminator:?}"
        );
        assert!(!by_discriminator.is_empty());
        session.half_step(Half::Generator).unwrap();
        assert_eq!(session.steps(), 1);
        assert!(block_on(session.read()).unwrap().values.iter().any(|(name, _)| *name == "loss_g"));
        let by_generator = moved_by(&half, &checkpoint(&session));
        assert!(by_generator.iter().all(|name| name.starts_with("generator")), "{by_generator:?}");
        assert!(!by_generator.is_empty());
    }
}

/// Three points, the fewest that a folder of one's own may have.
struct Three;

impl Dataset for Three {
    fn name(&self) -> &str {
        "three"
    }

    fn shape(&self) -> [usize; 3] {
        [2, 1, 1]
    }

    fn len(&self) -> Option<u64> {
        Some(3)
    }

    fn classes(&self) -> usize {
        1
    }

    fn digest(&self) -> u64 {
        3
    }

    fn read(&self, indices: &[u64]) -> saddle::Result<Batch> {
        assert!(indices.iter().all(|index| *index < 3));
        let samples = indices.iter().flat_map(|&index| [index as f32, 0.5]).collect();
        Ok(Batch { samples, labels: vec![0; indices.len()] })
    }
}

#[test]
fn a_relativistic_pull_goes_round_and_round_where_real_samples_are_few() {
    for loss in ["relativistic", "relativistic_average"] {
        let recipe = Recipe::from_query(&format!("variant=r3gan&data=ring&loss={loss}")).unwrap();
        let session = Session::new(recipe, Box::new(Three), &Device::flex()).unwrap();
        let Pulled { directions, .. } = pull(&session, 8);
        assert_eq!(directions.len(), 16);
        assert!(directions.iter().all(|direction| direction.is_finite() && *direction != 0.0), "{loss}");
    }
}
