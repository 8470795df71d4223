//! FID as a score of a run: how far its samples are from real pictures, as `saddle eval` would say it of as many.

use super::{Extractor, Keep, Pictures, SampleBytes};
use anyhow::Result;
use indicatif::ProgressBar;
use saddle::metrics::{
    frechet::Moments,
    inception::{FEATURES, resize::Resizer},
    score::{Better, Score},
};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Nothing but means and covariances.
const KEEP: Keep = Keep { features: false, logits: false };
const RESIZER: Resizer = Resizer::PytorchFid;

/// How a run is scored by FID.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ByFid {
    /// Generated pictures, and real ones that they are compared with.
    pub samples: u64,
    /// The file with Inception's weights, if it was given.
    pub weights: Option<PathBuf>,
}

/// FID to the same real pictures each time.
pub struct Fid {
    extractor: Extractor,
    /// Of one sample.
    shape: [usize; 3],
    samples: usize,
    real: Moments,
    reference: String,
}

impl Fid {
    /// Of so many `samples` of this `shape`, `[channel, height, width]`, to `real` ones, one after the other, which `reference`
    /// names.
    ///
    /// # Errors
    /// Samples that are no pictures.
    pub fn new(
        extractor: Extractor,
        shape: [usize; 3],
        samples: usize,
        real: Vec<f32>,
        reference: String,
    ) -> Result<Self> {
        let real = moments(&extractor, shape, real)?;
        Ok(Self { extractor, shape, samples, real, reference })
    }
}

impl Score for Fid {
    fn name(&self) -> &'static str {
        "score_fid"
    }

    fn better(&self) -> Better {
        Better::Lower
    }

    fn samples(&self) -> usize {
        self.samples
    }

    fn method(&self) -> String {
        let few = if self.samples < FEATURES { ", too high for so few" } else { "" };
        format!(
            "FID{few} by Inception-v3 in its FID variant, weights of SHA-256 {}, pictures resized as {} does it, to {}",
            self.extractor.sha256.get(..8).unwrap_or_default(),
            RESIZER.name(),
            self.reference
        )
    }

    fn of(&self, samples: &[f32]) -> f64 {
        let distance = || -> Result<f64> {
            Ok(moments(&self.extractor, self.shape, samples.to_vec())?.distance(&self.real)?)
        };
        distance().unwrap_or(f64::NAN)
    }
}

/// What Inception sees in `samples`, as the files that they would be saved to show them.
fn moments(extractor: &Extractor, shape: [usize; 3], samples: Vec<f32>) -> Result<Moments> {
    let mut bytes = SampleBytes::new(shape)?;
    bytes.add(samples);
    // The run has a bar of its own.
    Ok(extractor.see(&Pictures::Samples(bytes), RESIZER, KEEP, &ProgressBar::hidden())?.moments)
}
