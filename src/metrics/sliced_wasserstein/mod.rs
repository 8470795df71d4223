//! The sliced Wasserstein distance of Karras et al. 2018 (PGGAN, arXiv:1710.10196, section 5): how far the local structure
//! of generated images is from that of real ones, on every scale.
//!
//! ```text
//! images ──> pyramid ──> patches ──> along random directions ──> sorted ──> mean difference
//!            levels      7x7, normalised by channel
//! ```
//!
//! The Wasserstein distance of two sets of numbers is the mean difference between both in order. As in the authors' code
//! it is taken along 512 directions, of bytes, and times 1000; a score is the mean over the levels. Otherwise than there,
//! patches are at the same places in both sets, so that a set is at distance 0 from itself.

pub mod patches;
pub mod pyramid;
mod scores;

pub use scores::{OfImages, OfPoints};

use crate::{
    matrix::{Matrix, multiply},
    train::rng::{Purpose, Rng},
};
use patches::{SIDE, gather, normalise, places};
use pyramid::{Planes, sizes};
use rayon::prelude::*;

/// Directions along which a distance is taken.
pub const DIRECTIONS: usize = 512;
/// Names places and directions, which are the same for every run.
const SEED: u64 = 0;
/// Directions that a thread takes at once: sorting needs the numbers along each.
const AT_ONCE: usize = 8;
/// As in the authors' code.
const SCALE: f64 = 1000.0;

/// The distance between two sets of equally many images, as bytes of this `shape`, on each level of their pyramids, the
/// finest first; from `patches` of every image.
pub fn of_images(one: &[u8], other: &[u8], shape: [usize; 3], patches: usize) -> Vec<f64> {
    let [channels, height, width] = shape;
    let levels = sizes([height, width]).len();
    let distance = |level| {
        let [one, other] = [one, other].map(|images| rows(images, shape, level, patches));
        let length = channels * SIDE * SIDE;
        SCALE * along(&one, &other, length, &directions(length, &format!("level {level}")))
    };
    (0..levels).map(distance).collect()
}

/// The distance between two sets of equally many points of `length` coordinates, as they are.
pub fn of_points(one: &[f32], other: &[f32], length: usize) -> f64 {
    SCALE * along(one, other, length, &directions(length, "points"))
}

/// The mean over `directions`, each of length 1, of the Wasserstein distance along it between two sets of equally many rows
/// of `length` numbers.
pub fn along(one: &[f32], other: &[f32], length: usize, directions: &[f32]) -> f64 {
    assert_eq!(one.len(), other.len(), "two sets of one size");
    let count = one.len() / length;
    let along = |rows: &[f32], directions: &[f32]| {
        let taken = directions.len() / length;
        let mut numbers = vec![0.0; taken * count];
        let directions = Matrix::rows(directions, taken, length);
        multiply(directions, Matrix::rows(rows, count, length).transposed(), &mut numbers, false);
        numbers.chunks_exact_mut(count).for_each(|numbers| numbers.sort_unstable_by(f32::total_cmp));
        numbers
    };
    let sums = directions.par_chunks(AT_ONCE * length).map(|directions| {
        let pairs = along(one, directions).into_iter().zip(along(other, directions));
        pairs.map(|(one, other)| f64::from((one - other).abs())).sum::<f64>()
    });
    // Added up in one order, whatever the threads.
    let total: f64 = sums.collect::<Vec<_>>().into_iter().sum();
    total / (directions.len() / length * count) as f64
}

/// Directions of length 1 in a space of so many dimensions, evenly drawn.
fn directions(length: usize, name: &str) -> Vec<f32> {
    let mut rng = Rng::named(SEED, Purpose::Scores, name, 0);
    let mut directions = rng.normals(DIRECTIONS * length);
    for direction in directions.chunks_exact_mut(length) {
        let norm = direction.iter().map(|&x| f64::from(x).powi(2)).sum::<f64>().sqrt();
        direction.iter_mut().for_each(|x| *x = (f64::from(*x) / norm) as f32);
    }
    directions
}

/// The normalised patches of one level of all `images`, a row each.
fn rows(images: &[u8], [channels, height, width]: [usize; 3], level: usize, patches: usize) -> Vec<f32> {
    let size = [height, width];
    let levels = sizes(size).len();
    let length = patches * channels * SIDE * SIDE;
    let images = images.par_chunks_exact(channels * height * width);
    let mut rows = vec![0.0; images.len() * length];
    rows.par_chunks_exact_mut(length).zip(images).enumerate().for_each(|(at, (rows, image))| {
        let planes = Planes { size, values: image.iter().map(|&byte| f32::from(byte)).collect() };
        let planes = pyramid::level(planes, level, levels);
        gather(&planes, &places(planes.size, at, patches), rows);
    });
    normalise(&mut rows, channels);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn images(seed: u64, count: usize, shape: [usize; 3]) -> Vec<u8> {
        let mut rng = Rng::new(seed, Purpose::Noise, 0);
        (0..count * shape.iter().product::<usize>()).map(|_| rng.below(256) as u8).collect()
    }

    #[test]
    fn a_set_is_at_no_distance_from_itself_and_others_are_the_same_way_apart_both_ways() {
        let shape = [3, 32, 32];
        let [one, other] = [1, 2].map(|seed| images(seed, 6, shape));
        assert_eq!(of_images(&one, &one, shape, 8), [0.0, 0.0]);
        let distances = of_images(&one, &other, shape, 8);
        assert!(distances.iter().all(|&distance| distance > 0.0), "{distances:?}");
        assert_eq!(distances, of_images(&other, &one, shape, 8));
        assert_eq!(distances, of_images(&one, &other, shape, 8));
    }

    #[test]
    fn on_a_line_a_shifted_set_is_as_far_as_it_was_shifted() {
        let one: Vec<_> = Rng::new(1, Purpose::Noise, 0).normals(1000);
        let other: Vec<_> = one.iter().rev().map(|x| x + 0.25).collect();
        assert!((of_points(&one, &other, 1) / SCALE - 0.25).abs() < 1e-6);
    }

    #[test]
    fn in_the_plane_a_shift_is_seen_by_its_mean_length_along_all_directions() {
        // The mean of |cos| is 2 / pi; 512 directions find it to a few in a hundred.
        let one: Vec<_> = Rng::new(1, Purpose::Noise, 0).normals(2 * 1000);
        let other: Vec<_> = one.chunks_exact(2).flat_map(|point| [point[0] + 3.0, point[1] + 4.0]).collect();
        let expected = 5.0 * 2.0 / std::f64::consts::PI;
        assert!((of_points(&one, &other, 2) / SCALE / expected - 1.0).abs() < 0.06);
    }

    #[test]
    fn brightness_and_contrast_of_a_whole_set_are_not_seen_but_sharpness_is() {
        let shape = [1, 32, 32];
        let one: Vec<_> = images(1, 8, shape).iter().map(|byte| byte / 4).collect();
        let brighter: Vec<_> = one.iter().map(|byte| 2 * byte + 60).collect();
        let [fine, coarse] = of_images(&one, &brighter, shape, 16)[..] else { panic!("two levels") };
        assert!(fine < 1e-2 && coarse < 1e-2, "{fine} {coarse}");
        let flat = vec![9; one.len()];
        assert!(of_images(&one, &flat, shape, 16).iter().all(|distance| *distance > 10.0));
    }
}
