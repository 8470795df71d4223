//! Damaged data, damaged checkpoints and folders that cannot be written: exit code 1, the file by its name.

use crate::support::{Ended, Place, files};
use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write as _, process::Command};

const IMAGES: &str = "train-images-idx3-ubyte";
const LABELS: &str = "train-labels-idx1-ubyte";
const TRAIN: &str = "train vanilla --data mnist --steps 2 --device cpu --set batch=8 --out run";

/// An IDX file: its magic number, its sizes, and as many zeros as they ask for.
fn idx(magic: u32, sizes: &[u32]) -> Vec<u8> {
    let head = std::iter::once(&magic).chain(sizes).flat_map(|number| number.to_be_bytes());
    let zeros = sizes.iter().product::<u32>() as usize;
    head.chain(std::iter::repeat_n(0, zeros)).collect()
}

fn images(sizes: &[u32]) -> Vec<u8> {
    idx(0x803, sizes)
}

fn labels(count: u32) -> Vec<u8> {
    idx(0x801, &[count])
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn place_with(data: &str, names: &[(&str, Vec<u8>)]) -> Place {
    let place = Place::new();
    let folder = place.path(data);
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in names {
        fs::write(folder.join(name), bytes).unwrap();
    }
    place
}

#[test]
fn damaged_data_is_refused_by_file_and_no_run_is_left() {
    let good = images(&[20, 28, 28]);
    let zipped = gzipped(&good);
    for (image_name, images, labels, words) in [
        (
            "train-images-idx3-ubyte.gz",
            zipped[..zipped.len() / 2].to_vec(),
            labels(20),
            "train-images-idx3-ubyte.gz",
        ),
        (IMAGES, idx(0x1234, &[20, 28, 28]), labels(20), IMAGES),
        (IMAGES, good[..good.len() - 1].to_vec(), labels(20), IMAGES),
        (IMAGES, Vec::new(), labels(20), IMAGES),
        (IMAGES, good.clone(), labels(19), "19"),
        (IMAGES, images(&[20, 32, 32]), labels(20), "32"),
        (IMAGES, good.clone(), idx(0x1234, &[20]), LABELS),
    ] {
        let place = place_with("data", &[(image_name, images), (LABELS, labels)]);
        place.fails(&format!("{TRAIN} --data-dir data"), 1, words);
        assert!(!place.path("run").exists());
    }
}

#[test]
fn data_is_looked_for_where_it_is_said_to_be_and_its_absence_says_how_to_get_it() {
    let remedies = ["saddle data mnist", "--data-dir", "SADDLE_DATA"];
    let place = place_with("empty", &[]);
    for remedy in remedies {
        place.fails(&format!("{TRAIN} --data-dir empty"), 1, remedy);
        place.fails(TRAIN, 1, remedy);
    }
    place.fails(&format!("{TRAIN} --data-dir nowhere"), 1, "nowhere");
    let half = place_with("data", &[(IMAGES, images(&[20, 28, 28]))]);
    half.fails(&format!("{TRAIN} --data-dir data"), 1, LABELS);

    let pair = [(IMAGES, images(&[20, 28, 28])), ("train-labels-idx1-ubyte.gz", gzipped(&labels(20)))];
    let cached = place_with("cache/saddle/mnist", &pair);
    cached.succeeds(TRAIN);
    let rooted = place_with("root/mnist", &pair);
    let ended = rooted.command(TRAIN).env("SADDLE_DATA", rooted.path("root")).output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    let named = place_with("data", &pair);
    named.succeeds(&format!("{TRAIN} --data-dir data"));
    named.succeeds("resume run --steps 3 --device cpu");
    named.succeeds("sample run --n 4 --out grid.png --device cpu");
}

#[test]
fn a_checkpoint_cut_short_gives_way_to_the_one_before_with_a_word() {
    let place = Place::new();
    let of = |steps| format!("vanilla --data ring --steps {steps} --set checkpoint_every=2");
    place.trained("run", &of(6));
    place.trained("whole", &of(8));
    let checkpoint = |run: &str| place.path(run).join("checkpoint.safetensors");
    let whole = fs::read(checkpoint("run")).unwrap();
    fs::write(checkpoint("run"), &whole[..whole.len() / 2]).unwrap();
    fs::write(place.path("run/checkpoints/000004.safetensors"), "nor this one").unwrap();
    place.fails("sample run --out grid.png --device cpu", 1, "cut short");
    let said = place.succeeds("resume run --steps 8 --device cpu").stderr;
    for words in [
        "run/checkpoint.safetensors: checkpoint: damaged or cut short",
        "going back to the checkpoint of step 2, run/checkpoints/000002.safetensors",
        "from step 2 to 8",
    ] {
        assert!(said.contains(words), "`{words}` is not in {said}");
    }
    assert!(fs::read(checkpoint("run")).unwrap() == fs::read(checkpoint("whole")).unwrap());
    let earlier = ["000002", "000004", "000006"].map(|step| format!("{step}.safetensors"));
    for run in ["run", "whole"] {
        assert_eq!(files(&place.path(run).join("checkpoints")), earlier);
    }
}

#[test]
fn a_checkpoint_cut_short_or_of_another_run_is_refused() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 2 --keep-checkpoints 0");
    place.trained("other", "dcgan --data ring --steps 2");
    let path = place.path("run/checkpoint.safetensors");
    let whole = fs::read(&path).unwrap();
    for length in [0, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        place.fails("resume run --steps 4 --device cpu", 1, "run/checkpoint.safetensors");
        place.fails("sample run --out grid.png --device cpu", 1, "cut short");
    }
    fs::copy(place.path("other/checkpoint.safetensors"), &path).unwrap();
    place.fails("resume run --steps 4 --device cpu", 1, "its `variant` is dcgan");
    fs::write(place.path("run/recipe.json"), "{").unwrap();
    place.fails("resume run --steps 4 --device cpu", 1, "run/recipe.json");
    assert!(!place.path("grid.png").exists());
}

#[test]
fn what_cannot_be_written_is_named_and_leaves_nothing() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 2");
    fs::write(place.path("file"), "").unwrap();
    place.fails("train vanilla --data ring --steps 2 --device cpu --out file/run", 1, "file/run");
    place.fails("sample run --device cpu --out file/grid.png", 1, "file/grid.png");
    place.fails("sample run --device cpu --out nowhere/grid.png", 1, "nowhere/grid.png");
    if cfg!(target_os = "linux") {
        place.fails("sample run --device cpu --out /dev/full", 1, "/dev/full");
    }
    assert!(!files(&place.path("")).iter().any(|name| name.contains("unfinished")));
}

/// Runs `arguments` where no file may grow beyond a few hundred kilobytes, as on a disk that is full.
fn on_a_full_disk(place: &Place, arguments: &str) -> Ended {
    let mut shell = Command::new("sh");
    let script = r#"trap "" XFSZ; ulimit -f 300; exec "$0" "$@""#;
    shell.args(["-c", script, env!("CARGO_BIN_EXE_saddle")]).args(arguments.split_whitespace());
    Ended::of(place.keep_to_itself(&mut shell).output().unwrap())
}

#[test]
fn a_full_disk_ends_a_new_run_without_a_trace_and_an_old_one_with_its_checkpoint() {
    let place = Place::new();
    let train = "vanilla --data digits --steps 2";
    let ended = on_a_full_disk(&place, &format!("train {train} --device cpu --set batch=8 --out run"));
    ended.is_one_clear_error(1, "run/checkpoint.safetensors");
    ended.is_one_clear_error(1, "raise the limit on file sizes");
    assert!(!place.path("run").exists());

    place.trained("run", train);
    let checkpoint = || fs::read(place.path("run/checkpoint.safetensors")).unwrap();
    let before = checkpoint();
    let ended = on_a_full_disk(&place, "resume run --steps 4 --device cpu");
    ended.is_one_clear_error(
        1,
        "still holds the checkpoint of step 2, from which `saddle resume run` goes on",
    );
    assert!(checkpoint() == before);
    assert!(!files(&place.path("run")).iter().any(|name| name.contains("unfinished")));
}
