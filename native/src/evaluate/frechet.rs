//! The Fréchet distance to real 28x28 images, in the features of the committed classifier, as a score of a run.

use super::classifier;
use crate::system::files::sha256;
use anyhow::Result;
use burn::tensor::Device;
use saddle::metrics::{
    classifier::{Classifier, FEATURES},
    features::Features,
    frechet::Moments,
    score::{Better, Score},
};

/// Generated images.
const SAMPLES: usize = 2048;

pub struct Frechet {
    classifier: Classifier,
    device: Device,
    real: Moments,
    reference: String,
}

impl Frechet {
    /// Against `real` images, one after the other, which `reference` names; at least two.
    pub fn new(real: &[f32], reference: String, device: &Device) -> Result<Self> {
        let classifier = classifier::committed(device)?;
        let seen = classifier.judge(real, device).features;
        let real = Moments::of(Features::new(&seen, FEATURES)?);
        Ok(Self { classifier, device: device.clone(), real, reference })
    }
}

impl Score for Frechet {
    fn name(&self) -> &'static str {
        "score_frechet"
    }

    fn better(&self) -> Better {
        Better::Lower
    }

    fn samples(&self) -> usize {
        SAMPLES
    }

    fn method(&self) -> String {
        let hash = sha256(classifier::WEIGHTS).unwrap_or_default();
        format!(
            "Fréchet distance in the {FEATURES} features of our classifier of digits (SHA-256 {}), to {}",
            hash.get(..8).unwrap_or_default(),
            self.reference
        )
    }

    fn of(&self, samples: &[f32]) -> f64 {
        let seen = self.classifier.judge(samples, &self.device).features;
        let features = Features::new(&seen, FEATURES);
        features.and_then(|features| Moments::of(features).distance(&self.real)).unwrap_or(f64::NAN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;
    use saddle::recipe::Recipe;

    #[test]
    fn real_digits_score_better_than_grey_ones() {
        let recipe = Recipe::from_query("variant=vanilla&data=digits").unwrap();
        let digits = data::open(&recipe, None).unwrap();
        let read = |start| digits.read(&(start..start + 300).collect::<Vec<_>>()).unwrap().samples;
        let score = Frechet::new(&read(0), "300 digits".into(), &Device::flex()).unwrap();
        assert!(score.method().contains("63571de2") && score.method().contains("300 digits"));
        let grey: Vec<_> = (0..300 * 28 * 28).map(|at| (at * at % 101) as f32 / 500.0).collect();
        let [real, other] = [&read(1000), &grey].map(|images| score.of(images));
        assert!(real > 0.0 && 10.0 * real < other, "{real}, {other}");
        assert!(score.of(&vec![f32::NAN; 2 * 28 * 28]).is_nan());
    }
}
