//! Which score ranks the checkpoints of a run, by its data.
//!
//! | data | score |
//! |---|---|
//! | points with modes | modes reached and good points |
//! | other points | sliced Wasserstein distance |
//! | digits, MNIST and its like, which our classifier reads | Fréchet distance in its features |
//! | other images | sliced Wasserstein distance |
//! | any images, where it is asked for | FID |

use super::{
    frechet::Frechet,
    inception::{ByFid, Extractor, Fid},
};
use crate::data::mnist::{self, Split};
use anyhow::Result;
use burn::tensor::Device;
use saddle::{
    data::{self, Dataset},
    metrics::{
        modes::CoverageScore,
        score::Score,
        sliced_wasserstein::{OfImages, OfPoints},
    },
    recipe::{DataName, Recipe},
};
use std::path::Path;

/// Real points, and generated ones.
const POINTS: u64 = 2500;
/// Real images, and generated ones, whose patches are compared.
const IMAGES: u64 = 1024;
/// Real images whose features are compared.
const DIGITS: u64 = 10_000;

/// The score of runs of `recipe` on `dataset`, whose files are in `data_dir`.
pub fn open(
    recipe: &Recipe,
    dataset: &dyn Dataset,
    data_dir: Option<&Path>,
    device: &Device,
) -> Result<Box<dyn Score>> {
    if let Some(mixture) = data::mixture(recipe.data.name) {
        return Ok(Box::new(CoverageScore(mixture)));
    }
    if recipe.data.name.is_points() {
        let (real, reference) = references(dataset, POINTS)?;
        return Ok(Box::new(OfPoints::new(real, reference)));
    }
    if !matches!(recipe.data.name, DataName::Digits | DataName::Mnist) {
        let (real, reference) = references(dataset, IMAGES)?;
        return Ok(Box::new(OfImages::new(&real, dataset.shape(), reference)));
    }
    // Many sets in MNIST's format come with test images; without them, training images must do.
    let test = mnist::open(data_dir, Split::Test).ok().filter(|_| recipe.data.name == DataName::Mnist);
    let (real, reference) = match &test {
        Some(test) => references(test, DIGITS)?,
        None => references(dataset, DIGITS)?,
    };
    Ok(Box::new(Frechet::new(&real, reference, device)?))
}

/// FID of as many samples as real ones are picked of `dataset`.
pub fn fid(dataset: &dyn Dataset, by: &ByFid, device: &Device) -> Result<Box<dyn Score>> {
    let (real, reference) = references(dataset, by.samples)?;
    let extractor = Extractor::open(by.weights.as_deref(), device)?;
    Ok(Box::new(Fid::new(extractor, dataset.shape(), by.samples as usize, real, reference)?))
}

fn references(dataset: &dyn Dataset, most: u64) -> Result<(Vec<f32>, String)> {
    let (places, name) = places_of_references(dataset, most);
    Ok((dataset.read(&places)?.samples, name))
}

/// The places of at most `most` real samples, and what to call them: of a set in files evenly picked ones, of one without an
/// end some that no run comes to.
pub fn places_of_references(dataset: &dyn Dataset, most: u64) -> (Vec<u64>, String) {
    let identity = dataset.identity();
    let (places, kind): (Vec<_>, _) = match dataset.len() {
        Some(held) => {
            let count = held.min(most);
            ((0..count).map(|at| at * held / count).collect(), "evenly picked")
        }
        None => ((0..most).map(|at| u64::MAX - at).collect(), "held out"),
    };
    let name = format!("{} samples, {kind}, of {identity}", places.len());
    (places, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;

    #[test]
    fn every_kind_of_data_has_a_score_that_prefers_the_data_to_noise() {
        for (name, expected) in
            [("ring", "score_coverage"), ("moons", "score_sliced_wasserstein"), ("digits", "score_frechet")]
        {
            let recipe = Recipe::from_query(&format!("variant=vanilla&data={name}")).unwrap();
            let dataset = data::open(&recipe, None).unwrap();
            let score = open(&recipe, dataset.as_ref(), None, &Device::flex()).unwrap();
            assert_eq!(score.name(), expected);
            let count = score.samples() as u64;
            let real = dataset.read(&(0..count).collect::<Vec<_>>()).unwrap().samples;
            let noise: Vec<_> = (0..real.len()).map(|at| (at * at % 1009) as f32 / 100.0 - 5.0).collect();
            let [real, noise] = [&real, &noise].map(|samples| score.of(samples));
            let prefers = match score.better() {
                saddle::metrics::score::Better::Lower => 2.0 * real < noise,
                saddle::metrics::score::Better::Higher => real > 2.0 * noise,
            };
            assert!(prefers, "{name}: {real}, {noise}");
        }
    }

    #[test]
    fn pictures_in_colour_are_compared_with_evenly_picked_ones() {
        let recipe = Recipe::from_query("variant=dcgan&data=cifar10").unwrap();
        let dataset = data::blank(&recipe, 10).unwrap();
        let score = open(&recipe, dataset.as_ref(), None, &Device::flex()).unwrap();
        assert_eq!((score.name(), score.samples()), ("score_sliced_wasserstein", 1024));
        assert!(score.method().contains("1024 samples, held out, of `blank`"), "{}", score.method());
    }
}
