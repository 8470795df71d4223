//! What a run's nets look like from outside: the discriminator's surface, the generator's pull, its manifold, and the
//! points of gradient penalties. Nothing here changes the run or draws from its streams.

use super::{Samples, Session, Weights, fetch};
use crate::{
    Error, Result,
    classes::Classes,
    data::Batch,
    fused::sigmoid,
    nets::Given,
    recipe::Opinion,
    train::{
        latents::{SAMPLE_BATCH, Sampling},
        noise::Noise,
    },
};
use burn::tensor::{Device, Tensor, TensorData};
use std::collections::BTreeMap;

/// Samples, and for each a direction in their space.
#[derive(Clone, Debug, PartialEq)]
pub struct Pulled {
    pub samples: Samples,
    /// As long as the samples' values.
    pub directions: Vec<f32>,
}

/// Where a gradient penalty is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Penalised {
    pub samples: Samples,
    /// The length of the discriminator's gradient at each.
    pub slopes: Vec<f32>,
}

/// Raw scores as what `opinion` says of them.
pub(super) fn in_terms_of(opinion: Option<Opinion>, scores: Tensor<4>) -> Tensor<4> {
    if opinion == Some(Opinion::Probability) { sigmoid(scores) } else { scores }
}

impl Session {
    /// What the discriminator's numbers say of a sample; nothing where no player judges single samples.
    pub fn opinion(&self) -> Option<Opinion> {
        self.recipe.opinion()
    }

    /// The discriminator's [`Opinion`] of each sample in `values`, which lie one after the other: of points of the plane,
    /// its surface. Batch norm takes its running statistics. Nothing where no player judges single samples. The future
    /// borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] where `values` are not whole samples, or for classes that the run does not know;
    /// [`Error::Device`] where the device fails.
    pub fn judge(
        &self,
        values: &[f32],
        classes: &Classes,
    ) -> Result<Option<impl Future<Output = Result<Vec<f32>>> + 'static>> {
        let (game, opinion) = (self.game(), self.opinion());
        let opinions = self.batches(values, classes, &self.device)?.into_iter().map(|(samples, given)| {
            let scores = game.judge(&self.state, samples, &given)?;
            Some(in_terms_of(opinion, scores))
        });
        Ok(opinions.collect::<Option<Vec<_>>>().map(fetch))
    }

    /// How steep the discriminator's raw score or energy is at each of the samples in `values`: the length of its gradient.
    /// Batch norm takes these samples' statistics. Nothing where no player judges single samples. The future borrows
    /// nothing.
    ///
    /// # Errors
    /// Those of [`Self::judge`].
    pub fn slopes(
        &self,
        values: &[f32],
        classes: &Classes,
    ) -> Result<Option<impl Future<Output = Result<Vec<f32>>> + 'static>> {
        let game = self.game();
        let batches = self.batches(values, classes, &self.state.device)?.into_iter();
        let slopes = batches.map(|(samples, given)| game.slope(&self.state, samples, &given));
        Ok(slopes.collect::<Option<Vec<_>>>().map(fetch))
    }

    /// The samples in `values` in batches of bounded memory, with their classes on the device `given`.
    fn batches(&self, values: &[f32], classes: &Classes, given: &Device) -> Result<Vec<(Tensor<4>, Given)>> {
        let [channel, height, width] = self.shape();
        let length = channel * height * width;
        if !values.len().is_multiple_of(length) {
            let reason = format!("{} numbers are not whole samples of {length}", values.len());
            return Err(Error::field("samples", reason));
        }
        let labels = self.one_each(values.len() / length, classes)?;
        let batches = values.chunks(SAMPLE_BATCH * length).enumerate().map(|(batch, values)| {
            let shape = [values.len() / length, channel, height, width];
            let samples = Tensor::from_data(TensorData::new(values.to_vec(), shape), &self.device);
            let labels = labels.chunks(SAMPLE_BATCH).nth(batch).unwrap_or_default();
            (samples, self.given(labels, given))
        });
        Ok(batches.collect())
    }

    /// `count` generated samples from the latents that are the same through the run, and the way in which each lowers the
    /// generator's loss fastest, as a step would pass it back to the generator; terms beside the loss are left out. A
    /// relativistic loss compares them with the data's first samples. Batch norm takes these samples' statistics. Nothing
    /// where no player judges single samples. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] for classes that the run does not know; [`Error::Data`] where a real sample cannot be read;
    /// [`Error::Device`] where the device fails.
    pub fn pull(
        &self,
        count: usize,
        classes: &Classes,
    ) -> Result<Option<impl Future<Output = Result<Pulled>> + 'static>> {
        if self.opinion().is_none() {
            return Ok(None);
        }
        let count = count.clamp(1, SAMPLE_BATCH);
        let labels = self.one_each(count, classes)?;
        let generated = self.generated(count, &labels);
        let given = self.given(&labels, &self.state.device);
        let real = self.recipe.game.loss.is_relativistic().then(|| self.opponents(count)).transpose()?;
        let Some(directions) = self.game().pull(&self.state, generated.clone(), &given, real) else {
            return Ok(None);
        };
        let shape = self.shape();
        Ok(Some(async move {
            let mut values = fetch(vec![generated, directions]).await?;
            let directions = values.split_off(values.len() / 2);
            Ok(Pulled { samples: Samples { shape, values, labels }, directions })
        }))
    }

    /// The data's first `count` samples, round and round where there are fewer, with their classes on the autodiff device.
    fn opponents(&self, count: usize) -> Result<(Tensor<4>, Given)> {
        let dataset = self.state.streams.batches.dataset();
        let held = dataset.len().unwrap_or(u64::MAX);
        let Batch { samples, labels } =
            dataset.read(&(0..count as u64).map(|index| index % held).collect::<Vec<_>>())?;
        let (samples, Samples { labels, .. }) =
            Samples { shape: dataset.shape(), values: samples, labels }.into_tensor(&self.device);
        Ok((self.as_seen(samples), self.given(self.known(&labels), &self.state.device)))
    }

    /// Where the gradient penalty would be taken, of `count` real samples and as many generated ones, and how steep the
    /// discriminator is there; drawn apart from the run's own noise. A penalty at both is taken at the real samples first.
    /// Nothing without a penalty, or where it is on groups of samples. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Data`] where a sample cannot be read; [`Error::Device`] where the device fails.
    pub fn penalty_points(
        &self,
        count: usize,
    ) -> Result<Option<impl Future<Output = Result<Penalised>> + 'static>> {
        if self.opinion().is_none() {
            return Ok(None);
        }
        let real = self.real(count.clamp(1, SAMPLE_BATCH))?;
        let generated = self.generated(real.count(), &real.labels);
        let (real, Samples { shape, labels, .. }) = real.into_tensor(&self.device);
        let real = self.as_seen(real);
        let mut noise = Noise::new(self.recipe.run.seed, BTreeMap::new());
        let points = self.recipe.penalty.points(real, generated, &mut noise);
        let given = self.given(self.known(&labels), &self.state.device);
        let slopes = points.iter().map(|points| self.game().slope(&self.state, points.clone(), &given));
        let Some(slopes) = slopes.collect::<Option<Vec<_>>>().filter(|slopes| !slopes.is_empty()) else {
            return Ok(None);
        };
        let labels = labels.repeat(points.len());
        Ok(Some(async move {
            let values = fetch(points).await?;
            let slopes = fetch(slopes).await?;
            Ok(Penalised { samples: Samples { shape, values, labels }, slopes })
        }))
    }

    /// What the generator makes of a grid of `side` x `side` latents, row by row: see [`Sampling::Grid`]. The future
    /// borrows nothing.
    ///
    /// # Errors
    /// Those of [`Self::sample_from`].
    pub fn manifold(
        &self,
        side: usize,
        weights: Weights,
        classes: &Classes,
    ) -> impl Future<Output = Result<Samples>> + 'static {
        self.sample_from(Sampling::Grid { side }, weights, classes)
    }

    /// The class of each of `count` samples; none where the run knows none.
    pub(super) fn one_each(&self, count: usize, classes: &Classes) -> Result<Vec<u16>> {
        let labels = classes.labels(count, self.classes())?;
        if labels.is_empty() || labels.len() == count {
            return Ok(labels);
        }
        let reason = format!("{} classes are asked of {count} samples; ask for one of each", labels.len());
        Err(Error::field("class", reason))
    }

    /// `count` samples of the raw weights, 1 to [`SAMPLE_BATCH`], off the graph.
    fn generated(&self, count: usize, labels: &[u16]) -> Tensor<4> {
        let net = self.game().sampler(&self.state, false);
        let latents = self.state.streams.latents.for_samples(Sampling::Fixed(count), count).remove(0);
        let given = self.given(self.known(labels), &self.device);
        net.forward_given(Tensor::from_data(latents, &self.device), &given)
    }
}
