//! The sliced Wasserstein distance, step by step, against numpy's.

use crate::{Bar, fixture::Fixture, flex};
use saddle::metrics::sliced_wasserstein::{
    along,
    patches::{SIDE, gather, normalise},
    pyramid::{Planes, level, sizes},
};

/// One level of all `images`, `[image, channel, height, width]`, an image after the other.
fn levels_of(images: &[f32], shape: [usize; 3], at: usize) -> Vec<Planes> {
    let [channels, height, width] = shape;
    let size = [height, width];
    let planes =
        images.chunks_exact(channels * height * width).map(|image| Planes { size, values: image.into() });
    planes.map(|planes| level(planes, at, sizes(size).len())).collect()
}

fn rows(levels: &[Planes], places: &[f32], channels: usize) -> Vec<f32> {
    let places: Vec<[usize; 2]> =
        places.as_chunks().0.iter().map(|place| place.map(|at: f32| at as usize)).collect();
    let of_image = places.len() / levels.len();
    let mut rows = vec![0.0; places.len() * channels * SIDE * SIDE];
    let length = rows.len() / levels.len();
    for ((planes, places), rows) in levels.iter().zip(places.chunks(of_image)).zip(rows.chunks_mut(length)) {
        gather(planes, places, rows);
    }
    normalise(&mut rows, channels);
    rows
}

#[test]
fn the_sliced_wasserstein_distance_is_numpys() {
    let fixture = Fixture::open("sliced_wasserstein");
    let bar = Bar { name: "metrics", relative: 2e-6, ..flex() };
    for (name, levels) in [("colour", 2), ("grey", 1), ("wide", 2)] {
        let mut case = fixture.case(name);
        let shape = case.values("one").shape[1..].try_into().expect("images");
        let [channels, height, width] = shape;
        assert_eq!(sizes([height, width]).len(), levels, "{name}");
        for at in 0..levels {
            let of = |part: &str| format!("{at}.{part}");
            let [one, other] = ["one", "other"].map(|set| levels_of(&case.values(set).numbers, shape, at));
            let all: Vec<f32> = one.iter().flat_map(|planes| planes.values.clone()).collect();
            let places = case.values(&of("places")).numbers.clone();
            let [one, other] = [one, other].map(|levels| rows(&levels, &places, channels));
            let directions = case.values(&of("directions")).numbers.clone();
            let distance = along(&one, &other, channels * SIDE * SIDE, &directions) as f32;
            case.compare_numbers(&of("level"), &all);
            case.compare_numbers(&of("patches"), &one);
            case.compare_numbers(&of("distance"), &[distance]);
        }
        assert!(!case.has(&format!("{levels}.level")), "{name}: every level is compared");
        assert!(case.passes(&bar));
    }
}
