//! One running experiment: new, step, read, sample, checkpoint, resume.

use crate::{
    Error, Result,
    data::Dataset,
    game::{self, Game, Metrics, State},
    recipe::Recipe,
    train::{
        checkpoint::{Reader, Writer},
        reduce::Alone,
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
}

/// One running experiment.
pub struct Session {
    recipe: Recipe,
    state: State,
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
        Ok(Self { recipe, state, measured: Metrics::new(), device: device.clone() })
    }

    /// Goes on from what [`Self::checkpoint`] returned, exactly as the run would have.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] where the bytes are cut short, damaged, of another format or of another shape;
    /// [`Error::OtherData`] where the run learnt from another data set.
    pub fn resume(checkpoint: &[u8], dataset: Box<dyn Dataset>, device: &Device) -> Result<Self> {
        let checkpoint = Reader::new(checkpoint)?;
        checkpoint.expect_data(dataset.identity())?;
        Self::restored(checkpoint, dataset, device)
    }

    /// As [`Self::resume`], with whatever data: for samples alone, or to go on with other data on purpose.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] as in [`Self::resume`].
    pub fn resume_on_any_data(checkpoint: &[u8], dataset: Box<dyn Dataset>, device: &Device) -> Result<Self> {
        Self::restored(Reader::new(checkpoint)?, dataset, device)
    }

    fn restored(checkpoint: Reader, dataset: Box<dyn Dataset>, device: &Device) -> Result<Self> {
        let mut session = Self::new(checkpoint.recipe.clone(), dataset, device)?;
        session.state.restore(&session.recipe, &checkpoint)?;
        Ok(session)
    }

    /// The recipe in a checkpoint's header, to open its data before resuming.
    ///
    /// # Errors
    /// As [`Self::resume`].
    pub fn recipe_in(checkpoint: &[u8]) -> Result<Recipe> {
        Ok(Reader::new(checkpoint)?.recipe)
    }

    /// What the run does.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// One sample's shape, `[channel, height, width]`.
    pub fn shape(&self) -> [usize; 3] {
        self.state.streams.batches.dataset().shape()
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
    pub fn step(&mut self) {
        let game = game::named(&self.recipe, &self.state);
        self.measured = game.step(&mut self.state, &Alone);
        self.state.players.values_mut().for_each(|player| player.update_ema(self.recipe.ema));
        self.state.step += 1;
    }

    /// Fetches the last step's metrics, all in one transaction. The future borrows nothing.
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
                    return Err(Error::Diverged { term, step, value });
                }
            }
            Ok(Reading { step, values: names.into_iter().zip(values).collect() })
        }
    }

    /// Draws `count` samples from latents that are the same through the run, in batches of bounded memory. The future
    /// borrows nothing.
    ///
    /// # Errors
    /// [`Error::Device`] where the device fails.
    pub fn sample(&self, count: usize, weights: Weights) -> impl Future<Output = Result<Samples>> + 'static {
        let latents = self.state.streams.latents.fixed(count);
        let net = self.game().sampler(&self.state, weights == Weights::Ema);
        let (shape, device) = (self.shape(), self.device.clone());
        async move {
            let mut values = Vec::with_capacity(count * shape.iter().product::<usize>());
            for batch in latents {
                values.extend(fetch(vec![net.forward(Tensor::from_data(batch, &device))]).await?);
            }
            Ok(Samples { shape, values })
        }
    }

    /// The data's first `count` samples, to be seen beside the generated ones.
    pub fn real(&self, count: usize) -> Samples {
        let dataset = self.state.streams.batches.dataset();
        let shape = dataset.shape();
        let length = shape.iter().product();
        let count = dataset.len().map_or(count, |held| count.min(held as usize));
        let mut values = vec![0.0; count * length];
        for (index, sample) in (0..).zip(values.chunks_exact_mut(length)) {
            dataset.read(index, sample);
        }
        Samples { shape, values }
    }

    /// What the discriminator makes of [`Self::real`], where it is an auto-encoder; of a VAE, what the
    /// decoder makes of the encoder's means. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Device`] where the device fails.
    pub fn reconstruct(&self, count: usize) -> Option<impl Future<Output = Result<Samples>> + 'static> {
        let Samples { shape, values } = self.real(count);
        let [channel, height, width] = shape;
        let count = values.len() / (channel * height * width);
        let data = TensorData::new(values, [count, channel, height, width]);
        let samples = Tensor::from_data(data, &self.device);
        let rebuilt = self.game().reconstruct(&self.state, samples)?;
        Some(async move { Ok(Samples { shape, values: fetch(vec![rebuilt]).await? }) })
    }

    /// Everything needed to go on, as a safetensors file. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Device`] where the device fails.
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
