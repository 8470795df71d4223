//! The distance as a score of a run.

use super::{DIRECTIONS, of_images, of_points, patches::SIDE, pyramid::sizes};
use crate::metrics::score::{Better, Score};

const NAME: &str = "score_sliced_wasserstein";

/// Patches of an image: half of the authors', who take 16 times the images.
const PATCHES: usize = 64;

/// Of images beside real ones.
pub struct OfImages {
    real: Vec<u8>,
    shape: [usize; 3],
    reference: String,
}

impl OfImages {
    /// Against `real` images of this `shape`, pixels in `[-1, 1]`, which `reference` names.
    pub fn new(real: &[f32], shape: [usize; 3], reference: String) -> Self {
        Self { real: bytes(real), shape, reference }
    }
}

impl Score for OfImages {
    fn name(&self) -> &'static str {
        NAME
    }

    fn better(&self) -> Better {
        Better::Lower
    }

    fn samples(&self) -> usize {
        self.real.len() / self.shape.iter().product::<usize>()
    }

    fn method(&self) -> String {
        let [_, height, width] = self.shape;
        let levels = sizes([height, width]).into_iter().map(|[height, width]| format!("{height}x{width}"));
        format!(
            "sliced Wasserstein distance x 1000, mean over the levels {}, {PATCHES} patches of {SIDE}x{SIDE} an image, \
             {DIRECTIONS} directions, to {}",
            levels.collect::<Vec<_>>().join(", "),
            self.reference
        )
    }

    fn of(&self, samples: &[f32]) -> f64 {
        if samples.iter().any(|value| !value.is_finite()) {
            return f64::NAN;
        }
        let distances = of_images(&bytes(samples), &self.real, self.shape, PATCHES);
        distances.iter().sum::<f64>() / distances.len() as f64
    }
}

/// Of points of the plane beside real ones.
pub struct OfPoints {
    real: Vec<f32>,
    reference: String,
}

impl OfPoints {
    /// Against `real` points, which `reference` names.
    pub fn new(real: Vec<f32>, reference: String) -> Self {
        Self { real, reference }
    }
}

impl Score for OfPoints {
    fn name(&self) -> &'static str {
        NAME
    }

    fn better(&self) -> Better {
        Better::Lower
    }

    fn samples(&self) -> usize {
        self.real.len() / 2
    }

    fn method(&self) -> String {
        format!("sliced Wasserstein distance x 1000, {DIRECTIONS} directions, to {}", self.reference)
    }

    fn of(&self, samples: &[f32]) -> f64 {
        of_points(samples, &self.real, 2)
    }
}

/// Pixels in `[-1, 1]` as the bytes of a picture.
fn bytes(values: &[f32]) -> Vec<u8> {
    values.iter().map(|value| ((value + 1.0) * 127.5).round() as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_as_they_were_and_what_is_beyond_them_is_cut() {
        let all: Vec<u8> = (0..=255).collect();
        let values: Vec<_> =
            all.iter().map(|&byte| crate::data::normalised(f32::from(byte), 255.0)).collect();
        assert_eq!(bytes(&values), all);
        assert_eq!(bytes(&[-1.5, 1.5]), [0, 255]);
    }

    #[test]
    fn real_images_score_nothing_and_what_is_no_number_has_no_score() {
        let real: Vec<_> = (0..4 * 3 * 32 * 32).map(|at| (at * at % 101) as f32 / 50.0 - 1.0).collect();
        let score = OfImages::new(&real, [3, 32, 32], "four drawn images".into());
        assert_eq!((score.samples(), score.of(&real)), (4, 0.0));
        assert!(score.method().contains("32x32, 16x16") && score.method().contains("four drawn images"));
        assert!(score.of(&vec![f32::NAN; real.len()]).is_nan());
        assert!(OfPoints::new(vec![0.0; 20], String::new()).of(&[f32::NAN; 20]).is_nan());
    }
}
