//! A run that is stopped in the middle, gently or not.

use crate::support::{Ended, Place, files, metrics};
use std::{
    fs,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

const ENDLESS: &str = "train vanilla --data ring --device cpu --set batch=8 --set checkpoint_every=7 --steps 100000000 --out run";

/// Starts a run that would not end and waits until it has saved something.
fn started(place: &Place) -> Child {
    let mut command = place.command(ENDLESS);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let deadline = Instant::now() + Duration::from_secs(60);
    while !place.path("run/samples/000007.png").exists() {
        let still = child.try_wait().unwrap().is_none() && Instant::now() < deadline;
        assert!(still, "the run does not get under way");
        sleep(Duration::from_millis(5));
    }
    child
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
}

#[test]
fn ctrl_c_saves_says_how_to_resume_and_the_run_resumes() {
    let place = Place::new();
    let child = started(&place);
    signal(&child, "INT");
    let ended = Ended::of(child.wait_with_output().unwrap());
    assert_eq!(ended.code, Some(130), "{}", ended.stderr);
    assert!(ended.stderr.contains("resume with `saddle resume run`"), "{}", ended.stderr);
    let last = metrics(&place.path("run")).pop().unwrap();
    let step: u64 = last.split(',').next().unwrap().parse().unwrap();
    assert!(ended.stderr.contains(&format!("saved at step {step} ")), "{}", ended.stderr);
    let resumed = place.succeeds(&format!("resume run --steps {} --device cpu", step + 3));
    assert!(resumed.stderr.contains(&format!("from step {step} to")), "{}", resumed.stderr);
}

#[test]
fn a_killed_run_goes_on_from_its_last_checkpoint_to_the_same_end() {
    let place = Place::new();
    let mut child = started(&place);
    child.kill().unwrap();
    child.wait().unwrap();
    let taken = files(&place.path("run/samples")).pop().unwrap();
    let taken: u64 = taken.trim_end_matches(".png").parse().unwrap();
    let total = (taken / 7 + 2) * 7;
    place.succeeds(&format!("resume run --steps {total} --device cpu"));
    place.trained("whole", &format!("vanilla --data ring --set checkpoint_every=7 --steps {total}"));
    let checkpoint = |run| fs::read(place.path(run).join("checkpoint.safetensors")).unwrap();
    assert!(checkpoint("run") == checkpoint("whole"), "the weights differ");
    assert_eq!(metrics(&place.path("run")), metrics(&place.path("whole")));
}
