//! Scores generated digits: what the committed classifier reads in them, and how far its features are from those of
//! the test digits.

use super::classifier;
use crate::data::mnist::{self, Split};
use anyhow::Result;
use burn::tensor::Device;
use saddle::metrics::{
    classifier::{CLASSES, Classifier, FEATURES},
    frechet::Moments,
    scores::scores,
};
use serde::Serialize;
use std::path::Path;

/// What the classifier says of images.
#[derive(Debug, Serialize)]
pub struct Scores {
    pub score: f64,
    pub frechet: f64,
    pub classes: usize,
    pub confidence: f64,
    pub histogram: Vec<usize>,
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
        let (test, _) = mnist::all_of(&mnist::open(data_dir, Split::Test)?);
        let real = Moments::of(&classifier.judge(&test, device).features, FEATURES);
        Ok(Self { classifier, device: device.clone(), real })
    }

    /// The scores of `images`, one after the other.
    pub fn scores(&self, images: &[f32]) -> Scores {
        let read = self.classifier.judge(images, &self.device);
        let scores = scores(&read.probabilities, CLASSES);
        Scores {
            score: scores.score,
            frechet: Moments::of(&read.features, FEATURES).distance(&self.real),
            classes: scores.covered,
            confidence: scores.confidence,
            histogram: scores.histogram,
        }
    }
}
