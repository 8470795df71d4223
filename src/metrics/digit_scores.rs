//! How good generated digits are by our classifier, beside real ones. Both come a part at a time, so that a run can train in
//! between.

use super::{
    classifier::{CLASSES, Classifier, FEATURES, Judgement},
    features::Features,
    frechet::Moments,
    scores::{Scores, scores},
};
use crate::Result;
use burn::tensor::Device;

/// The classifier, and what it has seen.
pub struct DigitScores {
    classifier: Classifier,
    device: Device,
    real: Moments,
    generated: Judgement,
}

/// What generated digits score.
#[derive(Clone, Debug, PartialEq)]
pub struct DigitScore {
    /// Their classes, and how sure the classifier is.
    pub scores: Scores,
    /// The Fréchet distance of the classifier's features to those of the real digits.
    pub frechet: f64,
}

impl DigitScores {
    /// By a classifier of these `weights`, on `device`, whose numbers can be read at once: a processor.
    ///
    /// # Errors
    /// Those of [`Classifier::read`].
    pub fn new(weights: &[u8], device: &Device) -> Result<Self> {
        let classifier = Classifier::read(weights, device)?;
        let (real, generated) = (Moments::new(FEATURES), Judgement::default());
        Ok(Self { classifier, device: device.clone(), real, generated })
    }

    /// Takes in more real digits, `[images, 1, 28, 28]` one after the other, pixels from -1 to 1.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where there is none, or their features are no numbers.
    pub fn add_real(&mut self, digits: &[f32]) -> Result<()> {
        let seen = self.classifier.judge(digits, &self.device).features;
        self.real.add(Features::new(&seen, FEATURES)?);
        Ok(())
    }

    /// Forgets the generated digits.
    pub fn begin(&mut self) {
        self.generated = Judgement::default();
    }

    /// Takes in more generated ones.
    pub fn add(&mut self, digits: &[f32]) {
        let Judgement { features, probabilities } = self.classifier.judge(digits, &self.device);
        self.generated.features.extend(features);
        self.generated.probabilities.extend(probabilities);
    }

    /// What the generated digits score.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where there are fewer than two of them or of real ones, or their features are no numbers.
    pub fn score(&self) -> Result<DigitScore> {
        let Judgement { features, probabilities } = &self.generated;
        let frechet = Moments::of(Features::new(features, FEATURES)?).distance(&self.real)?;
        Ok(DigitScore { scores: scores(probabilities, CLASSES), frechet })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{data, recipe::Recipe};

    const WEIGHTS: &[u8] = include_bytes!("../../native/src/evaluate/mnist.safetensors");

    #[test]
    fn other_real_digits_score_well_and_grey_ones_badly() {
        let recipe = Recipe::from_query("variant=vanilla&data=digits").unwrap();
        let digits = data::open(&recipe, None).unwrap();
        let read = |start| digits.read(&(start..start + 200).collect::<Vec<_>>()).unwrap().samples;
        let mut scoring = DigitScores::new(WEIGHTS, &Device::flex()).unwrap();
        read(0).chunks(28 * 28 * 50).for_each(|part| scoring.add_real(part).unwrap());
        read(1000).chunks(28 * 28 * 30).for_each(|part| scoring.add(part));
        let real = scoring.score().unwrap();
        assert_eq!(real.scores.histogram.iter().sum::<usize>(), 200);
        assert!(real.scores.score > 6.0 && real.scores.covered == 10, "{real:?}");
        scoring.begin();
        scoring.add(&vec![-0.2; 200 * 28 * 28]);
        let grey = scoring.score().unwrap();
        assert!(grey.scores.score < 1.1 && grey.frechet > 4.0 * real.frechet, "{grey:?} {real:?}");
    }

    #[test]
    fn too_few_digits_and_broken_ones_are_refused() {
        let mut scoring = DigitScores::new(WEIGHTS, &Device::flex()).unwrap();
        assert!(scoring.add_real(&[]).is_err() && scoring.add_real(&[f32::NAN; 28 * 28]).is_err());
        scoring.add(&[0.0; 28 * 28 * 3]);
        assert!(scoring.score().is_err(), "no real digits");
        assert!(DigitScores::new(b"no weights", &Device::flex()).is_err());
    }
}
