//! A set of samples, each with a ball around it that reaches to its `k`-th neighbour: precision and recall piece by piece, for
//! a page that must not wait for all of it. `prdc` finds them at once.
//!
//! Kynkäänniemi et al. 2019, arXiv:1904.06991, eq. 1-3.

use std::slice::ChunksExact;

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

fn squared_distance(one: &[f32], other: &[f32]) -> f64 {
    one.iter().zip(other).map(|(one, other)| (f64::from(*one) - f64::from(*other)).powi(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten points of a line, one apart.
    fn line() -> Vec<f32> {
        (0..10).map(|place| place as f32).collect()
    }

    #[test]
    fn balls_that_grow_piece_by_piece_are_those_that_grow_at_once() {
        let mut balls = Balls::new(line(), 1, 3).unwrap();
        assert_eq!(balls.count_within(&line()), 0);
        assert!(balls.grow(4));
        // The first reaches to the fourth point, which it does not hold.
        assert_eq!(balls.count_within(&[2.5, 9.5]), 1);
        assert!(!balls.grow(6));
        assert_eq!(balls.count_within(&[2.5, 9.5, 20.0]), 2);
    }

    #[test]
    fn fewer_samples_than_neighbours_have_no_balls() {
        assert!(Balls::new(vec![1.0, 2.0, 3.0], 1, 3).is_none());
    }
}
