//! Scores of folders and of runs, by a net whose weights are a formula's.

#[path = "../../../tests/common/formula.rs"]
mod formula;

use crate::{
    best::best,
    support::{Ended, Place},
};
use formula::tensors;
use image::{DynamicImage, GrayImage, ImageBuffer, Luma, Rgb, RgbImage};
use safetensors::{Dtype, tensor::TensorView};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// 95 MB, for all tests of this file.
static WEIGHTS: LazyLock<PathBuf> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("formula.safetensors");
    let tensors: Vec<_> = tensors()
        .into_iter()
        .map(|(name, values)| {
            let bytes: Vec<u8> = values.numbers.into_iter().flat_map(f32::to_le_bytes).collect();
            (name, values.shape, bytes)
        })
        .collect();
    let views = tensors
        .iter()
        .map(|(name, shape, bytes)| (name, TensorView::new(Dtype::F32, shape.clone(), bytes).unwrap()));
    fs::write(&path, safetensors::serialize(views, None).unwrap()).unwrap();
    path
});

/// A picture like no other.
fn picture(seed: u32) -> RgbImage {
    RgbImage::from_fn(24, 16, |x, y| {
        let value = |factor: u32| ((x * factor + y * seed + x * y * (seed % 5)) % 256) as u8;
        Rgb([value(7), value(seed + 3), value(11 * seed + 1)])
    })
}

/// So many pictures in each of two folders, `one` and `other`.
fn place_with_folders(counts: [u32; 2]) -> Place {
    let place = Place::new();
    for (folder, count) in ["one", "other"].into_iter().zip(counts) {
        fs::create_dir(place.path(folder)).unwrap();
        for index in 0..count {
            let seed = index + if folder == "one" { 0 } else { 50 };
            picture(seed).save(place.path(&format!("{folder}/{index:02}.png"))).unwrap();
        }
    }
    place
}

fn eval(place: &Place, arguments: &str) -> Ended {
    place.saddle(&format!("eval {arguments} --device cpu --weights {}", WEIGHTS.display()))
}

/// The figures of a command that succeeded, by metric.
fn figures(ended: &Ended) -> impl Fn(&str) -> Value + use<> {
    assert_eq!(ended.code, Some(0), "{}", ended.stderr);
    let json: Value = serde_json::from_str(&ended.stdout).unwrap();
    move |metric| {
        let rows = json["figures"].as_array().unwrap().iter();
        rows.into_iter().find(|row| row["metric"] == metric).unwrap_or(&Value::Null).clone()
    }
}

fn number(row: &Value) -> f64 {
    row["value"].as_f64().unwrap()
}

#[test]
fn two_folders_are_compared_and_every_row_says_how() {
    let place = place_with_folders([12, 11]);
    let ended = eval(&place, "--dirs one other --json");
    assert!(ended.stderr.contains("fid of 11 pictures"), "{}", ended.stderr);
    let row = figures(&ended);
    let fid = row("fid");
    assert!(number(&fid) > 1.0, "{fid}");
    assert_eq!(
        (&fid["generated"], &fid["real"], &fid["resizer"]),
        (&12.into(), &11.into(), &"pytorch-fid".into())
    );
    assert_eq!(fid["weights"].as_str().unwrap().len(), 64);
    assert_eq!(row("kid")["settings"], "100 subsets of 11, seed 2020");
    for metric in ["is", "is_in_order", "precision", "recall", "density", "coverage"] {
        assert!(number(&row(metric)) >= 0.0, "{metric}");
    }
    // Another resizer is another score; the statistics of a folder are as good as its pictures.
    let other = figures(&eval(&place, "--dirs one other --json --metrics fid --resizer clean-fid"));
    assert_eq!((&other("fid")["resizer"], &other("kid")), (&"clean-fid".into(), &Value::Null));
    assert!((number(&other("fid")) - number(&fid)).abs() > 1e-3);
    place.succeeds(&format!("stats other other.npz --device cpu --weights {}", WEIGHTS.display()));
    let same = figures(&eval(&place, "--dirs one other.npz --json"));
    assert!((number(&same("fid")) / number(&fid) - 1.0).abs() < 1e-9);
    assert_eq!((&same("fid")["real"], same("kid")), (&Value::Null, Value::Null));
    eval(&place, "--dirs one other.npz --metrics kid")
        .is_one_clear_error(2, "kid compares with real pictures");
    let table = eval(&place, "--dirs one one --metrics fid,prdc --k 3");
    let line =
        |name: &str| table.stdout.lines().find(|line| line.starts_with(name)).unwrap_or_default().to_owned();
    assert!(line("fid").contains(" 0.000000 "), "{}", table.stdout);
    assert!(line("precision").contains("1.000000") && line("precision").contains("k = 3, borders included"));
}

#[test]
fn samples_of_a_run_are_scored_and_those_that_are_no_images_refused() {
    let place = place_with_folders([11, 0]);
    place.trained("run", "dcgan --data digits --steps 1");
    let row = figures(&eval(&place, "run --real one --n 12 --json"));
    assert_eq!((&row("fid")["generated"], &row("fid")["real"]), (&12.into(), &11.into()));
    assert!(number(&row("fid")) > 1.0);
    let alone = eval(&place, "run --n 12 --raw --metrics fid,is");
    for words in
        ["run/checkpoint.safetensors at step 1, raw weights", "real: 12 samples, held out, of `digits`"]
    {
        assert!(alone.stdout.contains(words), "{}", alone.stdout);
    }
    place.trained("points", "vanilla --data ring --steps 1");
    eval(&place, "points --n 12").is_one_clear_error(2, "makes no images of latents");
}

#[test]
fn what_cannot_be_scored_is_refused_with_the_remedy() {
    let place = place_with_folders([12, 3]);
    for (arguments, words) in [
        ("", "<DIR|FILE|--dirs"),
        ("run --dirs one other", "cannot be used with"),
        ("--dirs one", "2 values required"),
        ("--dirs one other --metrics lpips", "lpips"),
        ("--dirs one other --resizer nearest", "nearest"),
        ("--dirs one other", "prdc takes 6 pictures or more of a set, and there are 3"),
    ] {
        eval(&place, arguments).is_one_clear_error(2, words);
    }
    eval(&place, "--dirs one nowhere").is_one_clear_error(1, "nowhere is no folder");
    eval(&place, "nowhere --metrics is").is_one_clear_error(1, "nowhere");
    eval(&place, "nowhere --real one --stats one.npz").is_one_clear_error(2, "cannot be used with");
    place.fails("eval --dirs one one", 1, "`saddle data inception` downloads it");
    fs::write(place.path("some.pth"), "Dear Sir").unwrap();
    place.fails(
        "eval --dirs one one --weights some.pth --device cpu",
        1,
        "some.pth: is neither a file of PyTorch's",
    );
    place.fails(
        "data inception --mirror http://127.0.0.1:1/w",
        1,
        "http://127.0.0.1:1/w/pt_inception-2015-12-05-6726825d.pth",
    );
}

#[test]
fn a_picture_that_cannot_be_read_ends_it_with_its_name_and_grey_and_alpha_do_not() {
    let place = place_with_folders([12, 12]);
    let save = |image: DynamicImage, name: &str| image.save(place.path(name)).unwrap();
    save(GrayImage::from_pixel(9, 9, Luma([40])).into(), "one/00.png");
    save(DynamicImage::from(picture(1)).into_rgba8().into(), "one/01.png");
    save(DynamicImage::from(picture(2)).into_rgb16().into(), "one/02.png");
    let fine = eval(&place, "--dirs one other --metrics fid");
    assert_eq!(fine.code, Some(0), "{}", fine.stderr);
    let deep = ImageBuffer::from_pixel(9, 9, Luma([40_u16]));
    save(DynamicImage::ImageLuma16(deep), "one/03.png");
    eval(&place, "--dirs one other --metrics fid")
        .is_one_clear_error(1, "one/03.png is greyscale of 16 bits");
    cut(&place.path("one/03.png"), &place.path("one/04.png"));
    eval(&place, "--dirs one other --metrics fid").is_one_clear_error(1, "one/03.png");
}

/// Half of another picture in the place of the first one, which is gone.
fn cut(path: &Path, whole: &Path) {
    let bytes = fs::read(whole).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

#[test]
fn a_run_is_ranked_by_its_fid_where_that_is_asked_for_and_a_resumed_one_goes_on_so() {
    let place = Place::new();
    let by = format!("--eval-by fid --eval-samples 12 --weights {}", WEIGHTS.display());
    place.trained("run", &format!("vanilla --data digits --steps 4 --eval-every 2 {by}"));
    place.succeeds("resume run --steps 6 --device cpu");
    let scores: Vec<f64> = fs::read_to_string(place.path("run/metrics.jsonl"))
        .unwrap()
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).unwrap()["score_fid"].as_f64())
        .collect();
    assert_eq!(scores.len(), 3, "{scores:?}");
    assert!(scores.iter().all(|score| *score > 0.0), "{scores:?}");
    let (step, scored) = best(&place, "run");
    assert_eq!((scored.name.as_str(), step % 2), ("score_fid", 0));
    let protocol = scored.protocol;
    for part in ["FID, too high for so few", "12 samples, held out", "resized as pytorch-fid does it"] {
        assert!(protocol.contains(part), "{part} in {protocol}");
    }
    let no_pictures =
        format!("train vanilla --data ring --steps 4 --eval-every 2 {by} --out no --device cpu");
    place.fails(&no_pictures, 1, "no images in grey or colour");
    place.fails("train vanilla --steps 4 --weights w.pth --out no", 2, "--eval-by");
}
