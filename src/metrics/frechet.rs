//! The Fréchet distance between two sets of features, each taken for a normal distribution: FID, where they are Inception's.
//!
//! |m1 - m2|^2 + tr(C1 + C2 - 2 sqrt(C1 C2)) (Heusel et al. 2017, arXiv:1706.08500, eq. 6), in double precision, with
//! covariances over N - 1; 0 where both sets have the same, without a bound above.
//!
//! With any factors C1 = F1'F1 and C2 = F2'F2, tr sqrt(C1 C2) is the sum of the singular values of F1 F2', for the squares of
//! these are the eigenvalues of C1 C2. So no root of a matrix is needed: of a covariance without full rank, as fewer samples
//! than features have, it would amplify what rounding left of its zeros. The factors are Cholesky's with pivots, which have as
//! many rows as the covariance has rank.

use super::features::Features;
use crate::{
    Error, Result,
    matrix::{Matrix, multiply},
    parallel::for_chunks,
};
use nalgebra::DMatrix;

/// Samples that are taken in at once.
const BLOCK: usize = 1024;
/// Rows of the covariance that a thread works on.
const PANEL: usize = 128;

/// The mean and covariance of a set of features, which may come a part at a time.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    count: usize,
    mean: Vec<f64>,
    /// Sums over the samples of products of two features' deviations from their means, `[length, length]`.
    scatter: Vec<f64>,
}

impl Moments {
    /// Of no samples yet.
    pub fn new(length: usize) -> Self {
        Self { count: 0, mean: vec![0.0; length], scatter: vec![0.0; length * length] }
    }

    /// Of all of `features`.
    pub fn of(features: Features) -> Self {
        let mut moments = Self::new(features.length());
        moments.add(features);
        moments
    }

    /// With this mean and this `covariance` over N - 1, `[length, length]` row after row, of samples that are not at hand.
    ///
    /// # Errors
    /// [`Error::Data`] where their sizes do not agree, or a number is not finite.
    pub fn with_covariance(mean: Vec<f64>, covariance: Vec<f64>) -> Result<Self> {
        if covariance.len() != mean.len() * mean.len() {
            let problem =
                format!("a covariance of {} numbers is none of {} features", covariance.len(), mean.len());
            return Err(Error::data("statistics", problem));
        }
        if !mean.iter().chain(&covariance).all(|value| value.is_finite()) {
            return Err(Error::data("statistics", "a mean or a covariance is not a finite number"));
        }
        // Any number of samples has it; of two, the sums are the covariance itself.
        Ok(Self { count: 2, mean, scatter: covariance })
    }

    /// A number for each feature.
    pub fn mean(&self) -> &[f64] {
        &self.mean
    }

    /// Takes in more samples (Chan, Golub & LeVeque 1983, eq. 1.5, for many features).
    ///
    /// # Panics
    /// Where they have other features.
    pub fn add(&mut self, features: Features) {
        assert_eq!(features.length(), self.mean.len(), "the same features");
        features.blocks(BLOCK).for_each(|block| self.add_block(block));
    }

    fn add_block(&mut self, block: Features) {
        let (length, [before, more]) =
            (self.mean.len(), [self.count, block.count()].map(|count| count as f64));
        let mut mean = vec![0.0; length];
        for row in block.rows() {
            mean.iter_mut().zip(row).for_each(|(sum, &value)| *sum += f64::from(value));
        }
        mean.iter_mut().for_each(|sum| *sum /= more);
        // A feature a row.
        let mut deviations = vec![0.0; length * block.count()];
        for (sample, row) in block.rows().enumerate() {
            for (feature, &value) in row.iter().enumerate() {
                deviations[feature * block.count() + sample] = f64::from(value) - mean[feature];
            }
        }
        let shift: Vec<f64> = mean.iter().zip(&self.mean).map(|(mean, before)| mean - before).collect();
        let weight = before * more / (before + more);
        for_chunks(&mut self.scatter, PANEL * length, |panel, rows| {
            let (first, count) = (panel * PANEL, rows.len() / length);
            let left = &deviations[first * block.count()..][..count * block.count()];
            let left = Matrix::rows(left, count, block.count());
            multiply(left, Matrix::rows(&deviations, length, block.count()).transposed(), rows, true);
            for (row, products) in rows.chunks_exact_mut(length).enumerate() {
                let own = weight * shift[first + row];
                products.iter_mut().zip(&shift).for_each(|(product, shift)| *product += own * shift);
            }
        });
        self.mean.iter_mut().zip(&shift).for_each(|(mean, shift)| *mean += shift * more / (before + more));
        self.count += block.count();
    }

    /// The Fréchet distance to `other`.
    ///
    /// # Errors
    /// [`Error::Data`] where one is of fewer than two samples, or they are of other features.
    pub fn distance(&self, other: &Self) -> Result<f64> {
        let wrong = |problem: String| Err(Error::data("features", problem));
        let [length, of_other] = [self, other].map(|moments| moments.mean.len());
        if length != of_other {
            return wrong(format!("{length} of one set and {of_other} of the other do not compare"));
        }
        let fewest = self.count.min(other.count);
        if fewest < 2 {
            return wrong(format!("{fewest} samples have no covariance; take two or more"));
        }
        let [one, two] = [self, other].map(Self::covariance);
        let trace = |covariance: &[f64]| covariance.iter().step_by(length + 1).sum::<f64>();
        let between: f64 = self.mean.iter().zip(&other.mean).map(|(one, other)| (one - other).powi(2)).sum();
        let overlap = sum_of_singular_values(&factor(&one, length), &factor(&two, length), length);
        Ok((between + trace(&one) + trace(&two) - 2.0 * overlap).max(0.0))
    }

    /// Over N - 1, `[length, length]`, a row after the other; of two samples or more.
    pub fn covariance(&self) -> Vec<f64> {
        self.scatter.iter().map(|sum| sum / (self.count as f64 - 1.0)).collect()
    }
}

/// Rows F, as many as `covariance` has rank, with F'F = `covariance` (Higham 2002, Accuracy and Stability, section 10.3).
fn factor(covariance: &[f64], length: usize) -> Vec<f64> {
    let mut left: Vec<f64> = covariance.iter().step_by(length + 1).copied().collect();
    let nothing = length as f64 * f64::EPSILON * left.iter().copied().fold(0.0, f64::max);
    let mut rows: Vec<f64> = Vec::new();
    loop {
        let most = left.iter().enumerate().max_by(|(_, one), (_, other)| one.total_cmp(other));
        let Some((pivot, &variance)) = most.filter(|(_, variance)| **variance > nothing) else {
            return rows;
        };
        let mut row = covariance[pivot * length..][..length].to_vec();
        for earlier in rows.chunks_exact(length) {
            let part = earlier[pivot];
            row.iter_mut().zip(earlier).for_each(|(value, earlier)| *value -= part * earlier);
        }
        let root = variance.sqrt();
        for (value, left) in row.iter_mut().zip(&mut left) {
            *value /= root;
            *left -= *value * *value;
        }
        left[pivot] = 0.0;
        rows.extend(row);
    }
}

/// Those of `one` times the transpose of `other`, both of rows of this `length`; nothing where one has no rows.
fn sum_of_singular_values(one: &[f64], other: &[f64], length: usize) -> f64 {
    let [rows, columns] = [one, other].map(|factor| factor.len() / length);
    if rows.min(columns) == 0 {
        return 0.0;
    }
    let mut product = vec![0.0; rows * columns];
    let right = Matrix::rows(other, columns, length).transposed();
    multiply(Matrix::rows(one, rows, length), right, &mut product, false);
    DMatrix::from_row_slice(rows, columns, &product).singular_values().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::{Purpose, Rng};

    fn moments(mean: &[f64], covariance: &[f64]) -> Moments {
        Moments::with_covariance(mean.to_vec(), covariance.to_vec()).unwrap()
    }

    fn distance(one: &Moments, other: &Moments) -> f64 {
        one.distance(other).unwrap()
    }

    fn of(values: &[f32], length: usize) -> Moments {
        Moments::of(Features::new(values, length).unwrap())
    }

    #[test]
    fn the_distance_of_scaled_and_moved_normals_is_that_of_the_closed_form() {
        // N(0, I) and N(m, s^2 I): |m|^2 + d (s - 1)^2.
        let one = moments(&[0.0, 0.0], &[1.0, 0.0, 0.0, 1.0]);
        let other = moments(&[3.0, 4.0], &[6.25, 0.0, 0.0, 6.25]);
        assert!((distance(&one, &other) - (25.0 + 2.0 * 2.25)).abs() < 1e-12);
        assert!((distance(&other, &one) - distance(&one, &other)).abs() < 1e-12);
    }

    #[test]
    fn covariances_that_do_not_commute_have_the_trace_of_their_product() {
        // In two dimensions tr sqrt(M) = sqrt(tr M + 2 sqrt(det M)).
        let (a, b) = ([2.0, 1.0, 1.0, 3.0], [1.0, -0.5, -0.5, 4.0]);
        let (one, other) = (moments(&[0.0, 0.0], &a), moments(&[0.0, 0.0], &b));
        let trace = a[0] * b[0] + a[1] * b[2] + a[2] * b[1] + a[3] * b[3];
        let determinant = (a[0] * a[3] - a[1] * a[2]) * (b[0] * b[3] - b[1] * b[2]);
        let expected = 5.0 + 5.0 - 2.0 * f64::sqrt(trace + 2.0 * determinant.sqrt());
        assert!((distance(&one, &other) - expected).abs() < 1e-12);
    }

    #[test]
    fn a_mean_and_a_covariance_of_other_sizes_or_not_finite_are_refused() {
        let problem = |mean: &[f64], covariance: &[f64]| {
            Moments::with_covariance(mean.to_vec(), covariance.to_vec()).unwrap_err().to_string()
        };
        assert!(problem(&[0.0; 2], &[1.0; 3]).contains("3 numbers is none of 2 features"));
        assert!(problem(&[f64::NAN], &[1.0]).contains("not a finite number"));
    }

    #[test]
    fn a_set_is_at_no_distance_from_itself_and_two_draws_are_close() {
        let draw = |index| of(&Rng::new(1, Purpose::Samples, index).normals(8 * 5000), 8);
        let (one, other) = (draw(0), draw(1));
        assert!(distance(&one, &one) < 1e-12);
        let between = distance(&one, &other);
        assert!(between > 0.0 && between < 0.02, "{between}");
    }

    #[test]
    fn parts_make_the_moments_of_the_whole_in_any_order() {
        // Far from nothing and in sets of unlike means, where sums of squares would lose most digits.
        let values: Vec<f32> = Rng::new(1, Purpose::Samples, 0).normals(5 * 3000);
        let values: Vec<f32> =
            values.iter().enumerate().map(|(at, x)| 1e4 + x + (at / 5000) as f32).collect();
        let whole = of(&values, 5);
        let mut parts = Moments::new(5);
        for part in values.chunks(5 * 700).rev() {
            parts.add(Features::new(part, 5).unwrap());
        }
        assert_eq!(parts.count, whole.count);
        for (one, other) in parts.scatter.iter().zip(&whole.scatter) {
            assert!((one - other).abs() < 1e-9 * whole.scatter[0], "{one} {other}");
        }
        assert!(distance(&parts, &whole) < 1e-9);
    }

    #[test]
    fn fewer_samples_than_features_leave_their_own_space_and_no_more() {
        // Sets that share no feature: tr C1 + tr C2 and the way between the means.
        let (one, other) = ([1.0, 0.0, 0.0, -1.0, 0.0, 0.0], [0.0, 2.0, 0.0, 0.0, -2.0, 0.0]);
        assert!((distance(&of(&one, 3), &of(&other, 3)) - (2.0 + 8.0)).abs() < 1e-12);
        let few = of(&Rng::new(1, Purpose::Samples, 0).normals(64 * 20), 64);
        assert_eq!(factor(&few.covariance(), 64).len(), 19 * 64);
        assert!(distance(&few, &few) < 1e-12 * 64.0);
    }

    #[test]
    fn features_that_never_change_are_as_far_as_their_means() {
        let [one, other] = [1.0, 3.0].map(|value| of(&[value; 4 * 10], 4));
        assert_eq!(distance(&one, &other), 4.0 * 4.0);
    }

    #[test]
    fn a_single_sample_and_other_features_are_refused() {
        let problem = |one: Moments, other: Moments| one.distance(&other).unwrap_err().to_string();
        assert!(problem(of(&[1.0; 4], 2), of(&[1.0; 2], 2)).contains("1 samples have no covariance"));
        assert!(problem(of(&[1.0; 4], 2), of(&[1.0; 6], 3)).contains("do not compare"));
    }
}
