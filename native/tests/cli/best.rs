//! A run that is scored now and then, and its best checkpoint.

use crate::{
    faces,
    support::{Place, metrics},
};
use saddle::{metrics::score::Scored, train::checkpoint::Checkpoint};
use std::fs;

/// The step of a run's best checkpoint, and what it scored.
pub fn best(place: &Place, run: &str) -> (u64, Scored) {
    let bytes = fs::read(place.path(run).join("best.safetensors")).unwrap();
    let checkpoint = Checkpoint::read(&bytes).unwrap();
    (checkpoint.progress.step, checkpoint.score.unwrap())
}

/// Each step with a score, and the score, as metrics.csv has them in its last column but the seconds.
fn scores(place: &Place, run: &str) -> Vec<(u64, f32)> {
    let rows = metrics(&place.path(run));
    let cells = rows[1..].iter().map(|row| (row.split(',').next().unwrap(), row.rsplit(',').next().unwrap()));
    let scored = cells.filter(|(_, score)| !score.is_empty());
    scored.map(|(step, score)| (step.parse().unwrap(), score.parse().unwrap())).collect()
}

#[test]
fn the_best_checkpoint_is_that_of_the_best_score_and_the_run_is_the_same_as_without() {
    let place = Place::new();
    let of = |rest: &str| format!("vanilla --data digits --steps 24 --set checkpoint_every=7 {rest}");
    place.trained("plain", &of(""));
    place.trained("scored", &of("--eval-every 4"));
    let read = |run: &str| fs::read(place.path(run).join("checkpoint.safetensors")).unwrap();
    assert!(read("plain") == read("scored"), "scoring changes the run");

    let scores = scores(&place, "scored");
    assert_eq!(scores.iter().map(|(step, _)| *step).collect::<Vec<_>>(), [4, 8, 12, 16, 20, 24]);
    let lowest = scores.iter().min_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
    let (step, scored) = best(&place, "scored");
    assert_eq!((step, scored.value), *lowest);
    assert_eq!(scored.name, "score_frechet");
    for words in
        ["2048 samples of the EMA generator, latents of seed 1", "10000 samples, held out, of `digits`"]
    {
        assert!(scored.protocol.contains(words), "{}", scored.protocol);
    }
    assert!(metrics(&place.path("scored"))[0].ends_with(",score_frechet"));
    assert!(!metrics(&place.path("plain"))[0].contains("score"));
    let lines = fs::read_to_string(place.path("scored/metrics.jsonl")).unwrap();
    assert_eq!(lines.matches("\"score_frechet\":").count(), 6);

    place.succeeds("sample scored --n 4 --out best.png --best --device cpu");
    let ended = place.succeeds("sample scored/best.safetensors --n 4 --out file.png --device cpu");
    assert!(
        ended.stderr.contains(&format!("at step {step}, score_frechet {:.4}", scored.value)),
        "{ended:?}"
    );
    let picture = |name: &str| fs::read(place.path(name)).unwrap();
    assert!(picture("best.png") == picture("file.png"));
    place.succeeds("report scored");
    let page = fs::read_to_string(place.path("scored/report.html")).unwrap();
    assert!(page.contains(&format!("{:.4} at step {step}; ", scored.value)) && page.contains("held out"));
}

#[test]
fn a_resumed_run_knows_the_best_score_and_a_later_one_replaces_it_only_if_better() {
    let place = Place::new();
    let of = |steps| format!("vanilla --data moons --steps {steps} --eval-every 5");
    place.trained("whole", &of(40));
    place.trained("parts", &of(20));
    let (step, scored) = best(&place, "parts");
    let resumed = place.succeeds("resume parts --steps 40 --device cpu").stderr;
    assert!(resumed.contains(&format!("the best so far is {scored} at step {step}")), "{resumed}");
    let bytes = |run: &str| fs::read(place.path(run).join("best.safetensors")).unwrap();
    assert!(bytes("whole") == bytes("parts"), "the best checkpoints differ");
    assert_eq!(scores(&place, "whole"), scores(&place, "parts"));
    // A damaged one, and one that was scored otherwise, are replaced by the next.
    let path = place.path("parts/best.safetensors");
    fs::write(&path, &bytes("whole")[..900]).unwrap();
    let resumed = place.succeeds("resume parts --steps 45 --device cpu").stderr;
    assert!(resumed.contains("the next score replaces it"), "{resumed}");
    assert_eq!(best(&place, "parts").0, 45);
    place.trained("other", "vanilla --data ring --steps 5 --eval-every 5");
    fs::copy(place.path("other/best.safetensors"), &path).unwrap();
    let resumed = place.succeeds("resume parts --steps 50 --device cpu").stderr;
    assert!(resumed.contains("was scored otherwise"), "{resumed}");
    assert_eq!(best(&place, "parts").0, 50);
}

#[test]
fn scoring_begins_and_ends_at_a_resume() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 10");
    place.fails("sample run --best --out no.png --device cpu", 1, "run has no best.safetensors");
    place.succeeds("resume run --steps 20 --eval-every 5 --device cpu");
    place.succeeds("resume run --steps 30 --device cpu");
    place.succeeds("resume run --steps 40 --eval-every 0 --device cpu");
    let steps: Vec<_> = scores(&place, "run").into_iter().map(|(step, _)| step).collect();
    assert_eq!(steps, [15, 20, 25, 30]);
    assert_eq!(metrics(&place.path("run"))[1].matches(',').count(), 5, "a row from before has an empty cell");
}

#[test]
fn pictures_are_scored_by_their_local_structure() {
    let place = Place::new();
    fs::create_dir(place.path("pictures")).unwrap();
    for index in 0..40 {
        fs::write(place.path(&format!("pictures/{index:03}.jpg")), faces::jpeg(1, index)).unwrap();
    }
    let train =
        "train dcgan --data folder --data-dir pictures --set image_size=32 --set batch=8 --device cpu";
    place.succeeds(&format!("{train} --steps 4 --eval-every 2 --out run"));
    let (_, scored) = best(&place, "run");
    assert_eq!(scored.name, "score_sliced_wasserstein");
    assert!(scored.value > 0.0 && scored.protocol.contains("the levels 32x32, 16x16"), "{scored:?}");
    assert!(scored.protocol.contains("40 samples, evenly picked, of `pictures`"), "{scored:?}");
}

#[test]
fn what_asks_for_no_score_or_for_no_number_is_refused() {
    let place = Place::new();
    let train = "train vanilla --data ring --device cpu --out no --steps 20 --eval-every";
    for every in ["often", "-5", "2.5"] {
        place.fails(&format!("{train} {every}"), 2, "--eval-every");
    }
    place.fails(&format!("{train} 21"), 2, "--eval-every 21 never comes in 20 steps");
    assert!(!place.path("no").exists());
    place.trained("run", "vanilla --data ring --steps 5 --eval-every 5");
    let sample = "--out no.png --device cpu --best";
    place.fails(&format!("sample run/checkpoint.safetensors {sample}"), 2, "--best belongs to the folder");
    place.fails("sample run --film --best --out no.gif", 2, "cannot be used with");
}
