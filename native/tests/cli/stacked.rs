//! Stacked digits from end to end, made of small files in MNIST's format.

use crate::support::{Place, files, metrics};
use serde_json::Value;
use std::fs;

/// A place with a folder `digits`, whose 26 images are of as many classes.
fn place_with_digits(classes: u8) -> Place {
    let place = Place::new();
    fs::create_dir(place.path("digits")).unwrap();
    let mut images = vec![0, 0, 8, 3, 0, 0, 0, 26, 0, 0, 0, 28, 0, 0, 0, 28];
    images.extend((0..26 * 28 * 28).map(|pixel| (pixel % 251) as u8));
    fs::write(place.path("digits/train-images-idx3-ubyte"), images).unwrap();
    let labels = (0..26).map(|image| image % classes);
    let labels: Vec<u8> = [0, 0, 8, 1, 0, 0, 0, 26].into_iter().chain(labels).collect();
    fs::write(place.path("digits/train-labels-idx1-ubyte"), labels).unwrap();
    place
}

#[test]
fn stacks_train_any_variant_in_a_thousand_classes_and_go_on_where_they_were() {
    let place = place_with_digits(10);
    let data = "--data stacked --data-dir digits";
    place.trained("whole", &format!("dcgan {data} --steps 6"));
    place.trained("parts", &format!("dcgan {data} --steps 2"));
    place.succeeds("resume parts --steps 6 --device cpu");
    assert_eq!(metrics(&place.path("whole")).last(), metrics(&place.path("parts")).last());
    place.trained("asked", &format!("cgan {data} --steps 2"));
    place.succeeds("sample asked --class 999 --n 4 --out last.png --device cpu");
    place.fails("sample asked --class 1000 --n 4 --out none.png --device cpu", 2, "0 to 999");
}

#[test]
fn what_makes_no_stacks_is_refused() {
    let place = place_with_digits(11);
    let train = "train dcgan --data stacked --steps 2 --out none --device cpu";
    place.fails(&format!("{train} --data-dir digits"), 1, "has 11 classes");
    place.fails(train, 1, "`saddle data mnist` downloads them");
    place.fails(&format!("{train} --set flip=true"), 2, "a mirrored digit is no digit");
    place.fails("bench modes --out grids", 2, "are for --data stacked");
}

#[test]
fn the_thousand_modes_of_stacked_digits_are_counted() {
    let place = place_with_digits(10);
    let options =
        "--data stacked --data-dir digits --variants vanilla --seeds 1 --steps 1 --device cpu --out grids";
    let bench = place.succeeds(&format!("bench modes --json {options}")).stdout;
    let bench: Value = serde_json::from_str(&bench).unwrap();
    let protocol = bench["protocol"].as_str().unwrap();
    assert!(protocol.contains("26000 samples") && protocol.contains("63571de2"), "{protocol}");
    let [real, vanilla] = &bench["figures"].as_array().unwrap()[..] else {
        panic!("real stacks and one variant are expected: {bench}");
    };
    for figure in [&real["raw"], &vanilla["raw"], &vanilla["ema"]] {
        let [modes, kl] = ["modes", "kl"].map(|name| figure[name][0].as_f64().unwrap());
        assert!((1.0..=1000.0).contains(&modes) && (0.0..=6.91).contains(&kl), "{bench}");
    }
    assert!(vanilla["refused"].is_null() && real["ema"].is_null(), "{bench}");
    assert_eq!(files(&place.path("grids")), ["vanilla-1.png"]);
}
