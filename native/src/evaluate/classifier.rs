//! The committed classifier of digits.
//!
//! `saddle classifier --device cpu --data-dir DIR --out native/src/evaluate/mnist.safetensors` took eleven minutes
//! on two shared cores, and classifies 99.48 % of the test digits right. Another processor, or another copy of MNIST
//! (some differ by one in a few pixels), gives other weights.

use anyhow::Result;
use burn::tensor::Device;
use saddle::{data::Batch, metrics::classifier::Classifier};

/// The committed weights.
pub const WEIGHTS: &[u8] = include_bytes!("mnist.safetensors");

/// The classifier with its committed weights.
pub fn committed(device: &Device) -> Result<Classifier> {
    Ok(Classifier::read(WEIGHTS, device)?)
}

/// The share of `digits` that `classifier` classifies right, 0 to 1.
pub fn accuracy(classifier: &Classifier, digits: &Batch, device: &Device) -> f64 {
    let found = classifier.judge(&digits.samples, device);
    let pairs = found.classes().zip(&digits.labels);
    let right = pairs.filter(|(class, label)| class == &usize::from(**label)).count();
    right as f64 / digits.labels.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        data::mnist::{self, Split},
        system::files::sha256,
    };

    /// As `saddle classifier` printed it for the committed file.
    const HASH: &str = "63571de2e9e5fd1e8c926fa0bde690bfb1a32ed2cb50cb3a441f300a5036f7b2";

    #[test]
    fn the_committed_weights_are_those_that_were_measured() {
        assert_eq!(sha256(WEIGHTS).unwrap(), HASH);
        assert!(WEIGHTS.len() < 500_000);
    }

    #[test]
    fn the_committed_classifier_reads_mnists_test_digits() {
        let folder = std::env::var_os("SADDLE_TEST_MNIST").map_or_else(
            || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/mnist"),
            Into::into,
        );
        if !folder.is_dir() {
            println!("skipped: MNIST is not in {}; SADDLE_TEST_MNIST names its folder", folder.display());
            return;
        }
        let device = Device::flex();
        let digits = mnist::open(Some(&folder), Split::Test).unwrap().all();
        let reads = accuracy(&committed(&device).unwrap(), &digits, &device);
        println!("the classifier reads {:.2} % of MNIST's test digits", 100.0 * reads);
        assert!(reads >= 0.992, "{reads}");
    }
}
