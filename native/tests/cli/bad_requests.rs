//! Requests that cannot be met: exit code 2, one message that says what to do instead.

use crate::support::{Place, files};

#[test]
fn what_cannot_be_asked_is_refused_by_name_and_leaves_nothing() {
    let place = Place::new();
    for (arguments, words) in [
        ("train vanilla --steps 5 --out run --colour red", "--colour"),
        ("train gun --steps 5 --out run", "`gun` is none of vanilla"),
        ("train vanilla --steps 0 --out run", "--steps"),
        ("train vanilla --out run", "--steps"),
        ("train vanilla --preset seed --out run", "vanilla has no presets"),
        ("train began --preset sed --out run", "the presets of began are seed, seed_gamma_half"),
        ("train vae --preset seed --data digits --out run", "`yadira` has nets for images of 64x64"),
        ("train dcgan --preset seed --steps 0 --out run", "--steps"),
        ("train vanilla --steps 5 --out run --data cats", "field `data`: `cats` is not one of digits"),
        ("train vanilla --steps 5 --out run --seed -1", "field `seed`: `-1` is not a whole number"),
        ("train vanilla --steps 5 --out run --set batch=0", "a whole number from 1 to 1024"),
        ("train vanilla --steps 5 --out run --set colour=red", "no such field"),
        ("train vanilla --steps 5 --out run --set batch", "FIELD=VALUE"),
        ("train vanilla --steps 5 --out run --device tpu", "--device"),
        ("sample run --n 0 --out grid.png", "--n"),
        ("bench --variants gun", "`gun` is none of vanilla"),
        ("paint", "paint"),
    ] {
        place.fails(arguments, 2, words);
    }
    assert_eq!(files(&place.path("")), [""; 0]);
}

#[test]
fn a_folder_that_holds_a_run_is_not_run_over() {
    let place = Place::new();
    place.trained("run", "vanilla --data ring --steps 2");
    place.fails("train vanilla --data ring --steps 9 --out run --device cpu", 2, "saddle resume run");
}

#[test]
fn a_run_that_is_not_there_is_said_to_be_missing() {
    let place = Place::new();
    place.fails("resume nowhere", 1, "nowhere");
    place.fails("sample nowhere --out grid.png", 1, "nowhere");
    std::fs::create_dir(place.path("empty")).unwrap();
    place.fails("resume empty", 1, "there is no checkpoint empty/checkpoint.safetensors");
    place.fails("sample empty --out grid.png", 1, "there is no checkpoint");
    assert!(!place.path("grid.png").exists());
}

#[test]
fn a_download_from_nowhere_names_the_mirror_and_leaves_nothing_that_looks_whole() {
    let place = Place::new();
    place.fails(
        "data mnist --mirror http://127.0.0.1:1/mnist",
        1,
        "http://127.0.0.1:1/mnist/train-images-idx3-ubyte.gz",
    );
    assert_eq!(files(&place.path("cache")), [""; 0]);
}
