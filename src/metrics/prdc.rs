//! Precision, recall, density and coverage: how many of the generated samples lie among the real ones, and the other way
//! round.
//!
//! ```text
//! precision   of generated samples, those in a ball around a real one                       0 to 1
//! recall      of real samples, those in a ball around a generated one                       0 to 1
//! density     in how many balls around real samples a generated one is, over k              0 to count / k; 1 expected
//! coverage    of real samples, those whose ball has a generated one in it                   0 to 1
//! ```
//!
//! A sample's ball reaches to its `k`-th neighbour in its own set. Kynkäänniemi et al. 2019, arXiv:1904.06991, eq. 1-3;
//! Naeem et al. 2020, arXiv:2002.09797, eq. 3-5, whose package `prdc` this follows, in double precision throughout.

use super::{distances::for_blocks, features::Features};
use crate::{Error, Result};
use std::sync::atomic::{AtomicU32, Ordering};

/// Neighbours that Kynkäänniemi et al. count, for precision and recall.
pub const NEIGHBOURS: usize = 3;
/// Neighbours that Naeem et al. count, for density and coverage.
pub const NEIGHBOURS_OF_DENSITY: usize = 5;

/// Whether the neighbour to which a ball reaches is in it, which counts where samples are equally far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// As in Naeem et al.'s `prdc`.
    Outside,
    /// As in Kynkäänniemi et al.'s equations and in torch-fidelity.
    Inside,
}

/// How two sets of samples lie among each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prdc {
    /// How true generated samples are.
    pub precision: f64,
    /// How much of the data is generated.
    pub recall: f64,
    /// How true generated samples are, where one real sample far off the others counts little.
    pub density: f64,
    /// How much of the data is generated, where one generated sample far off the others counts nothing.
    pub coverage: f64,
}

/// The four of `generated` samples beside `real` ones, by balls that reach to the `k`-th neighbour. Takes as many steps as
/// there are pairs, and memory for a few rows of them.
///
/// # Errors
/// [`Error::Data`] where a set has `k` samples or fewer, or the sets have other features.
pub fn prdc(real: Features, generated: Features, k: usize, border: Border) -> Result<Prdc> {
    real.expect_length_of(generated)?;
    let fewest = real.count().min(generated.count());
    if fewest <= k {
        let problem = format!("{fewest} samples have no {k} neighbours each; take {} or more", k + 1);
        return Err(Error::data("features", problem));
    }
    let [of_real, of_generated] = [real, generated].map(|set| squared_radii(set, k));
    let is_in = |distance: f64, radius: f64| match border {
        Border::Outside => distance < radius,
        Border::Inside => distance <= radius,
    };
    let balls: Vec<_> = (0..generated.count()).map(|_| AtomicU32::new(0)).collect();
    let found = for_blocks(real, generated, |first, distances| {
        let (mut recalled, mut covered) = (0, 0);
        for (row, distances) in distances.chunks_exact(balls.len()).enumerate() {
            let radius = of_real[first + row];
            let (mut is_recalled, mut is_covered) = (false, false);
            for (sample, &distance) in distances.iter().enumerate() {
                is_recalled |= is_in(distance, of_generated[sample]);
                if is_in(distance, radius) {
                    is_covered = true;
                    balls[sample].fetch_add(1, Ordering::Relaxed);
                }
            }
            recalled += u32::from(is_recalled);
            covered += u32::from(is_covered);
        }
        [recalled, covered]
    });
    let share_of_real =
        |which: usize| f64::from(found.iter().map(|found| found[which]).sum::<u32>()) / real.count() as f64;
    let balls: Vec<u32> = balls.into_iter().map(AtomicU32::into_inner).collect();
    let samples = generated.count() as f64;
    Ok(Prdc {
        precision: balls.iter().filter(|&&balls| balls > 0).count() as f64 / samples,
        recall: share_of_real(0),
        density: balls.iter().map(|&balls| f64::from(balls)).sum::<f64>() / (k as f64 * samples),
        coverage: share_of_real(1),
    })
}

/// The squared way from each sample to its `k`-th neighbour among the others.
fn squared_radii(set: Features, k: usize) -> Vec<f64> {
    let blocks = for_blocks(set, set, |_, distances| {
        // Each is its own nearest.
        let radius = |row: &mut [f64]| *row.select_nth_unstable_by(k, f64::total_cmp).1;
        distances.chunks_exact_mut(set.count()).map(radius).collect::<Vec<_>>()
    });
    blocks.concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::rng::{Purpose, Rng};

    fn scores_with(border: Border, [real, generated]: [&[f32]; 2], length: usize, k: usize) -> Prdc {
        let of = |values| Features::new(values, length).unwrap();
        prdc(of(real), of(generated), k, border).unwrap()
    }

    fn scores(real: &[f32], generated: &[f32], length: usize, k: usize) -> Prdc {
        scores_with(Border::Outside, [real, generated], length, k)
    }

    /// Ten points of a line, one apart, from `start` on.
    fn line(start: f32) -> Vec<f32> {
        (0..10).map(|place| start + place as f32).collect()
    }

    #[test]
    fn samples_like_the_data_are_all_true_and_all_of_it_and_far_ones_none() {
        let Prdc { precision, recall, coverage, .. } = scores(&line(0.0), &line(0.0), 1, 3);
        assert_eq!([precision, recall, coverage], [1.0; 3]);
        let none = Prdc { precision: 0.0, recall: 0.0, density: 0.0, coverage: 0.0 };
        assert_eq!(scores(&line(0.0), &line(100.0), 1, 3), none);
    }

    #[test]
    fn samples_of_one_place_are_true_and_hardly_cover_anything() {
        // They are in the balls around 3, 4 and 5, and on the border of those around 2 and 6.
        let found = scores(&line(0.0), &[4.0; 10], 1, 3);
        assert_eq!([found.precision, found.recall, found.coverage], [1.0, 0.0, 0.3]);
        assert!((found.density - 3.0 / 3.0).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn the_border_of_a_ball_counts_where_it_is_asked_for() {
        let found = scores_with(Border::Inside, [&line(0.0), &[4.0; 10]], 1, 3);
        // 2 and 6 are two away, as far as their balls reach, and 4 is where the generated ones are, whose balls have no width.
        assert_eq!([found.precision, found.recall, found.coverage], [1.0, 0.1, 0.5]);
    }

    #[test]
    fn the_order_of_samples_changes_nothing_and_neither_do_equal_samples() {
        let draw = |index| Rng::new(1, Purpose::Samples, index).normals(20 * 90);
        let (real, generated) = (draw(0), draw(1));
        let backwards = |values: &[f32]| values.chunks(20).rev().flatten().copied().collect::<Vec<_>>();
        let expected = scores(&real, &generated, 20, 5);
        assert_eq!(scores(&backwards(&real), &backwards(&generated), 20, 5), expected);
        // Every sample six times: balls of no width, which hold nothing but what is in the same place.
        let same = scores(&[1.0; 6 * 20], &[1.0; 6 * 20], 20, 5);
        assert_eq!(same, Prdc { precision: 0.0, recall: 0.0, density: 0.0, coverage: 0.0 });
    }

    #[test]
    fn too_few_samples_and_other_features_are_refused() {
        let of = |values, length| Features::new(values, length).unwrap();
        let problem = |one, other| prdc(one, other, 3, Border::Outside).unwrap_err().to_string();
        let few = problem(of(&[0.0; 8], 1), of(&[1.0, 2.0, 3.0], 1));
        assert!(few.contains("3 samples have no 3 neighbours"), "{few}");
        assert!(problem(of(&[0.0; 8], 1), of(&[0.0; 8], 2)).contains("do not compare"));
    }
}
