//! A data set whose images are changed when they are read.

use super::Change;
use crate::{
    Result,
    data::{Batch, Dataset, Identity},
    train::rng::{Purpose, Rng},
};
use std::sync::Arc;

/// All of a set's images, or every other one, as they are or changed. It is known by the set that it is made of.
pub struct Changed {
    of: Arc<dyn Dataset>,
    /// Its image at place i is at `first + step i` of the set.
    first: u64,
    step: u64,
    /// And the seed of what the change draws.
    change: Option<(Change, u64)>,
}

impl Changed {
    /// All of them, as they are.
    pub fn of(set: Arc<dyn Dataset>) -> Self {
        Self { of: set, first: 0, step: 1, change: None }
    }

    /// Those at even places, or at odd ones; all of a set of one image.
    pub fn every_other(set: Arc<dyn Dataset>, odd: bool) -> Self {
        if set.len() == Some(1) {
            return Self::of(set);
        }
        Self { of: set, first: odd.into(), step: 2, change: None }
    }

    /// Changed so; what that draws follows from `seed` and the image's place.
    pub fn with(self, change: Change, seed: u64) -> Self {
        Self { change: Some((change, seed)), ..self }
    }

    fn places(&self, indices: &[u64]) -> Vec<u64> {
        indices.iter().map(|index| self.first.wrapping_add(self.step.wrapping_mul(*index))).collect()
    }
}

impl Dataset for Changed {
    fn name(&self) -> &str {
        self.of.name()
    }

    fn shape(&self) -> [usize; 3] {
        let shape = self.of.shape();
        self.change.map_or(shape, |(change, _)| change.output_shape(shape))
    }

    fn len(&self) -> Option<u64> {
        self.of.len().map(|length| (length - self.first).div_ceil(self.step))
    }

    fn classes(&self) -> usize {
        self.of.classes()
    }

    fn digest(&self) -> u64 {
        self.of.digest()
    }

    fn identity(&self) -> Identity {
        self.of.identity()
    }

    fn read(&self, indices: &[u64]) -> Result<Batch> {
        let places = self.places(indices);
        let Batch { samples, labels } = self.of.read(&places)?;
        let Some((change, seed)) = self.change else { return Ok(Batch { samples, labels }) };
        let shape = self.of.shape();
        let images = samples.chunks_exact(shape.iter().product()).zip(&places);
        let changed = images.flat_map(|(image, &place)| {
            let mut rng = Rng::named(seed, Purpose::Drawing, "task", place);
            change.apply(image, shape, &mut rng)
        });
        Ok(Batch { samples: changed.collect(), labels })
    }

    fn prefetch(&self, indices: &[u64]) {
        self.of.prefetch(&self.places(indices));
    }
}
