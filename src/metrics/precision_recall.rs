//! Precision and recall of generated samples: how many of them lie among the real ones, and the other way round.
//!
//! Kynkäänniemi et al. 2019, arXiv:1904.06991, eq. 1-3: each set is taken for the union of balls around its samples, each
//! as wide as the way to its `k`-th neighbour.

use std::slice::ChunksExact;

/// Neighbours that the paper counts.
pub const NEIGHBOURS: usize = 3;

/// Shares from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PrecisionRecall {
    /// Of generated samples that lie in a ball of a real one: how true they are.
    pub precision: f64,
    /// Of real samples that lie in a ball of a generated one: how much of the data is generated.
    pub recall: f64,
}

/// A set of samples, each with a ball around it: what is true of one set beside another is found piece by piece.
pub struct Balls {
    centres: Vec<f32>,
    length: usize,
    k: usize,
    squared_radii: Vec<f64>,
}

impl Balls {
    /// Around `centres` of `length` numbers each; nothing where they are `k` or fewer.
    pub fn new(centres: Vec<f32>, length: usize, k: usize) -> Option<Self> {
        (centres.len() / length > k).then_some(Self { centres, length, k, squared_radii: Vec::new() })
    }

    /// Finds how far the next `count` balls reach; whether that was not all yet.
    pub fn grow(&mut self, count: usize) -> bool {
        let known = self.squared_radii.len();
        let next: Vec<_> =
            self.centres().skip(known).take(count).map(|centre| self.squared_radius(centre)).collect();
        self.squared_radii.extend(next);
        self.squared_radii.len() < self.centres.len() / self.length
    }

    /// How many of `samples` lie in one of the balls whose reach is known.
    pub fn count_within(&self, samples: &[f32]) -> usize {
        let is_within = |sample: &&[f32]| {
            self.centres()
                .zip(&self.squared_radii)
                .any(|(centre, radius)| squared_distance(sample, centre) < *radius)
        };
        samples.chunks_exact(self.length).filter(is_within).count()
    }

    fn centres(&self) -> ChunksExact<'_, f32> {
        self.centres.chunks_exact(self.length)
    }

    /// The squared way from `centre`, which is one of them, to its `k`-th neighbour.
    fn squared_radius(&self, centre: &[f32]) -> f64 {
        let mut distances: Vec<f64> = self.centres().map(|other| squared_distance(centre, other)).collect();
        // Itself is the nearest.
        *distances.select_nth_unstable_by(self.k, f64::total_cmp).1
    }
}

/// Precision and recall of `generated` samples beside `real` ones, all of `length` numbers, by balls that reach to the
/// `k`-th neighbour. Takes as many steps as there are pairs. Nothing where a set has `k` samples or fewer.
pub fn precision_recall(real: &[f32], generated: &[f32], length: usize, k: usize) -> Option<PrecisionRecall> {
    let share_within = |samples: &[f32], centres: &[f32]| {
        let mut balls = Balls::new(centres.to_vec(), length, k)?;
        balls.grow(centres.len());
        Some(balls.count_within(samples) as f64 / (samples.len() / length) as f64)
    };
    Some(PrecisionRecall {
        precision: share_within(generated, real)?,
        recall: share_within(real, generated)?,
    })
}

fn squared_distance(one: &[f32], other: &[f32]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (f64::from(*one) - f64::from(*other)).powi(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten points of a line, one apart, from `start` on.
    fn line(start: f32) -> Vec<f32> {
        (0..10).map(|place| start + place as f32).collect()
    }

    #[test]
    fn samples_like_the_data_have_full_precision_and_recall_and_far_ones_none() {
        let scores = |generated: &[f32]| precision_recall(&line(0.0), generated, 1, 3).unwrap();
        assert_eq!(scores(&line(0.0)), PrecisionRecall { precision: 1.0, recall: 1.0 });
        assert_eq!(scores(&line(100.0)), PrecisionRecall { precision: 0.0, recall: 0.0 });
    }

    #[test]
    fn samples_of_one_place_are_true_and_cover_nothing() {
        let scores = precision_recall(&line(0.0), &[4.0; 10], 1, 3).unwrap();
        assert_eq!(scores, PrecisionRecall { precision: 1.0, recall: 0.0 });
    }

    #[test]
    fn balls_that_grow_piece_by_piece_are_those_that_grow_at_once() {
        let mut balls = Balls::new(line(0.0), 1, 3).unwrap();
        assert_eq!(balls.count_within(&line(0.0)), 0);
        assert!(balls.grow(4));
        // The first reaches to the fourth point, which it does not hold.
        assert_eq!(balls.count_within(&[2.5, 9.5]), 1);
        assert!(!balls.grow(6));
        assert_eq!(balls.count_within(&[2.5, 9.5, 20.0]), 2);
    }

    #[test]
    fn fewer_samples_than_neighbours_have_no_balls() {
        assert_eq!(precision_recall(&line(0.0), &[1.0, 2.0, 3.0], 1, 3), None);
    }
}
