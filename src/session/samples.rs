//! A run's samples: generated ones, and real ones beside them.

use super::{Session, fetch};
use crate::{
    Result,
    classes::Classes,
    data::{Batch, Dataset},
    train::latents::Sampling,
};
use burn::tensor::{Device, Tensor, TensorData};

/// Which of the generator's weights draw the samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// As the last step left them.
    Raw,
    /// Their exponential moving average.
    Ema,
}

/// Samples fetched from the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    /// One sample's shape, `[channel, height, width]`.
    pub shape: [usize; 3],
    /// The samples one after the other; pixels in `[-1, 1]`.
    pub values: Vec<f32>,
    /// The class of each, which generated ones were asked for; empty where nets without conditions made them.
    pub labels: Vec<u16>,
}

impl Samples {
    /// Those of `dataset` from the one at `start` on: `count`, or as many as there are.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where one cannot be read.
    pub fn of(dataset: &dyn Dataset, start: usize, count: usize) -> Result<Self> {
        let (start, end) = (start as u64, (start + count) as u64);
        let end = dataset.len().map_or(end, |held| held.min(end));
        let Batch { samples, labels } = dataset.read(&(start..end).collect::<Vec<_>>())?;
        Ok(Self { shape: dataset.shape(), values: samples, labels })
    }

    /// How many samples there are.
    pub fn count(&self) -> usize {
        self.values.len() / self.shape.iter().product::<usize>()
    }

    /// The values as `[batch, channel, height, width]` on `device`, and what is left.
    pub(super) fn into_tensor(mut self, device: &Device) -> (Tensor<4>, Self) {
        let (count, [channel, height, width]) = (self.count(), self.shape);
        let values = std::mem::take(&mut self.values);
        (Tensor::from_data(TensorData::new(values, [count, channel, height, width]), device), self)
    }
}

impl Session {
    /// Draws `count` samples from latents that are the same through the run: [`Sampling::Fixed`] of
    /// [`Self::sample_from`].
    ///
    /// # Errors
    /// Those of [`Self::sample_from`].
    pub fn sample(
        &self,
        count: usize,
        weights: Weights,
        classes: &Classes,
    ) -> impl Future<Output = Result<Samples>> + 'static {
        self.sample_from(Sampling::Fixed(count), weights, classes)
    }

    /// Draws a sample of each latent, in batches of bounded memory; with [`Classes::Each`], as many of every class. Truncated
    /// latents meet batch norm's statistics of their own kind. The future borrows nothing.
    ///
    /// # Errors
    /// [`crate::Error::Field`] for classes that the run does not know; [`crate::Error::Device`] where the device fails.
    pub fn sample_from(
        &self,
        latents: Sampling,
        weights: Weights,
        classes: &Classes,
    ) -> impl Future<Output = Result<Samples>> + 'static {
        self.drawn(self.asked(latents, classes), weights, latents)
    }

    /// The data's first `count` samples, to be seen beside the generated ones.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where one cannot be read.
    pub fn real(&self, count: usize) -> Result<Samples> {
        self.real_from(0, count)
    }

    /// As [`Self::real`], but from the sample at `start` on: for a second set of them.
    ///
    /// # Errors
    /// Those of [`Self::real`].
    pub fn real_from(&self, start: usize, count: usize) -> Result<Samples> {
        Samples::of(self.state.streams.batches.dataset().as_ref(), start, count)
    }

    /// What the discriminator makes of [`Self::real`], where it is an auto-encoder; of a VAE, what the
    /// decoder makes of the encoder's means. The future borrows nothing.
    ///
    /// # Errors
    /// [`crate::Error::Data`] where a sample cannot be read; [`crate::Error::Device`] where the device fails.
    pub fn reconstruct(
        &self,
        count: usize,
    ) -> Result<Option<impl Future<Output = Result<Samples>> + 'static>> {
        let (samples, Samples { shape, labels, .. }) = self.real(count)?.into_tensor(&self.device);
        let given = self.given(self.known(&labels), &self.device);
        let rebuilt = self.game().reconstruct(&self.state, samples, &given);
        Ok(rebuilt
            .map(|rebuilt| async move { Ok(Samples { shape, values: fetch(vec![rebuilt]).await?, labels }) }))
    }
}
