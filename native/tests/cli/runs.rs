//! What a run leaves, and that it goes on as if it had never stopped.

use crate::support::{Ended, Place, files, metrics};
use std::{fs, process::Command};

#[test]
fn a_run_leaves_the_promised_files() {
    let place = Place::new();
    place.trained("run", "vanilla --data digits --steps 20 --seed 3 --set checkpoint_every=15");
    let run = place.path("run");
    assert_eq!(
        files(&run),
        [
            ".lock",
            "checkpoint.safetensors",
            "checkpoints/000000.safetensors",
            "checkpoints/000015.safetensors",
            "curves.png",
            "events.out.tfevents.saddle",
            "interpolation.png",
            "metrics.csv",
            "metrics.jsonl",
            "recipe.json",
            "run.json",
            "samples.gif",
            "samples/000000.png",
            "samples/000015.png",
            "samples/000020.png",
        ]
    );
    let recipe = fs::read_to_string(run.join("recipe.json")).unwrap();
    let recipe: serde_json::Value = serde_json::from_str(&recipe).unwrap();
    assert_eq!(
        (&recipe["variant"], &recipe["seed"], &recipe["batch"]),
        (&"vanilla".into(), &3.into(), &8.into())
    );
    let rows = metrics(&run);
    assert_eq!(rows[0], "step,loss_d,d_real,d_generated,loss_g");
    let steps: Vec<_> = rows[1..].iter().map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(steps, ["10", "15", "20"]);
    assert_eq!(image::image_dimensions(run.join("samples/000020.png")).unwrap(), (242, 242));
}

#[test]
fn points_are_drawn_beside_the_real_ones() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 2");
    assert_eq!(image::image_dimensions(place.path("run/samples/000002.png")).unwrap(), (720, 360));
}

#[test]
fn a_run_in_two_parts_is_the_run_in_one() {
    for (variant, data) in [("vanilla", "ring"), ("dcgan", "digits")] {
        let place = Place::new();
        let of = |steps| format!("{variant} --data {data} --steps {steps} --set checkpoint_every=5");
        place.trained("whole", &of(20));
        place.trained("parts", &of(10));
        place.succeeds("resume parts --steps 20 --device cpu");
        let [whole, parts] = ["whole", "parts"].map(|run| place.path(run));
        let checkpoint = |run: &std::path::Path| fs::read(run.join("checkpoint.safetensors")).unwrap();
        assert!(checkpoint(&whole) == checkpoint(&parts), "the weights of {variant} differ");
        assert_eq!(metrics(&whole), metrics(&parts));
        assert_eq!(files(&whole), files(&parts));
    }
}

#[test]
fn rows_past_the_checkpoint_are_dropped_on_resume() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 10");
    let path = place.path("run/metrics.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + "20,9,9,9,9,9\n30,9,9").unwrap();
    place.succeeds("resume run --steps 20 --device cpu");
    let rows = metrics(&place.path("run"));
    assert_eq!(rows.len(), 3);
    assert!(rows[2].starts_with("20,") && !rows[2].starts_with("20,9,9"), "{rows:?}");
}

#[test]
fn a_complete_run_takes_more_steps_only_when_asked() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 4");
    assert!(place.succeeds("resume run --device cpu").stderr.contains("has all its 4 steps"));
    place.fails("resume run --steps 3 --device cpu", 2, "--steps 3 asks for none");
    place.succeeds("resume run --steps 6 --device cpu");
    assert!(place.succeeds("resume run --device cpu").stderr.contains("has all its 6 steps"));
}

#[test]
fn a_lone_checkpoint_becomes_a_run_that_goes_on_as_its_own_would() {
    let place = Place::new();
    let of = |steps| format!("vanilla --data ring --steps {steps} --set checkpoint_every=5");
    place.trained("whole", &of(20));
    place.trained("parts", &of(10));
    fs::rename(place.path("parts/checkpoint.safetensors"), place.path("saved.safetensors")).unwrap();
    let resume = |rest: &str| format!("resume saved.safetensors --device cpu {rest}");
    place.fails(&resume("--steps 20"), 2, "--out DIR names a new folder");
    place.fails(&resume("--out run"), 2, "--steps TOTAL");
    place.fails(&resume("--steps 10 --out run"), 2, "--steps 10 asks for none");
    place.fails(&resume("--steps 20 --out whole"), 2, "whole already holds a run");
    place.fails("resume whole --steps 30 --out run --device cpu", 2, "leave out --out");
    assert!(!place.path("run").exists());

    place.succeeds(&resume("--steps 15 --out run"));
    place.succeeds("resume run --steps 20 --device cpu");
    let [whole, run] = ["whole", "run"].map(|name| place.path(name));
    let read = |name: &str| [&whole, &run].map(|folder| fs::read(folder.join(name)).unwrap());
    for name in ["checkpoint.safetensors", "recipe.json"] {
        let [expected, found] = read(name);
        assert!(expected == found, "{name} differs");
    }
    let later = |name: &String| !["000000", "000005"].iter().any(|step| name.contains(step));
    assert!(files(&whole).into_iter().filter(later).eq(files(&run)));
}

#[test]
fn samples_are_drawn_from_a_folder_or_a_checkpoint() {
    let place = Place::new();
    place.trained("run", "vanilla --data digits --steps 5");
    place.succeeds("sample run --n 10 --out ema.png --device cpu");
    place.succeeds("sample run/checkpoint.safetensors --n 10 --out raw.png --raw --device cpu");
    let [ema, raw] = ["ema.png", "raw.png"].map(|name| image::open(place.path(name)).unwrap());
    assert_eq!((ema.width(), ema.height()), (122, 92));
    assert_eq!((raw.width(), raw.height()), (122, 92));
    assert_ne!(ema, raw);
}

#[test]
fn samples_are_drawn_along_paths_within_a_bound_and_beside_their_likes() {
    let place = Place::new();
    place.trained("run", "vanilla --data digits --steps 5");
    let drawn = |options: &str| {
        place.succeeds(&format!("sample run {options} --out drawn.png --device cpu"));
        let picture = image::open(place.path("drawn.png")).unwrap();
        (picture.width(), picture.height(), picture)
    };
    let (width, height, circles) = drawn("--interpolate --n 3");
    assert_eq!((width, height), (302, 92));
    assert_eq!((drawn("--interpolate 4").0, drawn("--interpolate 4").1), (122, 242));
    // The first row begins with the first sample of the grid and ends with the second.
    let (.., grid) = drawn("--n 2");
    let image = |picture: &image::DynamicImage, x| picture.crop_imm(x, 2, 28, 28);
    assert_eq!((image(&circles, 2), image(&circles, 272)), (image(&grid, 2), image(&grid, 32)));
    assert_ne!(drawn("--n 2 --truncation 0.2").2, grid);
    assert_eq!(drawn("--n 2 --truncation 50").2, grid);
    let (width, height, nearest) = drawn("--nearest 3 --n 2");
    assert_eq!((width, height), (122, 62));
    assert_eq!(image(&nearest, 2), image(&grid, 2));
    for (options, words) in [
        ("--interpolate 1", "2..=1000"),
        ("--truncation 0", "a number from 0.01 to 100"),
        ("--nearest 3 --interpolate", "cannot be used with"),
        ("--film --n 3", "cannot be used with"),
        ("--data-dir here", "--nearest"),
    ] {
        place.fails(&format!("sample run {options} --out no.png --device cpu"), 2, words);
    }
    place.trained("ring", "vanilla --data ring --steps 2");
    place.fails("sample ring --nearest --out no.png --device cpu", 2, "points");
}

#[test]
fn a_film_goes_through_the_saved_pictures() {
    let place = Place::new();
    place.trained("run", "cgan --data digits --steps 4 --set checkpoint_every=1");
    place.succeeds("sample run --film --out film.gif");
    let film = fs::read(place.path("film.gif")).unwrap();
    assert!(film == fs::read(place.path("run/samples.gif")).unwrap());
    assert_eq!(film.windows(3).filter(|bytes| bytes == b"\x21\xf9\x04").count(), 5);
    // Of a conditional run, each row between latents is of one class.
    assert_eq!(image::image_dimensions(place.path("run/interpolation.png")).unwrap(), (302, 242));
    place.succeeds("sample run --interpolate 5 --class 3 --out threes.png --device cpu");
    place.fails("sample run/checkpoint.safetensors --film --out film.gif", 1, "is not the folder of a run");
}

#[test]
fn one_class_or_every_class_of_a_conditional_run_is_drawn() {
    let place = Place::new();
    place.trained("run", "cgan --data digits --steps 4 --set batch=8");
    let size = |name: &str| {
        let picture = image::open(place.path(name)).unwrap();
        (picture.width(), picture.height())
    };
    // Rows of ten of each class, in the run's folder as in what is drawn later.
    assert_eq!(size("run/samples/000004.png"), (302, 302));
    place.succeeds("sample run --class all --n 3 --out all.png --device cpu");
    assert_eq!(size("all.png"), (92, 302));
    let ended = place.succeeds("sample run --class 3 --out threes.png --device cpu");
    assert!(ended.stderr.contains("64 samples of cgan"), "{}", ended.stderr);
    place.fails("sample run --class 10 --out none.png --device cpu", 2, "0 to 9");
    place.fails(
        "sample run --class many --out none.png --device cpu",
        2,
        "a whole number from 0 to 65535, or `all`",
    );
    place.trained("plain", "vanilla --data digits --steps 2 --set batch=8");
    place.fails("sample plain --class 3 --out none.png --device cpu", 2, "know no classes");
    place.fails("train ebgan --steps 2 --out no --set conditional=true", 2, "learn no classes");
}

/// Where there is no hardware GPU, a software one will do: Debian's `mesa-vulkan-drivers` brings one.
#[test]
fn a_gpu_that_is_asked_for_by_name_trains() {
    let place = Place::new();
    let ended = place.succeeds("train vanilla --data ring --steps 3 --set batch=8 --device gpu --out run");
    assert!(ended.stderr.lines().any(|line| line.starts_with("on ")), "{}", ended.stderr);
    place.succeeds("resume run --steps 5 --device cpu");
}

#[test]
fn a_run_goes_on_with_other_data_only_by_force() {
    let place = Place::new();
    let images = |folder: &str, pixel: u8| {
        let folder = place.path(folder);
        fs::create_dir(&folder).unwrap();
        let mut file = vec![0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 28, 0, 0, 0, 28];
        file.extend(std::iter::repeat_n(pixel, 20 * 28 * 28));
        fs::write(folder.join("train-images-idx3-ubyte"), file).unwrap();
        let labels = [[0, 0, 8, 1, 0, 0, 0, 20].as_slice(), &[1; 20]].concat();
        fs::write(folder.join("train-labels-idx1-ubyte"), labels).unwrap();
    };
    images("grey", 90);
    images("white", 255);
    place.trained("run", "vanilla --data mnist --data-dir grey --steps 2");
    place.fails("resume run --steps 4 --data-dir white --device cpu", 2, "--force-data");
    place.succeeds("resume run --steps 4 --data-dir white --force-data --device cpu");
}

#[test]
fn a_live_setting_changes_for_the_rest_of_a_run_and_is_written_down() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 4");
    place.fails("resume run --steps 8 --set batch=4 --device cpu", 2, "`batch` from 8 to 4; --override");
    place.succeeds("resume run --steps 8 --set generator_lr=0.00001 --device cpu");
    let history = fs::read_to_string(place.path("run/history.jsonl")).unwrap();
    let line: serde_json::Value = serde_json::from_str(&history).unwrap();
    assert_eq!(line, serde_json::json!({"step": 4, "field": "generator_lr", "value": "0.00001"}));
    // The change outlives the process that made it.
    place.succeeds("resume run --steps 10 --device cpu");
    let checkpoint = fs::read(place.path("run/checkpoint.safetensors")).unwrap();
    let recipe = saddle::train::checkpoint::Checkpoint::read(&checkpoint).unwrap().recipe;
    assert_eq!(recipe.generator.lr, 0.00001);
}

#[test]
fn fixed_settings_change_only_by_an_override_and_are_written_down() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 4");
    let path = place.path("run/recipe.json");
    let edited = fs::read_to_string(&path).unwrap().replace("\"seed\": 1", "\"seed\": 2");
    fs::write(&path, edited).unwrap();
    let resume = "resume run --steps 6 --device cpu";
    place.fails(resume, 2, "`seed` from 1 to 2; --override");
    place.fails(&format!("{resume} --set batch=4"), 2, "`seed` from 1 to 2, `batch` from 8 to 4; --override");
    // A seed names the samples of data drawn by our own code.
    place.fails(&format!("{resume} --override"), 2, "--force-data");
    place.fails(&format!("{resume} --set seed=1 --set latent=9 --override"), 1, "this recipe's is");
    place.succeeds(&format!("{resume} --set seed=1 --set batch=4 --override"));
    let recipe: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!((&recipe["seed"], &recipe["batch"]), (&1.into(), &4.into()));
    let history = fs::read_to_string(place.path("run/history.jsonl")).unwrap();
    assert!(history.contains("batch") && !history.contains("seed"), "{history}");
    place.succeeds("resume run --steps 8 --device cpu");
}

#[test]
fn a_run_starts_from_a_link_or_from_another_runs_recipe() {
    let place = Place::new();
    place
        .trained("link", "https://example.org/saddle/?variant=vanilla&data=ring&seed=7&device=gpu --steps 2");
    place.trained("file", "link/recipe.json --steps 2");
    place.trained("other", "link/recipe.json --steps 2 --seed 8");
    let read = |run: &str| fs::read(place.path(run).join("checkpoint.safetensors")).unwrap();
    assert!(read("link") == read("file") && read("link") != read("other"));
    fs::write(place.path("bad.json"), "{\"variant\": \"gun\"}").unwrap();
    place.fails("train bad.json --steps 2 --out no", 2, "bad.json: field `variant`");
    place.fails("train ?variant=dcgan&batch=0 --steps 2 --out no", 2, "field `batch`");
}

/// What a person sees in a terminal, if this system has the `script` that makes one.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_of_all_colours_shows_samples_as_they_are_saved() {
    let place = Place::new();
    let train = "train vanilla --data digits --set batch=4 --steps 2 --device cpu --out";
    let shown = |colours: &str, out: &str| {
        let mut command = Command::new("script");
        place.keep_to_itself(&mut command).env("COLORTERM", colours).env("TERM", "xterm-256color");
        let line = format!("{} {train} {out}", env!("CARGO_BIN_EXE_saddle"));
        Ended::of(command.args(["-qec", &line, "/dev/null"]).output().unwrap())
    };
    let seen = shown("truecolor", "run");
    assert_eq!(seen.code, Some(0), "{seen:?}");
    // Half a character a pixel, its colour in red, green and blue.
    assert!(seen.stdout.contains("\u{1b}[38;2;") && seen.stdout.contains('▄'), "{seen:?}");
    assert!(!shown("", "plain").stdout.contains('▄'));
}
