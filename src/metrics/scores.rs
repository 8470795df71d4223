//! What a classifier's answers say of generated images.

use super::inception_score::score_of;

/// Answers for a set of images, summed up.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// How many images the classifier takes for each class.
    pub histogram: Vec<usize>,
    /// Classes with at least a tenth of an even share of the images.
    pub covered: usize,
    /// The mean probability of the class that each image is taken for, 0 to 1.
    pub confidence: f64,
    /// The inception score over all images, with this classifier in Inception's place: 1 to the number of classes.
    pub score: f64,
}

/// The scores of `probabilities`, `[images, classes]` row after row. There is at least one image.
pub fn scores(probabilities: &[f32], classes: usize) -> Scores {
    let images = probabilities.len() / classes;
    let rows = || probabilities.chunks_exact(classes).map(|row| row.iter().map(|&p| f64::from(p)));
    let mut histogram = vec![0; classes];
    let mut confidence = 0.0;
    for row in rows() {
        let (mut best, mut highest) = (0, 0.0);
        for (class, probability) in row.enumerate() {
            if probability > highest {
                (best, highest) = (class, probability);
            }
        }
        histogram[best] += 1;
        confidence += highest / images as f64;
    }
    let enough = (images as f64 / classes as f64 / 10.0).max(1.0);
    Scores {
        covered: histogram.iter().filter(|&&count| count as f64 >= enough).count(),
        histogram,
        confidence,
        score: score_of(&rows().flatten().collect::<Vec<_>>(), classes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sure_answers_spread_evenly_score_the_number_of_classes() {
        let sure = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0];
        let found = scores(&sure, 3);
        assert!((found.score - 3.0).abs() < 1e-9);
        assert_eq!((found.covered, found.confidence, found.histogram), (3, 1.0, vec![1, 1, 1]));
    }

    #[test]
    fn answers_that_are_all_alike_score_one_whatever_they_are() {
        for row in [[1.0, 0.0], [0.5, 0.5], [0.25, 0.75]] {
            assert!((scores(&row.repeat(8), 2).score - 1.0).abs() < 1e-9);
        }
        assert_eq!(scores(&[1.0, 0.0].repeat(50), 2).covered, 1);
    }
}
