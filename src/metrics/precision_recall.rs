//! Precision and recall of generated samples: how many of them lie among the real ones, and the other way round.
//!
//! Kynkäänniemi et al. 2019, arXiv:1904.06991, eq. 1-3: each set is taken for the union of balls around its samples, each
//! as wide as the way to its `k`-th neighbour.

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

/// Precision and recall of `generated` samples beside `real` ones, all of `length` numbers, by balls that reach to the
/// `k`-th neighbour. Takes as many steps as there are pairs. Nothing where a set has `k` samples or fewer.
pub fn precision_recall(real: &[f32], generated: &[f32], length: usize, k: usize) -> Option<PrecisionRecall> {
    let [real, generated] = [real, generated].map(|set| set.chunks_exact(length).collect::<Vec<_>>());
    if real.len().min(generated.len()) <= k {
        return None;
    }
    Some(PrecisionRecall {
        precision: share_within(&generated, &real, k),
        recall: share_within(&real, &generated, k),
    })
}

/// The share of `samples` in a ball around one of `centres`.
fn share_within(samples: &[&[f32]], centres: &[&[f32]], k: usize) -> f64 {
    let radii: Vec<f64> = centres.iter().map(|centre| squared_radius(centre, centres, k)).collect();
    let is_within = |sample: &&&[f32]| {
        centres.iter().zip(&radii).any(|(centre, radius)| squared_distance(sample, centre) < *radius)
    };
    samples.iter().filter(is_within).count() as f64 / samples.len() as f64
}

/// The squared way from `centre` to its `k`-th neighbour among `all`, of which it is one.
fn squared_radius(centre: &[f32], all: &[&[f32]], k: usize) -> f64 {
    let mut distances: Vec<f64> = all.iter().map(|other| squared_distance(centre, other)).collect();
    // Itself is the nearest.
    *distances.select_nth_unstable_by(k, f64::total_cmp).1
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
    fn fewer_samples_than_neighbours_have_no_balls() {
        assert_eq!(precision_recall(&line(0.0), &[1.0, 2.0, 3.0], 1, 3), None);
    }
}
