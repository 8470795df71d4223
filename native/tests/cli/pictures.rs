//! Learning from a folder of pictures, and from a pack of it.

use crate::{
    faces,
    support::{Place, files, metrics},
};
use std::{fs, process::Stdio, thread::sleep, time::Duration};

const TRAIN: &str = "train dcgan --data folder --device cpu --set batch=8 --set image_size=28";

/// `count` faces in `pictures`.
fn place_with_faces(count: u64) -> Place {
    let place = Place::new();
    fs::create_dir(place.path("pictures")).unwrap();
    for index in 0..count {
        fs::write(place.path(&format!("pictures/{index:03}.jpg")), faces::jpeg(1, index)).unwrap();
    }
    place
}

/// Cuts the last half off a face.
fn cut(place: &Place, name: &str) {
    let path = place.path(name);
    let bytes = fs::read(&path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}

#[test]
fn folder_and_pack_give_the_same_run_in_one_part_or_two_past_a_cut_off_file() {
    let place = place_with_faces(120);
    cut(&place, "pictures/007.jpg");
    fs::write(place.path("pictures/notes.txt"), "not a picture").unwrap();
    let trained =
        place.succeeds(&format!("{TRAIN} --data-dir pictures --out whole --set flip=true --steps 40"));
    assert_eq!(trained.stderr.matches("007.jpg is cut off").count(), 1, "{}", trained.stderr);
    place.succeeds("data pack pictures faces.pack --set image_size=28");
    place.succeeds(&format!("{TRAIN} --data-dir faces.pack --out packed --set flip=true --steps 40"));
    place.succeeds(&format!("{TRAIN} --data-dir pictures --out parts --set flip=true --steps 20"));
    place.succeeds("resume parts --steps 40 --device cpu");
    let checkpoint = |run: &str| fs::read(place.path(run).join("checkpoint.safetensors")).unwrap();
    assert!(checkpoint("whole") == checkpoint("packed"), "the pack's run differs");
    assert!(checkpoint("whole") == checkpoint("parts"), "the resumed run differs");
    assert_eq!(metrics(&place.path("whole")), metrics(&place.path("packed")));
    fs::remove_dir_all(place.path("pictures")).unwrap();
    place.succeeds("sample whole --n 4 --out grid.png --device cpu");
}

#[test]
fn more_unusable_pictures_than_one_in_a_hundred_end_the_run_with_their_names() {
    let place = place_with_faces(120);
    cut(&place, "pictures/003.jpg");
    fs::write(place.path("pictures/004.jpg"), "no picture").unwrap();
    let pack = place.saddle("data pack pictures faces.pack");
    pack.is_one_clear_error(1, "2 of its 120 pictures cannot be used");
    assert!(pack.stderr.contains("003.jpg is cut off; ") && pack.stderr.contains("004.jpg is no picture"));
    assert!(!files(&place.path("")).iter().any(|file| file.contains("faces.pack")));
}

#[test]
fn cut_off_pictures_are_taken_where_that_is_asked_for() {
    let place = place_with_faces(12);
    cut(&place, "pictures/003.jpg");
    let said =
        place.succeeds(&format!("{TRAIN} --data-dir pictures --allow-truncated --steps 4 --out run")).stderr;
    assert!(!said.contains("003.jpg"), "{said}");
    place.succeeds("resume run --steps 6 --device cpu");
}

#[test]
fn celebas_attributes_are_classes_that_can_be_asked_for() {
    let place = place_with_faces(12);
    let row = |index| format!("{index:03}.jpg {} {}\n", 2 * (index % 2) - 1, 2 * (index / 6) - 1);
    let rows: String = (0..12).map(row).collect();
    fs::write(place.path("list_attr_celeba.txt"), format!("12\nSmiling Male\n{rows}")).unwrap();
    let train = TRAIN.replace("dcgan", "cgan");
    place.succeeds(&format!(
        "{train} --data-dir pictures --set labels=attributes --set attributes=Male,Smiling --steps 3 --out run"
    ));
    place.succeeds("sample run --class 3 --n 4 --out both.png --device cpu");
    place.fails("sample run --class 4 --n 4 --out none.png --device cpu", 2, "class");
    fs::write(place.path("list_attr_celeba.txt"), format!("12\nSmiling Male\n{}", rows.replace("-1", "1")))
        .unwrap();
    place.fails("resume run --steps 5 --device cpu", 2, "the run learnt from `pictures`");
}

#[test]
fn more_people_than_a_byte_can_number_are_told_apart_from_folder_and_pack() {
    let place = place_with_faces(300);
    let rows: String = (0..300).map(|index| format!("{index:03}.jpg {}\n", 3 * index)).collect();
    fs::write(place.path("identity_CelebA.txt"), rows).unwrap();
    let train = format!("{} --set labels=identities --steps 2", TRAIN.replace("dcgan", "cgan"));
    place.succeeds("data pack pictures people.pack --set image_size=28 --set labels=identities");
    place.succeeds(&format!("{train} --data-dir pictures --out run"));
    place.succeeds(&format!("{train} --data-dir people.pack --out packed"));
    assert_eq!(metrics(&place.path("run")), metrics(&place.path("packed")));
    place.succeeds("sample run --class 299 --n 4 --out last.png --device cpu");
    place.fails("sample run --class 300 --n 4 --out none.png --device cpu", 2, "0 to 299");
    let (width, height) = image::image_dimensions(place.path("run/samples/000002.png")).unwrap();
    assert!(height < 3 * width, "a row for each of 300 people: {width} x {height}");
}

#[test]
fn cifar10_trains_any_variant_in_classes() {
    let place = Place::new();
    fs::create_dir(place.path("cifar")).unwrap();
    for file in 1..=5_u8 {
        let image = |class: u8| [vec![class], vec![20 * class; 3072]].concat();
        fs::write(
            place.path(&format!("cifar/data_batch_{file}.bin")),
            (0..10).flat_map(image).collect::<Vec<_>>(),
        )
        .unwrap();
    }
    let train = "--data cifar10 --device cpu --set batch=4 --steps 2";
    place.succeeds(&format!("train cgan {train} --data-dir cifar --set flip=true --out run"));
    place.succeeds("sample run --class 9 --n 4 --out nine.png --device cpu");
    place.succeeds("resume run --steps 3 --device cpu");
    place.succeeds(&format!("train vae {train} --data-dir cifar --out vae"));
    place.fails(&format!("train dcgan {train} --out none"), 2, "--data cifar10 needs --data-dir");
    place.fails(
        "train dcgan --data svhn --set flip=true --steps 2 --out none",
        2,
        "a mirrored digit is no digit",
    );
}

#[test]
fn a_folder_that_is_missing_empty_or_another_is_refused() {
    let place = place_with_faces(8);
    fs::create_dir(place.path("empty")).unwrap();
    place.fails(&format!("{TRAIN} --steps 4 --out run"), 2, "--data folder needs --data-dir");
    place.fails(&format!("{TRAIN} --steps 4 --out run --data-dir nowhere"), 1, "nowhere is no folder");
    place.fails(&format!("{TRAIN} --steps 4 --out run --data-dir empty"), 1, "holds no picture (.jpg");
    let too_large =
        format!("{TRAIN} --steps 4 --out run --data-dir pictures --set crop=scaled_96 --set image_size=128");
    place.fails(&too_large, 2, "image_size=128 is more than the 96 pixels");
    assert!(!place.path("run").exists());
    place.succeeds(&format!("{TRAIN} --steps 4 --out run --data-dir pictures"));
    fs::remove_file(place.path("pictures/005.jpg")).unwrap();
    place.fails("resume run --steps 8 --device cpu", 2, "the run learnt from `pictures` (8 samples");
}

#[test]
fn a_pack_that_was_changed_cut_or_made_otherwise_is_refused_by_name() {
    let place = place_with_faces(8);
    place.succeeds("data pack pictures faces.pack --set image_size=28 --set crop=celeba");
    place.fails("data pack pictures faces.pack", 2, "faces.pack exists");
    place.fails(
        "data pack pictures other.pack --set flip=true",
        2,
        "--set flip: a pack has image_size, crop",
    );
    let train = format!("{TRAIN} --steps 4 --out run --set crop=celeba --data-dir");
    place.fails(&format!("{TRAIN} --steps 4 --out run --data-dir faces.pack"), 1, "made with crop=celeba");
    place.fails(&format!("{train} pictures/001.jpg"), 1, "001.jpg: is no pack");
    let whole = fs::read(place.path("faces.pack")).unwrap();
    let mut changed = whole.clone();
    changed[5000] ^= 1;
    let mut newer = whole.clone();
    newer[8] = 9;
    for (bytes, words) in [
        (&changed[..], "faces.pack: has a wrong checksum"),
        (&newer, "has version 9 of the format"),
        (&whole[..12], "is cut short"),
        (&whole[..100], "is cut short"),
        (&whole[..whole.len() - 1], "bytes where it should have"),
        (&[&whole[..], &[0]].concat(), "bytes where it should have"),
    ] {
        fs::write(place.path("faces.pack"), bytes).unwrap();
        place.fails(&format!("{train} faces.pack"), 1, words);
    }
    fs::write(place.path("faces.pack"), whole).unwrap();
    fs::rename(place.path("faces.pack"), place.path("pictures/faces.pack")).unwrap();
    place.succeeds(&format!("{train} pictures"));
}

#[test]
fn a_pack_that_was_killed_goes_on_and_comes_out_the_same() {
    let place = place_with_faces(40);
    // Many pictures, by few files.
    for index in 0..9000 {
        fs::hard_link(
            place.path(&format!("pictures/{:03}.jpg", index % 40)),
            place.path(&format!("pictures/{}.jpg", 1000 + index)),
        )
        .unwrap();
    }
    let pack = "data pack pictures killed.pack --set image_size=28";
    let mut child = place.command(pack).stderr(Stdio::null()).spawn().unwrap();
    while !place.path("killed.pack.part.json").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ends before it is killed");
        sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(!place.path("killed.pack").exists());
    let said = place.succeeds(pack).stderr;
    assert!(
        said.contains("going on after 4096 of 9040 pictures") || said.contains("going on after 8192"),
        "{said}"
    );
    place.succeeds("data pack pictures whole.pack --set image_size=28");
    let read = |name| fs::read(place.path(name)).unwrap();
    assert!(read("killed.pack") == read("whole.pack"), "the packs differ");
}

#[test]
fn the_bench_of_data_reports_folder_and_pack_and_what_a_step_waits() {
    let place = place_with_faces(20);
    let bench = "bench data --data-dir pictures --images 64 --steps 1 --device cpu --json";
    let ended = place.succeeds(&format!("{bench} --set image_size=28 --set batch=8"));
    let figures: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let reading = figures["reading"].as_array().unwrap();
    assert!(reading.iter().all(|row| row["images_per_second"].as_f64().unwrap() > 0.0));
    let sources: Vec<_> = reading.iter().map(|row| row["source"].as_str().unwrap()).collect();
    assert_eq!((sources[0], *sources.last().unwrap()), ("folder", "pack"));
    assert!(figures["steps"]["waiting_ms"].is_number() && figures["steps"]["step_ms"].is_number());
    assert_eq!(files(&place.path("")).iter().filter(|file| file.ends_with(".pack")).count(), 0);
}
