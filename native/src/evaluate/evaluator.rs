//! Scores generated digits by the committed classifier: the classes that it sees in them, and how its features of them lie
//! among those of the test digits.

use super::classifier;
use crate::data::mnist::{self, Split};
use anyhow::Result;
use burn::tensor::Device;
use saddle::metrics::{
    classifier::{CLASSES, Classifier, FEATURES, Judgement},
    features::Features,
    frechet::Moments,
    inception_score::MeanDeviation,
    kid::{self, kid},
    ms_ssim::within_classes,
    prdc::{Border, NEIGHBOURS, NEIGHBOURS_OF_DENSITY, prdc},
    scores::scores,
};
use serde::Serialize;
use std::path::Path;

/// `[channel, height, width]` of a digit.
const SHAPE: [usize; 3] = [1, 28, 28];

/// The scores of some images.
#[derive(Debug, Serialize)]
pub struct Scores {
    /// The inception score with our classifier: exp(mean KL(p(y|x) || p(y))).
    pub score: f64,
    /// The Fréchet distance to the test digits.
    pub frechet: f64,
    /// The kernel distance to them, over [`kid::SUBSETS`] subsets.
    pub kid: f64,
    /// Its standard deviation.
    pub kid_deviation: f64,
    /// The share of images among the test digits, and of test digits among the images.
    pub precision: f64,
    pub recall: f64,
    /// The same, but true to how many test digits are near, and near to how many a single image lies.
    pub density: f64,
    pub coverage: f64,
    /// How similar images of a class are, 0 to 1; none where each is of a class of its own.
    pub ms_ssim: Option<f64>,
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
    /// The test digits' features, and their moments.
    real: Vec<f32>,
    moments: Moments,
}

impl Evaluator {
    /// The committed classifier and MNIST's test digits.
    pub fn open(data_dir: Option<&Path>, device: &Device) -> Result<Self> {
        let classifier = classifier::committed(device)?;
        let test = mnist::open(data_dir, Split::Test)?.all().samples;
        let real = classifier.judge(&test, device).features;
        let moments = Moments::of(Features::new(&real, FEATURES)?);
        Ok(Self { classifier, device: device.clone(), real, moments })
    }

    /// The scores of `images`, one after the other, more than [`NEIGHBOURS_OF_DENSITY`]; `asked` holds the class that each was asked
    /// for, or nothing.
    pub fn scores(&self, images: &[f32], asked: &[u16]) -> Result<Scores> {
        let found = self.classifier.judge(images, &self.device);
        let scores = scores(&found.probabilities, CLASSES);
        let [features, real] = [&found.features, &self.real].map(|seen| Features::new(seen, FEATURES));
        let (features, real) = (features?, real?);
        let subset = kid::SUBSET_SIZE.min(features.count()).min(real.count());
        let MeanDeviation { mean, deviation } = kid(features, real, kid::SUBSETS, subset, kid::SEED)?;
        let among = prdc(real, features, NEIGHBOURS, Border::Inside)?;
        let among_more = prdc(real, features, NEIGHBOURS_OF_DENSITY, Border::Outside)?;
        Ok(Scores {
            score: scores.score,
            frechet: Moments::of(features).distance(&self.moments)?,
            kid: mean,
            kid_deviation: deviation,
            precision: among.precision,
            recall: among.recall,
            density: among_more.density,
            coverage: among_more.coverage,
            ms_ssim: within_classes(images, SHAPE, &found.classes().collect::<Vec<_>>()),
            classes: scores.covered,
            confidence: scores.confidence,
            histogram: scores.histogram,
            asked: (!asked.is_empty()).then(|| share_of(&found, asked)),
        })
    }

    /// The share of `images` that are read as these `classes`, 0 to 1; there is at least one.
    pub fn share_read_as(&self, images: &[f32], classes: &[u16]) -> f64 {
        share_of(&self.classifier.judge(images, &self.device), classes)
    }
}

fn share_of(found: &Judgement, classes: &[u16]) -> f64 {
    let right = found.classes().zip(classes).filter(|(class, asked)| *class == usize::from(**asked)).count();
    right as f64 / classes.len() as f64
}
