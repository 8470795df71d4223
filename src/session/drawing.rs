//! Samples drawn batch by batch, by the weights as they were: for more of them than memory holds, or between a run's steps.

use super::{Samples, Session, Weights, fetch, truncation::Pass};
use crate::{
    Result,
    classes::Classes,
    nets::{Given, Standing},
    train::latents::{SAMPLE_BATCH, Sampling},
};
use burn::tensor::{Device, Tensor, TensorData};
use std::{iter::Enumerate, vec::IntoIter};

/// Samples to be drawn piece by piece, from the weights as they were: the run may go on in between.
pub struct Drawing {
    standing: Standing,
    passes: IntoIter<Pass>,
    latents: Enumerate<IntoIter<TensorData>>,
    labels: Vec<u16>,
    given: Given,
    device: Device,
}

/// What samples are made of: latents, a batch each, and the labels of all.
pub(super) type Asked = (Vec<TensorData>, Vec<u16>);

impl Session {
    /// As [`Self::sample_from`] draws them, but piece by piece.
    ///
    /// # Errors
    /// [`crate::Error::Field`] for classes that the run does not know.
    pub fn drawing(&self, latents: Sampling, weights: Weights, classes: &Classes) -> Result<Drawing> {
        Ok(self.drawing_of(self.asked(latents, classes)?, weights, latents))
    }

    pub(super) fn asked(&self, latents: Sampling, classes: &Classes) -> Result<Asked> {
        let labels = classes.labels(latents.count(), self.classes())?;
        let samples = if labels.is_empty() { latents.count() } else { labels.len() };
        Ok((self.inputs(latents, samples)?, labels))
    }

    /// What the generator makes of latents, each of its class where the run knows classes; styles are truncated, and batch norm
    /// has the statistics of latents that are sampled so, as in `sampling`. The future borrows nothing.
    pub(super) fn drawn(
        &self,
        asked: Result<Asked>,
        weights: Weights,
        sampling: Sampling,
    ) -> impl Future<Output = Result<Samples>> + 'static {
        let shape = self.shape();
        let drawing = asked.map(|asked| self.drawing_of(asked, weights, sampling));
        async move {
            let mut drawing = drawing?;
            while drawing.prepare() {}
            let mut values = Vec::new();
            while let Some(batch) = drawing.draw() {
                values.extend(batch.await?);
            }
            Ok(Samples { shape, values, labels: drawing.labels })
        }
    }

    fn drawing_of(&self, (latents, labels): Asked, weights: Weights, sampling: Sampling) -> Drawing {
        let net = self.game().sampler(&self.state, weights == Weights::Ema);
        let given = self.given_for(&net, sampling);
        Drawing {
            standing: Standing::new(net),
            passes: self.standing_passes(sampling, &given).into_iter(),
            latents: latents.into_iter().enumerate(),
            labels,
            given,
            device: self.device.clone(),
        }
    }
}

impl Drawing {
    /// Takes one more pass for batch norm's statistics; whether there was one left. They come before the samples.
    pub fn prepare(&mut self) -> bool {
        let Some((input, given)) = self.passes.next() else { return false };
        self.standing.pass(&input, &given);
        true
    }

    /// The next samples, one after the other; nothing once there are all. The future borrows nothing.
    pub fn draw(&mut self) -> Option<impl Future<Output = Result<Vec<f32>>> + 'static> {
        let (batch, latents) = self.latents.next()?;
        let labels = self.labels.chunks(SAMPLE_BATCH).nth(batch).unwrap_or_default();
        let given = self.given.clone().with_labels(labels, &self.device);
        let samples = self.standing.net().forward_given(Tensor::from_data(latents, &self.device), &given);
        Some(fetch(vec![samples]))
    }
}
