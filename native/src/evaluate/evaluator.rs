//! Scores generated digits by the committed classifier: the classes it sees in them, and the distance of its features
//! from those of the test digits.

use super::classifier;
use crate::data::mnist::{self, Split};
use anyhow::Result;
use burn::tensor::Device;
use saddle::metrics::{
    classifier::{CLASSES, Classifier, FEATURES},
    features::Features,
    frechet::Moments,
    scores::scores,
};
use serde::Serialize;
use std::path::Path;

/// The scores of some images.
#[derive(Debug, Serialize)]
pub struct Scores {
    /// The inception score with our classifier: exp(mean KL(p(y|x) || p(y))).
    pub score: f64,
    /// The Fréchet distance to the test digits.
    pub frechet: f64,
    /// How many classes are covered.
    pub classes: usize,
    /// The mean probability of the most probable class.
    pub confidence: f64,
    /// Images of each class.
    pub histogram: Vec<usize>,
    /// The share of images of the class that was asked for, 0 to 1; none where none was.
    pub asked: Option<f64>,
}

/// A classifier, and the digits that generated ones are compared with.
pub struct Evaluator {
    classifier: Classifier,
    device: Device,
    /// Of the test digits' features.
    real: Moments,
}

impl Evaluator {
    /// The committed classifier and MNIST's test digits.
    pub fn open(data_dir: Option<&Path>, device: &Device) -> Result<Self> {
        let classifier = classifier::committed(device)?;
        let test = mnist::open(data_dir, Split::Test)?.all().samples;
        let seen = classifier.judge(&test, device).features;
        let real = Moments::of(Features::new(&seen, FEATURES)?);
        Ok(Self { classifier, device: device.clone(), real })
    }

    /// The scores of `images`, at least two, one after the other; `asked` holds the class that each was asked for, or nothing.
    pub fn scores(&self, images: &[f32], asked: &[u16]) -> Result<Scores> {
        let found = self.classifier.judge(images, &self.device);
        let scores = scores(&found.probabilities, CLASSES);
        let right =
            found.classes().zip(asked).filter(|(class, asked)| *class == usize::from(**asked)).count();
        Ok(Scores {
            score: scores.score,
            frechet: Moments::of(Features::new(&found.features, FEATURES)?).distance(&self.real)?,
            classes: scores.covered,
            confidence: scores.confidence,
            histogram: scores.histogram,
            asked: (!asked.is_empty()).then(|| right as f64 / asked.len() as f64),
        })
    }
}
