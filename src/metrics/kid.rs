//! The kernel distance between two sets of features: KID, where they are Inception's.
//!
//! Binkowski et al. 2018, arXiv:1801.01401, section 4: the unbiased estimate of the squared maximum mean discrepancy
//! (Gretton et al. 2012, eq. 3) under the kernel k(x, y) = (xy / length + 1)^3,
//!
//! ```text
//! mean of k(x, x') over x != x'  +  mean of k(y, y') over y != y'  -  2 mean of k(x, y)
//! ```
//!
//! of random subsets of both, its mean and standard deviation over these. 0 for sets of one distribution, and then as often
//! below as above. Subsets are those that torch-fidelity draws, so that the same features give the same number.

use super::{features::Features, inception_score::MeanDeviation, numpy::RandomState};
use crate::{
    Error, Result,
    matrix::{Matrix, multiply},
};
use rayon::prelude::*;

/// Subsets, in the paper and in torch-fidelity.
pub const SUBSETS: usize = 100;
/// Samples of each set in a subset.
pub const SUBSET_SIZE: usize = 1000;
/// Samples whose kernels with those before them are found at once.
const ROWS: usize = 128;
/// Names the subsets: torch-fidelity's.
pub const SEED: u32 = 2020;

/// The distance between two sets, over so many subsets with `size` samples of each.
///
/// # Errors
/// [`Error::Data`] where a set has fewer samples than a subset, a subset fewer than two, or the sets have other features.
pub fn kid(one: Features, other: Features, subsets: usize, size: usize, seed: u32) -> Result<MeanDeviation> {
    one.expect_length_of(other)?;
    let fewest = one.count().min(other.count());
    if size < 2 || fewest < size || subsets == 0 {
        let problem =
            format!("{fewest} samples make no {subsets} subsets of {size}, which must be two or more");
        return Err(Error::data("features", problem));
    }
    let mut random = RandomState::new(seed);
    let mut some = |set: Features| random.permutation(set.count()).into_iter().take(size).collect::<Vec<_>>();
    let drawn: Vec<_> = (0..subsets).map(|_| [one, other].map(|set| (set, some(set)))).collect();
    let discrepancies: Vec<f64> = drawn
        .into_par_iter()
        .map(|sets| {
            let [one, other] = sets.map(|(set, samples)| {
                samples
                    .iter()
                    .flat_map(|&sample| set.of(sample))
                    .map(|&value| value.into())
                    .collect::<Vec<f64>>()
            });
            squared_discrepancy(&one, &other, size)
        })
        .collect();
    Ok(MeanDeviation::of(&discrepancies))
}

/// The unbiased estimate for two sets of `size` samples.
fn squared_discrepancy(one: &[f64], other: &[f64], size: usize) -> f64 {
    let (count, length) = (size as f64, one.len() / size);
    let between = kernels(one, other, length).iter().sum::<f64>() / (count * count);
    let within = |set: &[f64]| 2.0 * sum_of_pairs(set, length) / (count * (count - 1.0));
    within(one) + within(other) - 2.0 * between
}

/// The kernel of all pairs of a set, each pair once: a few rows at a time, beside no more than the samples before them.
fn sum_of_pairs(set: &[f64], length: usize) -> f64 {
    let (mut sum, mut first) = (0.0, 0);
    for rows in set.chunks(ROWS * length) {
        let count = first + rows.len() / length;
        let kernels = kernels(rows, &set[..count * length], length);
        for (row, kernels) in kernels.chunks_exact(count).enumerate() {
            sum += kernels[..first + row].iter().sum::<f64>();
        }
        first = count;
    }
    sum
}

/// The kernel of every row of one matrix with every row of the other.
fn kernels(one: &[f64], other: &[f64], length: usize) -> Vec<f64> {
    let [rows, columns] = [one, other].map(|values| values.len() / length);
    let mut kernels = vec![0.0; rows * columns];
    let transposed = Matrix::rows(other, columns, length).transposed();
    multiply(Matrix::rows(one, rows, length), transposed, &mut kernels, false);
    kernels.iter_mut().for_each(|product| *product = (*product / length as f64 + 1.0).powi(3));
    kernels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::{Purpose, Rng};

    #[test]
    fn two_samples_of_each_have_the_distance_of_the_formula() {
        let [one, other] = [[1.0, 0.0], [0.0, 2.0]];
        let [one, other] = [&one, &other].map(|values| Features::new(values, 1).unwrap());
        // k(1, 0) = 1; k(0, 2) = 1; k(1, 0) + k(1, 2) + k(0, 0) + k(0, 2) = 1 + 27 + 1 + 1.
        let found = kid(one, other, 3, 2, SEED).unwrap();
        assert!((found.mean - (1.0 + 1.0 - 2.0 * 30.0 / 4.0)).abs() < 1e-12 && found.deviation < 1e-12);
    }

    #[test]
    fn sets_of_one_distribution_are_around_nothing_and_others_are_not() {
        let draw = |index, shift| {
            let values = Rng::new(1, Purpose::Samples, index).normals(8 * 1000);
            values.into_iter().map(|value| value + shift).collect::<Vec<f32>>()
        };
        let distance = |one: &[f32], other: &[f32]| {
            let [one, other] = [one, other].map(|values| Features::new(values, 8).unwrap());
            kid(one, other, 20, 200, SEED).unwrap()
        };
        let same = distance(&draw(0, 0.0), &draw(1, 0.0));
        assert!(same.mean.abs() < 0.02 && same.deviation < 0.05, "{same:?}");
        assert!(distance(&draw(0, 0.0), &draw(1, 1.0)).mean > 1.0);
        let constant = distance(&[0.5; 8 * 300], &[0.5; 8 * 300]);
        assert!(constant.mean.abs() < 1e-12 && constant.deviation < 1e-12, "{constant:?}");
    }

    #[test]
    fn fewer_samples_than_a_subset_are_refused() {
        let one = Features::new(&[0.0; 9], 1).unwrap();
        let problem = kid(one, one, SUBSETS, 10, SEED).unwrap_err().to_string();
        assert!(problem.contains("9 samples make no 100 subsets of 10"), "{problem}");
        assert!(kid(one, one, SUBSETS, 1, SEED).is_err());
    }
}
