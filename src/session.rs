//! One running experiment: new, step, read, sample, checkpoint, resume.

use crate::{
    Error, Result,
    classes::Classes,
    data::{Batch, Dataset},
    game::{self, Game, Metrics, State},
    nets::Given,
    recipe::Recipe,
    train::{
        checkpoint::{Checkpoint, Writer},
        latents::{SAMPLE_BATCH, Sampling},
        process_group::{Alone, ProcessGroup},
    },
};
use burn::tensor::{Device, Tensor, TensorData, Transaction};

/// Which of the generator's weights draw the samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// As the last step left them.
    Raw,
    /// Their exponential moving average.
    Ema,
}

/// What one step measured, fetched from the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The step, counted from 1.
    pub step: u64,
    /// Each measure by its name in [`crate::game::METRICS`].
    pub values: Vec<(&'static str, f32)>,
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
    /// How many samples there are.
    pub fn count(&self) -> usize {
        self.values.len() / self.shape.iter().product::<usize>()
    }
}

/// One running experiment.
pub struct Session {
    recipe: Recipe,
    state: State,
    group: Box<dyn ProcessGroup>,
    measured: Metrics,
    device: Device,
}

impl Session {
    /// A run at step 0.
    ///
    /// # Errors
    /// [`Error::Field`] where the recipe contradicts itself or the data.
    pub fn new(recipe: Recipe, dataset: Box<dyn Dataset>, device: &Device) -> Result<Self> {
        recipe.check()?;
        let state = State::new(&recipe, dataset, device.clone().autodiff())?;
        Ok(Self { recipe, state, group: Box::new(Alone), measured: Metrics::new(), device: device.clone() })
    }

    /// Goes on from what [`Self::checkpoint`] returned, exactly as the run would have.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] where it does not hold the nets that its recipe describes; [`Error::OtherData`] where the run
    /// learnt from another data set.
    pub fn resume(checkpoint: &Checkpoint, dataset: Box<dyn Dataset>, device: &Device) -> Result<Self> {
        checkpoint.expect_data(dataset.identity())?;
        Self::resume_on_any_data(checkpoint, dataset, device)
    }

    /// As [`Self::resume`], with whatever data: for samples alone, or to go on with other data on purpose.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] as in [`Self::resume`].
    pub fn resume_on_any_data(
        checkpoint: &Checkpoint,
        dataset: Box<dyn Dataset>,
        device: &Device,
    ) -> Result<Self> {
        let mut session = Self::new(checkpoint.recipe.clone(), dataset, device)?;
        session.state.restore(&session.recipe, checkpoint)?;
        Ok(session)
    }

    /// One of several processes that train this run together, each on its share of every batch: before the first step.
    ///
    /// # Errors
    /// [`Error::Field`] where the batch cannot be shared evenly.
    pub fn join(mut self, group: Box<dyn ProcessGroup>) -> Result<Self> {
        self.state.join(&self.recipe, group.share())?;
        self.group = group;
        Ok(self)
    }

    /// The processes that train this run.
    pub fn group(&self) -> &dyn ProcessGroup {
        self.group.as_ref()
    }

    /// What the run does.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// One sample's shape, `[channel, height, width]`.
    pub fn shape(&self) -> [usize; 3] {
        self.state.streams.batches.dataset().shape()
    }

    /// How many classes the run's nets know; none where they are not conditional.
    pub fn classes(&self) -> Option<usize> {
        self.recipe.classes.conditional.then(|| self.state.streams.batches.dataset().classes())
    }

    /// Changes a field that may change while the run goes on.
    ///
    /// # Errors
    /// [`Error::Field`] for a field that may not, or a value out of range.
    pub fn set(&mut self, field: &str, text: &str) -> Result<()> {
        if !Recipe::field(field)?.live {
            return Err(Error::field(field, "is fixed once a run has started; start a new run to change it"));
        }
        self.recipe.set(field, text)
    }

    /// Steps taken.
    pub fn steps(&self) -> u64 {
        self.state.step
    }

    /// Queues one step: `discriminator_steps` updates of the discriminator, then one of the generator.
    ///
    /// # Errors
    /// [`Error::Data`] where a sample cannot be read; [`Error::Device`] where several processes cannot average.
    pub fn step(&mut self) -> Result<()> {
        let game = game::named(&self.recipe, &self.state);
        let measured = game.step(&mut self.state, self.group.as_ref())?;
        let (names, values): (Vec<_>, Vec<_>) = measured.into_iter().unzip();
        self.measured = names.into_iter().zip(self.group.all_mean(values)?).collect();
        self.state.players.values_mut().for_each(|player| player.update_ema(self.recipe.generator.ema));
        self.state.step += 1;
        Ok(())
    }

    /// Fetches the last step's metrics, means over all processes, all in one transaction. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Diverged`] where a measure is not finite; [`Error::Device`] where the device fails.
    pub fn read(&self) -> impl Future<Output = Result<Reading>> + 'static {
        let (names, scalars): (Vec<_>, Vec<_>) = self.measured.iter().cloned().unzip();
        let step = self.steps();
        async move {
            let values = fetch(scalars).await?;
            for (&term, &value) in names.iter().zip(&values) {
                if !value.is_finite() {
                    return Err(Error::Diverged { term: term.to_owned(), step, value });
                }
            }
            Ok(Reading { step, values: names.into_iter().zip(values).collect() })
        }
    }

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

    /// Draws a sample of each latent, in batches of bounded memory; with [`Classes::Each`], as many of every class. The
    /// future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Field`] for classes that the run does not know; [`Error::Device`] where the device fails.
    pub fn sample_from(
        &self,
        latents: Sampling,
        weights: Weights,
        classes: &Classes,
    ) -> impl Future<Output = Result<Samples>> + 'static {
        let asked = classes.labels(latents.count(), self.classes()).map(|labels| {
            let samples = if labels.is_empty() { latents.count() } else { labels.len() };
            (self.state.streams.latents.for_samples(latents, samples), labels)
        });
        let net = self.game().sampler(&self.state, weights == Weights::Ema);
        let (shape, device) = (self.shape(), self.device.clone());
        async move {
            let (latents, labels) = asked?;
            let mut values = Vec::new();
            for (batch, latents) in latents.into_iter().enumerate() {
                let labels = labels.chunks(SAMPLE_BATCH).nth(batch).unwrap_or_default();
                let given = Given::classes(!labels.is_empty(), labels, &device);
                let samples = net.forward_given(Tensor::from_data(latents, &device), &given);
                values.extend(fetch(vec![samples]).await?);
            }
            Ok(Samples { shape, values, labels })
        }
    }

    /// The data's first `count` samples, to be seen beside the generated ones.
    ///
    /// # Errors
    /// [`Error::Data`] where one cannot be read.
    pub fn real(&self, count: usize) -> Result<Samples> {
        let dataset = self.state.streams.batches.dataset();
        let count = dataset.len().map_or(count as u64, |held| held.min(count as u64));
        let Batch { samples, labels } = dataset.read(&(0..count).collect::<Vec<_>>())?;
        Ok(Samples { shape: dataset.shape(), values: samples, labels })
    }

    /// What the discriminator makes of [`Self::real`], where it is an auto-encoder; of a VAE, what the
    /// decoder makes of the encoder's means. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Data`] where a sample cannot be read; [`Error::Device`] where the device fails.
    pub fn reconstruct(
        &self,
        count: usize,
    ) -> Result<Option<impl Future<Output = Result<Samples>> + 'static>> {
        let real = self.real(count)?;
        let (count, [channel, height, width]) = (real.count(), real.shape);
        let Samples { shape, values, labels } = real;
        let data = TensorData::new(values, [count, channel, height, width]);
        let samples = Tensor::from_data(data, &self.device);
        let given = Given::classes(self.recipe.classes.conditional, &labels, &self.device);
        let rebuilt = self.game().reconstruct(&self.state, samples, &given);
        Ok(rebuilt
            .map(|rebuilt| async move { Ok(Samples { shape, values: fetch(vec![rebuilt]).await?, labels }) }))
    }

    /// Everything needed to go on, as a safetensors file. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Diverged`] where a tensor is not finite; [`Error::Device`] where the device fails.
    pub fn checkpoint(&self) -> impl Future<Output = Result<Vec<u8>>> + 'static {
        let writer = Writer {
            recipe: self.recipe.clone(),
            data: self.state.streams.batches.dataset().identity(),
            progress: self.state.progress(),
            tensors: self.state.named(),
        };
        writer.into_bytes()
    }

    fn game(&self) -> Box<dyn Game + '_> {
        game::named(&self.recipe, &self.state)
    }
}

/// The numbers of `tensors`, one after the other, in one transaction.
async fn fetch<const D: usize>(tensors: Vec<Tensor<D>>) -> Result<Vec<f32>> {
    let transaction = tensors.into_iter().fold(Transaction::default(), Transaction::register);
    let failed =
        |error: &dyn std::fmt::Display| Error::Device(format!("results could not be read back: {error}"));
    let data = transaction.execute_async().await.map_err(|error| failed(&error))?;
    let mut values = Vec::new();
    for data in data {
        values.extend(data.try_into_vec::<f32>().map_err(|error| failed(&format!("{error:?}")))?);
    }
    Ok(values)
}
