//! A run that is stopped in the middle, gently or not.

use crate::support::{Ended, Place, files, metrics};
use saddle::train::{
    checkpoint::Checkpoint,
    rng::{Purpose, Rng},
};
use std::{
    fs,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

const ENDLESS: &str = "train vanilla --data ring --device cpu --set batch=8 --set checkpoint_every=7 --steps 100000000 --out run";

/// Starts a run that would not end and waits until it has saved something.
fn started(place: &Place, options: &str) -> Child {
    let mut command = place.command(&format!("{ENDLESS} {options}"));
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
fn ctrl_c_and_a_polite_kill_save_and_say_how_to_resume_and_the_run_resumes() {
    for name in ["INT", "TERM"] {
        saves_when_it_gets(name);
    }
}

fn saves_when_it_gets(name: &str) {
    let place = Place::new();
    let child = started(&place, "");
    signal(&child, name);
    let ended = Ended::of(child.wait_with_output().unwrap());
    assert_eq!(ended.code, Some(130), "{}", ended.stderr);
    assert!(ended.stderr.contains("resume with `saddle resume run`"), "{}", ended.stderr);
    let last = metrics(&place.path("run")).pop().unwrap();
    let step: u64 = last.split(',').next().unwrap().parse().unwrap();
    assert!(ended.stderr.contains(&format!("saved at step {step} ")), "{}", ended.stderr);
    let resumed = place.succeeds(&format!("resume run --steps {} --device cpu", step + 3));
    assert!(resumed.stderr.contains(&format!("from step {step} to")), "{}", resumed.stderr);
}

/// Kills a run at `moments` times after its starts, each drawn evenly from a short span, and lets it go on each time.
fn killed_again_and_again(place: &Place, moments: u64) {
    for moment in 0..moments {
        let wait = Rng::new(9, Purpose::Noise, moment).below(250);
        let mut child = place.command("resume run --steps 100000000 --device cpu");
        let mut child = child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        sleep(Duration::from_millis(wait));
        let early = child.try_wait().unwrap();
        assert!(early.is_none(), "the run ended by itself after kill {moment}: {early:?}");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[test]
fn a_run_killed_at_fifty_random_moments_ends_in_the_weights_of_an_unbroken_one() {
    let place = Place::new();
    let mut child = started(&place, "--eval-every 5");
    child.kill().unwrap();
    child.wait().unwrap();
    killed_again_and_again(&place, 49);
    let bytes = fs::read(place.path("run/checkpoint.safetensors")).unwrap();
    let taken = Checkpoint::read(&bytes).unwrap().progress.step;
    let total = (taken / 7 + 2) * 7;
    place.succeeds(&format!("resume run --steps {total} --device cpu"));
    let options = "--data ring --set checkpoint_every=7 --eval-every 5";
    place.trained("whole", &format!("vanilla {options} --steps {total}"));
    let read = |run, name| fs::read(place.path(run).join(name)).unwrap();
    for name in ["checkpoint.safetensors", "best.safetensors"] {
        assert!(read("run", name) == read("whole", name), "{name} differs");
    }
    assert_eq!(metrics(&place.path("run")), metrics(&place.path("whole")));
    let [run, whole] = ["run", "whole"].map(|run| files(&place.path(run)));
    assert_eq!(run, whole, "a file too many or too few");
}

#[test]
fn a_run_stops_after_its_time_saved_and_says_how_to_go_on() {
    let place = Place::new();
    let stopped = place.succeeds(&format!("{ENDLESS} --stop-after 300ms")).stderr;
    assert!(stopped.contains("of 100000000; resume with `saddle resume run`"), "{stopped}");
    let again = place.succeeds("resume run --device cpu --stop-after 1ms").stderr;
    assert!(again.contains("resume with"), "{again}");
    // A run that reaches its end in time is complete.
    place.trained("short", "vanilla --data ring --steps 3 --stop-after 2h");
    assert!(place.succeeds("resume short --device cpu").stderr.contains("has all its 3 steps"));
    place.fails("resume run --stop-after soon", 2, "--stop-after");
}

#[test]
fn a_run_that_diverges_keeps_its_last_good_checkpoint_and_says_what_to_try() {
    let place = Place::new();
    // Descent this steep on a penalty this heavy overshoots further at every step.
    let settings = "penalty_weight=10000 optimiser=sgd discriminator_lr=0.1 batch=4 checkpoint_every=10";
    let settings: String = settings.split(' ').map(|setting| format!(" --set {setting}")).collect();
    let ended =
        place.saddle(&format!("train wgan_gp --data ring --steps 3000 --device cpu --out run{settings}"));
    ended.is_one_clear_error(1, "training diverged");
    for words in
        ["it still holds the checkpoint of step", "`saddle resume run --set discriminator_lr=0.05 --set"]
    {
        ended.is_one_clear_error(1, words);
    }
    Checkpoint::read(&fs::read(place.path("run/checkpoint.safetensors")).unwrap()).unwrap();
    place.succeeds("resume run --set discriminator_lr=0.00001 --stop-after 1ms --device cpu");
}
