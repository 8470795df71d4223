//! Distances between all samples of two sets, a few rows at a time: those of 50,000 to 50,000 would fill 20 GB.

use super::features::Features;
use crate::{
    matrix::{Matrix, multiply},
    parallel::mapped,
};

/// Samples whose distances to all of the other set are held at once, by each thread.
const ROWS: usize = 64;
/// Samples of the other set that are compared at once.
const COLUMNS: usize = 512;
/// Of fewer features, a difference is found faster than a product.
const SHORT: usize = 16;
/// Below this part of both squared lengths, what is left of a product has lost digits.
const CANCELLED: f64 = 1e-6;

/// Calls `use_it(first, distances)` for every block of `rows`, in any order: `first` is the place of its first sample, and
/// `distances` has the squared Euclidean distances of each of its samples to all of `columns`, in double precision, a sample
/// after the other. Returns what it returned, in the order of the blocks.
pub(super) fn for_blocks<T: Send>(
    rows: Features,
    columns: Features,
    use_it: impl Fn(usize, &mut [f64]) -> T + Send + Sync,
) -> Vec<T> {
    let lengths = if is_short(rows) { Vec::new() } else { columns.rows().map(squared_length).collect() };
    let blocks: Vec<_> = rows.blocks(ROWS).collect();
    mapped(blocks.len(), |block| {
        let mut distances = vec![0.0; blocks[block].count() * columns.count()];
        if is_short(rows) {
            differences(blocks[block], columns, &mut distances);
        } else {
            products(blocks[block], columns, &lengths, &mut distances);
        }
        use_it(block * ROWS, &mut distances)
    })
}

/// Points of the plane are all that the page compares.
fn is_short(rows: Features) -> bool {
    cfg!(target_family = "wasm") || rows.length() < SHORT
}

fn differences(rows: Features, columns: Features, distances: &mut [f64]) {
    for (row, distances) in rows.rows().zip(distances.chunks_exact_mut(columns.count())) {
        for (column, distance) in columns.rows().zip(distances) {
            *distance = squared_distance(row, column);
        }
    }
}

/// |x - y|^2 = |x|^2 + |y|^2 - 2 xy, but where little is left: there the difference itself.
fn products(rows: Features, columns: Features, lengths: &[f64], distances: &mut [f64]) {
    let (count, length) = (rows.count(), rows.length());
    let own: Vec<_> = rows.rows().map(squared_length).collect();
    let left = rows.doubles();
    let mut block = vec![0.0; count * COLUMNS];
    for (at, right) in columns.blocks(COLUMNS).enumerate() {
        let (first, width) = (at * COLUMNS, right.count());
        let products = &mut block[..count * width];
        let values = right.doubles();
        let transposed = Matrix::rows(&values, width, length).transposed();
        multiply(Matrix::rows(&left, count, length), transposed, products, false);
        for (row, products) in products.chunks_exact(width).enumerate() {
            let distances = &mut distances[row * columns.count() + first..][..width];
            for (column, distance) in distances.iter_mut().enumerate() {
                let whole = own[row] + lengths[first + column];
                *distance = whole - 2.0 * products[column];
                if *distance < CANCELLED * whole {
                    *distance = squared_distance(rows.of(row), right.of(column));
                }
            }
        }
    }
}

fn squared_length(row: &[f32]) -> f64 {
    row.iter().map(|&value| f64::from(value).powi(2)).sum()
}

fn squared_distance(one: &[f32], other: &[f32]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (f64::from(*one) - f64::from(*other)).powi(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::{Purpose, Rng};

    #[test]
    fn blocks_have_the_distances_of_all_pairs_and_samples_that_are_the_same_none() {
        for length in [2, 15, 16, 40] {
            let draw = |index, count| Rng::new(1, Purpose::Samples, index).normals(count * length);
            let (mut rows, columns) = (draw(0, 130), draw(1, 600));
            // The last sample of both is the same, and far away.
            rows[129 * length..].copy_from_slice(&columns[599 * length..]);
            let [rows, columns]: [Vec<f32>; 2] =
                [rows, columns].map(|values| values.iter().map(|value| value + 300.0).collect());
            let [rows, columns] = [&rows, &columns].map(|values| Features::new(values, length).unwrap());
            let blocks = for_blocks(rows, columns, |first, distances| (first, distances.to_vec()));
            assert_eq!(blocks.iter().map(|(first, _)| *first).collect::<Vec<_>>(), [0, 64, 128]);
            let found = blocks.into_iter().flat_map(|(_, distances)| distances);
            for (place, found) in found.enumerate() {
                let expected = squared_distance(rows.of(place / 600), columns.of(place % 600));
                assert!((found - expected).abs() <= 1e-8 * expected, "{found} {expected}");
            }
        }
    }
}
