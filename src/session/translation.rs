//! What a run makes of images: of its sources, there and back, and of a person's own.

use super::{Samples, Session, Weights, fetch, probes::in_terms_of};
use crate::{
    Error, Result,
    data::Dataset,
    nets::Sequential,
    recipe::Opinion,
    train::latents::{SAMPLE_BATCH, Sampling},
};
use burn::tensor::{Tensor, TensorData};
use std::sync::Arc;

/// Which way images are translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From sources to targets.
    There,
    /// From targets to sources, which a cycle's run can do.
    Back,
}

impl Session {
    /// The set of images that the run translates, where it does.
    pub fn sources(&self) -> Option<Arc<dyn Dataset>> {
        self.state.streams.sources.as_ref().map(|sources| sources.dataset().clone())
    }

    /// The first `count` sources; of pairs, those of [`Self::real`].
    ///
    /// # Errors
    /// [`Error::Field`] where the run does not translate; [`Error::Data`] where one cannot be read.
    pub fn real_sources(&self, count: usize) -> Result<Samples> {
        let sources = self.sources().ok_or_else(no_translation)?;
        Samples::of(sources.as_ref(), 0, count)
    }

    /// `images` translated, in batches of bounded memory. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] where the run does not translate that way, or the images are of another shape; [`Error::Device`] where the
    /// device fails.
    pub fn translate(
        &self,
        images: Samples,
        direction: Direction,
        weights: Weights,
    ) -> impl Future<Output = Result<Samples>> + 'static {
        let net = self.translator(direction, weights);
        let shapes = self.shapes(direction);
        let given = self.given(&[], &self.device);
        let device = self.device.clone();
        async move {
            let net = net?;
            let [from, shape] = shapes?;
            if images.shape != from {
                let reason = format!("of {:?}, and the run translates such of {from:?}", images.shape);
                return Err(Error::field("images", reason));
            }
            let [channels, height, width] = from;
            let length = channels * height * width;
            let mut values = Vec::new();
            for batch in images.values.chunks(SAMPLE_BATCH * length) {
                let data = TensorData::new(batch.to_vec(), [batch.len() / length, channels, height, width]);
                let translated = net.forward_given(Tensor::from_data(data, &device), &given);
                values.extend(fetch(vec![translated]).await?);
            }
            Ok(Samples { shape, values, labels: images.labels })
        }
    }

    /// What the discriminator of targets makes of each patch of `images`, beside the `sources` that they are made of or belong to:
    /// one channel, a number a patch, its [`Self::opinion_of_patches`]. Batch norm takes these images' statistics, as in
    /// training. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] where the run does not translate, or for images that are not as many targets as sources;
    /// [`Error::Device`] where the device fails.
    pub fn judge_patches(
        &self,
        images: &Samples,
        sources: &Samples,
    ) -> Result<impl Future<Output = Result<Samples>> + 'static> {
        let expected = self.shapes(Direction::There)?;
        if [sources.shape, images.shape] != expected || sources.count() != images.count() {
            let reason = format!(
                "{} of {:?} and {} sources of {:?} are not as many targets and sources of this run",
                images.count(),
                images.shape,
                sources.count(),
                sources.shape
            );
            return Err(Error::field("images", reason));
        }
        let [images, sources] = [images, sources].map(|set| set.clone().into_tensor(&self.device).0);
        let scores = self.game().judge_patches(&self.state, images, sources).ok_or_else(no_translation)?;
        let scores = in_terms_of(self.opinion_of_patches(), scores);
        let [_, channels, height, width] = scores.dims();
        Ok(async move {
            let values = fetch(vec![scores]).await?;
            Ok(Samples { shape: [channels, height, width], values, labels: Vec::new() })
        })
    }

    /// What the discriminators' numbers say of a patch; nothing where samples are made of latents.
    pub fn opinion_of_patches(&self) -> Option<Opinion> {
        self.recipe.game.loss.opinion().filter(|_| self.recipe.is_translation())
    }

    /// `[channel, height, width]` of the images that are translated that way, and of what becomes of them.
    ///
    /// # Errors
    /// [`Error::Field`] where the run does not translate.
    pub fn shapes(&self, direction: Direction) -> Result<[[usize; 3]; 2]> {
        let (source, target) = (self.sources().ok_or_else(no_translation)?.shape(), self.shape());
        Ok(match direction {
            Direction::There => [source, target],
            Direction::Back => [target, source],
        })
    }

    fn translator(&self, direction: Direction, weights: Weights) -> Result<Sequential> {
        let ema = weights == Weights::Ema;
        if !self.recipe.is_translation() {
            return Err(no_translation());
        }
        match direction {
            Direction::There => Ok(self.game().sampler(&self.state, ema)),
            Direction::Back => self
                .game()
                .way_back(&self.state, ema)
                .ok_or_else(|| Error::field("translation", "pairs have no way back; a cycle has")),
        }
    }

    /// What so many `samples` are made of, in batches of at most [`SAMPLE_BATCH`]: latents, or the run's first sources.
    ///
    /// # Errors
    /// [`Error::Data`] where a source cannot be read.
    pub(super) fn inputs(&self, sampling: Sampling, samples: usize) -> Result<Vec<TensorData>> {
        let Some(sources) = self.sources() else {
            return Ok(self.state.streams.latents.for_samples(self.before_mapping(sampling), samples));
        };
        let [channels, height, width] = sources.shape();
        // A set of fewer images than are asked for goes round.
        let places: Vec<u64> =
            (0..samples as u64).map(|place| sources.len().map_or(place, |held| place % held)).collect();
        let batches = places.chunks(SAMPLE_BATCH).map(|places| {
            let batch = sources.read(places)?;
            Ok(TensorData::new(batch.samples, [places.len(), channels, height, width]))
        });
        batches.collect()
    }
}

fn no_translation() -> Error {
    Error::field("translation", "this run makes samples of latents; choose a run of pix2pix or CycleGAN")
}
