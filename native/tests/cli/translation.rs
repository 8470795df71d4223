//! Runs that make images of other images, and what they make of a person's own.

use crate::{
    faces,
    support::{Place, files},
};
use image::{Rgb, RgbImage};
use saddle::train::checkpoint::Checkpoint;
use std::{fs, thread::sleep, time::Duration};

const TRAIN: &str = "train pix2pix --data folder --device cpu --set task=folders --set image_size=32 --set filters=4 \
                     --set batch=2 --set checkpoint_every=1";

/// As many faces in `A` and in `B` as named.
fn place_with_pairs(sources: u64, targets: u64) -> Place {
    let place = Place::new();
    for (folder, count) in [("A", sources), ("B", targets)] {
        fs::create_dir_all(place.path(&format!("pairs/{folder}"))).unwrap();
        for index in 0..count {
            fs::write(place.path(&format!("pairs/{folder}/{index:03}.jpg")), faces::jpeg(1, index)).unwrap();
        }
    }
    place
}

#[test]
fn pairs_from_two_folders_end_in_the_same_bits_after_a_sigkill() {
    let place = place_with_pairs(16, 16);
    let train = TRAIN.replace("image_size=32", "image_size=128");
    let mut child =
        place.command(&format!("{train} --data-dir pairs --steps 100000 --out killed")).spawn().unwrap();
    while !place.path("killed/checkpoint.safetensors").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before its first checkpoint");
        sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let bytes = fs::read(place.path("killed/checkpoint.safetensors")).unwrap();
    // An epoch is eight steps, at two pairs each.
    let total = Checkpoint::read(&bytes).unwrap().progress.step + 8;
    place.succeeds(&format!("resume killed --steps {total} --device cpu"));
    place.succeeds(&format!("{train} --data-dir pairs --steps {total} --out whole"));
    let checkpoint = |run: &str| fs::read(place.path(run).join("checkpoint.safetensors")).unwrap();
    assert!(checkpoint("whole") == checkpoint("killed"), "the resumed run differs");
}

#[test]
fn pictures_are_translated_to_files_of_their_names() {
    let place = place_with_pairs(4, 4);
    place.succeeds(&format!("{TRAIN} --data-dir pairs --steps 1 --out run"));
    fs::rename(place.path("pairs/A"), place.path("own")).unwrap();
    place.succeeds("translate run own/000.jpg own/001.jpg --out out --device cpu");
    assert_eq!(files(&place.path("out")).len(), 2);
    let translated = image::open(place.path("out/001.png")).unwrap();
    assert_eq!((translated.width(), translated.height()), (32, 32));
    place.fails("translate run own/000.jpg --out out --back --device cpu", 1, "no way back");
    fs::write(place.path("notes.jpg"), "no picture").unwrap();
    place.fails("translate run notes.jpg --out out --device cpu", 1, "notes.jpg");
    place.fails("translate run missing.jpg --out out --device cpu", 1, "cannot read missing.jpg");
}

#[test]
fn samples_of_a_translation_stand_beside_their_sources() {
    let place = Place::new();
    place.succeeds(
        "train cyclegan --data digits --device cpu --set batch=2 --set filters=4 --steps 1 --out run",
    );
    place.succeeds("sample run --out rows.png --device cpu");
    let rows = image::open(place.path("rows.png")).unwrap();
    // Three groups of three in eight rows, two pixels around each.
    assert_eq!((rows.width(), rows.height()), (9 * 30 + 2, 8 * 30 + 2));
    place.fails("sample run --n 4 --out rows.png --device cpu", 2, "no latents");
    place.succeeds("train dcgan --data digits --device cpu --set batch=2 --steps 1 --out dcgan");
    place.fails("translate dcgan rows.png --out out --device cpu", 2, "pix2pix and cyclegan translate");
}

#[test]
fn halves_of_a_picture_are_translated_in_either_direction() {
    let place = Place::new();
    fs::create_dir(place.path("halves")).unwrap();
    for index in 0..4 {
        let both = RgbImage::from_fn(64, 32, |x, _| Rgb([if x < 32 { 0 } else { 255 }; 3]));
        both.save(place.path(&format!("halves/{index}.png"))).unwrap();
    }
    let train = TRAIN.replace("task=folders", "task=halves");
    for (direction, source) in [("a_to_b", 0), ("b_to_a", 255)] {
        place.succeeds(&format!(
            "{train} --data-dir halves --set direction={direction} --steps 1 --out {direction}"
        ));
        place.succeeds(&format!("sample {direction} --out {direction}.png --device cpu"));
        // The first image of a row, two pixels from the edge, is the source; its target stands beside what is made of it.
        let rows = image::open(place.path(&format!("{direction}.png"))).unwrap().to_rgb8();
        assert_eq!(rows.get_pixel(16, 16).0, [source; 3], "{direction}");
        assert_eq!(rows.get_pixel(2 * 34 + 16, 16).0, [255 - source; 3], "{direction}");
    }
    RgbImage::new(65, 32).save(place.path("halves/0.png")).unwrap();
    place.fails(&format!("{train} --data-dir halves --steps 1 --out odd"), 1, "65x32 pixels, an odd width");
    place.fails(&format!("{TRAIN} --data-dir halves --steps 1 --out none"), 2, "task=halves");
}

#[test]
fn folders_that_make_no_pairs_are_refused() {
    let place = place_with_pairs(3, 4);
    place.fails(&format!("{TRAIN} --data-dir pairs --steps 1 --out run"), 1, "holds 3 pictures");
    place.fails(&format!("{TRAIN} --data-dir pairs/A --steps 1 --out run"), 2, "no folders A and B");
    place.fails(
        "train pix2pix --data ring --steps 1 --out run --device cpu",
        2,
        "no images to be translated",
    );
    place.fails(
        "train pix2pix --steps 1 --out run --device cpu --set conditional=true",
        2,
        "images are made of images",
    );
    place.fails("bench mnist --variants pix2pix --device cpu", 2, "bench translation");
    place.fails("bench translation --variants dcgan --device cpu", 2, "bench mnist");
}
