//! One run in two processes, which Open MPI joins.

use crate::support::{Ended, Place, files, metrics};
use saddle::train::checkpoint::Checkpoint;
use safetensors::SafeTensors;
use serde_json::Value;
use std::{
    fs,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// What Open MPI asks of containers, of machines with one core and of root.
const SETTINGS: [(&str, &str); 5] = [
    ("OMPI_ALLOW_RUN_AS_ROOT", "1"),
    ("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1"),
    ("OMPI_MCA_rmaps_base_oversubscribe", "1"),
    ("OMPI_MCA_hwloc_base_binding_policy", "none"),
    ("OMPI_MCA_btl_vader_single_copy_mechanism", "none"),
];

const ENDLESS: &str = "train vanilla --data ring --device cpu --set batch=8 --set checkpoint_every=7 --steps 100000000 --out run";

fn with_mpi(mut command: Command) -> Command {
    command.envs(SETTINGS).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Two processes of the program with `arguments`.
fn start(place: &Place, arguments: &str) -> Child {
    let mut command = Command::new("mpirun");
    place.keep_to_itself(&mut command).args(["-n", "2", env!("CARGO_BIN_EXE_saddle")]);
    command.args(arguments.split_whitespace());
    with_mpi(command).spawn().expect("mpirun starts")
}

/// How they ended; processes that wait for each other for ever fail the test.
fn end(mut child: Child) -> Ended {
    let deadline = Instant::now() + Duration::from_secs(120);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            child.kill().unwrap();
            panic!("the processes do not end: {:?}", Ended::of(child.wait_with_output().unwrap()));
        }
        sleep(Duration::from_millis(20));
    }
    Ended::of(child.wait_with_output().unwrap())
}

fn succeed(place: &Place, arguments: &str) -> Ended {
    let ended = end(start(place, arguments));
    assert_eq!(ended.code, Some(0), "{arguments}: {}", ended.stderr);
    ended
}

/// Two processes that would not end, when the first has saved something; and their ids.
fn started(place: &Place) -> (Child, Vec<String>) {
    let mut child = start(place, ENDLESS);
    let deadline = Instant::now() + Duration::from_secs(60);
    while !place.path("run/samples/000007.png").exists() {
        let still = child.try_wait().unwrap().is_none() && Instant::now() < deadline;
        assert!(still, "the run does not get under way");
        sleep(Duration::from_millis(5));
    }
    let listed = Command::new("pgrep").args(["-P", &child.id().to_string(), "saddle"]).output().unwrap();
    let ids: Vec<_> = String::from_utf8(listed.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    (child, ids)
}

fn signal(id: &str, name: &str) {
    assert!(Command::new("kill").args(["-s", name, id]).status().unwrap().success());
}

fn checkpoint(place: &Place, run: &str) -> Vec<u8> {
    fs::read(place.path(run).join("checkpoint.safetensors")).unwrap()
}

/// The greatest difference between two runs' numbers.
fn difference(one: &[u8], other: &[u8]) -> f32 {
    let [one, other] = [one, other].map(|bytes| SafeTensors::deserialize(bytes).unwrap());
    let numbers = |bytes: &[u8]| -> Vec<f32> {
        bytes.as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect()
    };
    let differences = one.tensors().into_iter().flat_map(|(name, view)| {
        let (one, other) = (numbers(view.data()), numbers(other.tensor(&name).unwrap().data()));
        one.into_iter().zip(other).map(|(one, other)| (one - other).abs()).collect::<Vec<_>>()
    });
    differences.fold(0.0, f32::max)
}

#[test]
fn two_processes_train_and_resume_as_one_does() {
    // Without batch norm, which each process takes of its own samples.
    expect_the_run_of_one_process("vanilla --set generator_norm=none --set batch=8", [20, 30]);
}

#[test]
fn two_processes_keep_the_image_pool_of_one() {
    // The pool is full from the first step on. Norms of plain images would make much of what rounding leaves apart.
    let nets = "--set translator=unet --set dropout=0 --set generator_norm=none --set filters=4";
    expect_the_run_of_one_process(
        &format!("cyclegan --data digits {nets} --set batch=8 --set pool=6"),
        [10, 20],
    );
}

/// Two processes train `variant` with its settings for so many steps, and resume it to as many more, to the numbers that one
/// process reaches.
fn expect_the_run_of_one_process(variant: &str, [first, last]: [u64; 2]) {
    let settings = format!("{variant} --set optimiser=sgd --device cpu --steps");
    let place = Place::new();
    let said = succeed(&place, &format!("train {settings} {first} --out two")).stderr;
    assert!(said.contains("2 processes, 4 samples of every batch in each"), "{said}");
    assert_eq!(said.matches(&format!("{first} steps, saved")).count(), 1, "one of them writes: {said}");
    succeed(&place, &format!("resume two --device cpu --steps {last}"));
    place.succeeds(&format!("train {settings} {last} --out one"));

    let apart = difference(&checkpoint(&place, "two"), &checkpoint(&place, "one"));
    assert!(apart < 1e-5, "{apart} apart");
    assert!(files(&place.path("two")).contains(&format!("samples/{last:06}.png")));
    let losses = |run| -> Vec<f64> {
        let rows = metrics(&place.path(run));
        rows.iter().flat_map(|row| row.split(',')).filter_map(|cell| cell.parse().ok()).collect()
    };
    let (two, one) = (losses("two"), losses("one"));
    assert_eq!(two.len(), one.len());
    for (two, one) in two.into_iter().zip(one) {
        assert!((two - one).abs() < 1e-4, "the losses are means over all samples: {two}, {one}");
    }
    let again = succeed(&place, "resume two --device cpu").stderr;
    assert!(again.contains(&format!("has all its {last} steps")), "{again}");
}

#[test]
fn batch_norm_says_that_it_is_not_synchronised() {
    let place = Place::new();
    let said = succeed(&place, "train dcgan --set batch=4 --device cpu --steps 1 --out run").stderr;
    assert!(said.contains("batch norm is not synchronised"), "{said}");
}

#[test]
fn the_first_process_scores_the_run_and_the_others_wait() {
    let place = Place::new();
    let train = "train vanilla --data ring --set batch=8 --device cpu --steps 20";
    let said = succeed(&place, &format!("{train} --eval-every 5 --out scored")).stderr;
    assert_eq!(said.matches("20 steps, saved; the best is score_coverage").count(), 1, "{said}");
    succeed(&place, &format!("{train} --out plain"));
    assert!(checkpoint(&place, "scored") == checkpoint(&place, "plain"), "scoring changes the run");
    let best = fs::read(place.path("scored/best.safetensors")).unwrap();
    assert!(Checkpoint::read(&best).unwrap().score.is_some());
}

#[test]
fn a_process_that_dies_ends_the_run_and_its_last_checkpoint_is_whole() {
    let place = Place::new();
    let (child, ids) = started(&place);
    signal(&ids[1], "KILL");
    let ended = end(child);
    assert_ne!(ended.code, Some(0));
    Checkpoint::read(&checkpoint(&place, "run")).unwrap();
    place.succeeds("resume run --device cpu --stop-after 1ms");
}

#[test]
fn a_signal_to_one_process_stops_all_of_them_saved() {
    for of in [0, 1] {
        let place = Place::new();
        let (child, ids) = started(&place);
        signal(&ids[of], "TERM");
        let ended = end(child);
        assert_eq!(ended.stderr.matches("resume with `saddle resume run`").count(), 1, "{}", ended.stderr);
        Checkpoint::read(&checkpoint(&place, "run")).unwrap();
    }
}

#[test]
fn what_cannot_be_shared_is_said_and_leaves_no_folder() {
    let place = Place::new();
    let ended = end(start(&place, "train vanilla --set batch=9 --device cpu --steps 2 --out run"));
    assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    let words = "9 samples cannot be shared evenly by 2 processes";
    assert_eq!(ended.stderr.matches(words).count(), 1, "{}", ended.stderr);
    assert!(!place.path("run").exists());
}

#[test]
fn a_bench_compares_two_processes_with_one() {
    let place = Place::new();
    let bench = with_mpi(place.command("bench scaling --variant vanilla --steps 2 --json")).output().unwrap();
    let ended = Ended::of(bench);
    let bench: Value = serde_json::from_str(&ended.stdout).unwrap_or_else(|_| panic!("{}", ended.stderr));
    let counts: Vec<_> = bench["figures"].as_array().unwrap().iter().map(|row| &row["processes"]).collect();
    assert_eq!(counts, [1, 2]);
    assert_eq!(bench["figures"][0]["efficiency"], 1.0);
    assert!(bench["figures"][1]["samples_per_second"].as_f64().unwrap() > 0.0);
}
