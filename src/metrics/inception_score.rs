//! The Inception Score: whether each sample is clearly of a class, and all together of many.
//!
//! exp(mean KL(p(y|x) ‖ p(y))) (Salimans et al. 2016, arXiv:1606.03498, section 4), where a classifier gives p(y|x) and p(y)
//! is its mean over the samples: 1 where all answers are alike, at most the number of classes. It is taken of parts of the
//! samples, ten as a rule, and their mean and deviation given: a score depends on how many samples a part has.

use super::{features::Features, numpy::RandomState};
use crate::{Error, Result};

/// Parts, in the paper's code and in torch-fidelity.
pub const SPLITS: usize = 10;

/// Which samples make a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Those that lie together, as in the code of Salimans et al.
    Given,
    /// Random ones, as in torch-fidelity, whose seed is 2020.
    Shuffled(u32),
}

/// The mean of several values, and their standard deviation over their number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanDeviation {
    pub mean: f64,
    pub deviation: f64,
}

impl MeanDeviation {
    /// Of at least one value.
    pub fn of(values: &[f64]) -> Self {
        let mean_of =
            |values: &mut dyn Iterator<Item = f64>, count: usize| values.sum::<f64>() / count as f64;
        let mean = mean_of(&mut values.iter().copied(), values.len());
        let squares = mean_of(&mut values.iter().map(|value| (value - mean).powi(2)), values.len());
        Self { mean, deviation: squares.sqrt() }
    }
}

/// The score over `splits` parts of samples with these `logits`, `[samples, classes]`.
///
/// # Errors
/// [`Error::Data`] where there are fewer samples than parts, or no part.
pub fn inception_score(logits: Features, splits: usize, order: Order) -> Result<MeanDeviation> {
    let (samples, classes) = (logits.count(), logits.length());
    if splits == 0 || samples < splits {
        let problem = format!("{samples} samples make no {splits} parts");
        return Err(Error::data("logits", problem));
    }
    let order: Vec<usize> = match order {
        Order::Given => (0..samples).collect(),
        Order::Shuffled(seed) => RandomState::new(seed).permutation(samples),
    };
    let probabilities: Vec<f64> = order.iter().flat_map(|&sample| softmax(logits.of(sample))).collect();
    let part = |part: usize| {
        let [start, end] = [part, part + 1].map(|part| part * samples / splits * classes);
        score_of(&probabilities[start..end], classes)
    };
    Ok(MeanDeviation::of(&(0..splits).map(part).collect::<Vec<_>>()))
}

/// The score of samples with these `probabilities`, `[samples, classes]`; there is at least one.
pub(super) fn score_of(probabilities: &[f64], classes: usize) -> f64 {
    let samples = (probabilities.len() / classes) as f64;
    let mut all = vec![0.0; classes];
    for row in probabilities.chunks_exact(classes) {
        all.iter_mut().zip(row).for_each(|(all, p)| *all += p / samples);
    }
    let divergence = |row: &[f64]| -> f64 {
        row.iter().zip(&all).filter(|(p, _)| **p > 0.0).map(|(p, all)| p * libm::log(p / all)).sum()
    };
    let mean = probabilities.chunks_exact(classes).map(divergence).sum::<f64>() / samples;
    // Rounding may leave a divergence of nothing a little below it.
    libm::exp(mean.max(0.0))
}

fn softmax(logits: &[f32]) -> Vec<f64> {
    let highest = f64::from(logits.iter().copied().fold(f32::NEG_INFINITY, f32::max));
    let exponentials: Vec<f64> = logits.iter().map(|&logit| libm::exp(f64::from(logit) - highest)).collect();
    let sum: f64 = exponentials.iter().sum();
    exponentials.into_iter().map(|exponential| exponential / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(logits: &[f32], classes: usize, splits: usize, order: Order) -> MeanDeviation {
        inception_score(Features::new(logits, classes).unwrap(), splits, order).unwrap()
    }

    #[test]
    fn sure_answers_spread_evenly_score_the_number_of_classes_and_equal_ones_score_one() {
        let sure: Vec<f32> = [[900.0, 0.0, 0.0], [0.0, 900.0, 0.0], [0.0, 0.0, 900.0]].concat().repeat(4);
        let found = score(&sure, 3, 4, Order::Given);
        assert!((found.mean - 3.0).abs() < 1e-12 && found.deviation < 1e-12, "{found:?}");
        for row in [[0.3, 0.3], [9.0, -1.0]] {
            let found = score(&row.repeat(20), 2, 10, Order::Shuffled(2020));
            assert!((found.mean - 1.0).abs() < 1e-12, "{found:?}");
        }
    }

    #[test]
    fn samples_in_order_of_their_class_have_poor_parts_until_they_are_shuffled() {
        let rows = [[50.0, 0.0]; 500].into_iter().chain([[0.0, 50.0]; 500]);
        let logits: Vec<f32> = rows.flatten().collect();
        assert!((score(&logits, 2, 10, Order::Given).mean - 1.0).abs() < 1e-12);
        assert!(score(&logits, 2, 10, Order::Shuffled(2020)).mean > 1.9);
        assert!((score(&logits, 2, 1, Order::Given).mean - 2.0).abs() < 1e-12);
    }

    #[test]
    fn fewer_samples_than_parts_are_refused() {
        let problem = inception_score(Features::new(&[0.0; 9], 1).unwrap(), 10, Order::Given).unwrap_err();
        assert!(problem.to_string().contains("9 samples make no 10 parts"), "{problem}");
    }
}
