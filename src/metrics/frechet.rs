//! The Fréchet distance between two sets of features, each taken for a normal distribution.
//!
//! |m1 - m2|^2 + tr(C1 + C2 - 2 sqrt(C1 C2)) (Heusel et al. 2017, arXiv:1706.08500, eq. 6), in f64, with
//! covariances over N - 1. tr sqrt(C1 C2) is the sum of the roots of the eigenvalues of
//! sqrt(C1) C2 sqrt(C1), which is symmetric, so that only symmetric matrices are decomposed.

use nalgebra::{DMatrix, DVector, SymmetricEigen};

/// The mean and covariance of a set of features.
#[derive(Clone, Debug, PartialEq)]
pub struct Moments {
    mean: DVector<f64>,
    covariance: DMatrix<f64>,
}

impl Moments {
    /// Of `features`, `[samples, length]` row after row; at least two samples.
    pub fn of(features: &[f32], length: usize) -> Self {
        let rows = DMatrix::from_row_iterator(
            features.len() / length,
            length,
            features.iter().map(|&value| f64::from(value)),
        );
        let mean = rows.row_mean().transpose();
        let mut centred = rows;
        for mut row in centred.row_iter_mut() {
            row -= mean.transpose();
        }
        let covariance = centred.transpose() * &centred / (centred.nrows() as f64 - 1.0);
        Self { mean, covariance }
    }

    /// The Fréchet distance to `other`: 0 where both are the same, not a number where a feature was none.
    pub fn distance(&self, other: &Self) -> f64 {
        // The search for eigenvalues would never end.
        if ![self, other].iter().all(|moments| moments.covariance.iter().all(|value| value.is_finite())) {
            return f64::NAN;
        }
        let root = root_of(&self.covariance);
        let inner = &root * &other.covariance * &root;
        // Rounding leaves the matrix a little off symmetry, and small eigenvalues a little below zero.
        let inner = (&inner + inner.transpose()) * 0.5;
        let overlap: f64 =
            SymmetricEigen::new(inner).eigenvalues.iter().map(|value| value.max(0.0).sqrt()).sum();
        let between = (&self.mean - &other.mean).norm_squared();
        (between + self.covariance.trace() + other.covariance.trace() - 2.0 * overlap).max(0.0)
    }
}

/// The symmetric root of a covariance.
fn root_of(covariance: &DMatrix<f64>) -> DMatrix<f64> {
    let SymmetricEigen { eigenvectors, eigenvalues } = SymmetricEigen::new(covariance.clone());
    let roots = DMatrix::from_diagonal(&eigenvalues.map(|value| value.max(0.0).sqrt()));
    &eigenvectors * roots * eigenvectors.transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::{Purpose, Rng};

    fn moments(mean: &[f64], covariance: &[f64]) -> Moments {
        let length = mean.len();
        Moments {
            mean: DVector::from_row_slice(mean),
            covariance: DMatrix::from_row_slice(length, length, covariance),
        }
    }

    #[test]
    fn the_distance_of_scaled_and_moved_normals_is_that_of_the_closed_form() {
        // N(0, I) and N(m, s^2 I): |m|^2 + d (s - 1)^2.
        let one = moments(&[0.0, 0.0], &[1.0, 0.0, 0.0, 1.0]);
        let other = moments(&[3.0, 4.0], &[6.25, 0.0, 0.0, 6.25]);
        assert!((one.distance(&other) - (25.0 + 2.0 * 2.25)).abs() < 1e-12);
        assert!((other.distance(&one) - one.distance(&other)).abs() < 1e-12);
    }

    #[test]
    fn covariances_that_do_not_commute_have_the_trace_of_their_product() {
        // In two dimensions tr sqrt(M) = sqrt(tr M + 2 sqrt(det M)).
        let (a, b) = ([2.0, 1.0, 1.0, 3.0], [1.0, -0.5, -0.5, 4.0]);
        let (one, other) = (moments(&[0.0, 0.0], &a), moments(&[0.0, 0.0], &b));
        let trace = a[0] * b[0] + a[1] * b[2] + a[2] * b[1] + a[3] * b[3];
        let determinant = (a[0] * a[3] - a[1] * a[2]) * (b[0] * b[3] - b[1] * b[2]);
        let expected = 5.0 + 5.0 - 2.0 * f64::sqrt(trace + 2.0 * determinant.sqrt());
        assert!((one.distance(&other) - expected).abs() < 1e-12);
    }

    #[test]
    fn a_set_is_at_no_distance_from_itself_and_two_draws_are_close() {
        let draw = |index| Moments::of(&Rng::new(1, Purpose::Samples, index).normals(8 * 5000), 8);
        let (one, other) = (draw(0), draw(1));
        assert!(one.distance(&one).abs() < 1e-9);
        let distance = one.distance(&other);
        assert!(distance > 0.0 && distance < 0.02, "{distance}");
    }

    #[test]
    fn features_that_are_no_numbers_are_at_no_distance() {
        let broken = Moments::of(&[0.0, 1.0, f32::NAN, 2.0, 3.0, 5.0], 2);
        assert!(broken.distance(&Moments::of(&[0.0, 1.0, 2.0, 5.0], 2)).is_nan());
    }

    #[test]
    fn fewer_samples_than_features_still_have_a_distance() {
        let draw = |index| Moments::of(&Rng::new(1, Purpose::Samples, index).normals(16 * 5), 16);
        assert!(draw(0).distance(&draw(1)).is_finite());
    }
}
