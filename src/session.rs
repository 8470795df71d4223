//! One running experiment: new, step, read, sample, checkpoint, resume.

use crate::{
    Error, Result,
    data::{Batches, Dataset},
    game::{Game, Metrics, Streams},
    nets::{self, Sequential},
    recipe::{LossName, Recipe},
    train::{
        checkpoint::{Progress, Reader, Writer},
        ema::Ema,
        latents::Latents,
        noise::Noise,
        optimiser::Optimiser,
        weights::{Named, named, replaced, trained},
    },
};
use burn::{
    module::Module,
    tensor::{Device, Tensor, TensorData, Transaction},
};

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

/// BEGAN's k in a checkpoint.
const K: &str = "game.k";

/// One running experiment.
pub struct Session {
    recipe: Recipe,
    game: Game,
    average: Ema,
    streams: Streams,
    steps: u64,
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
        let training = device.clone().autodiff();
        let players = nets::players(&recipe, dataset.shape(), &training)?;
        Ok(Self {
            average: Ema::new(&players.generator, 0),
            streams: Streams {
                batches: Batches::new(dataset, recipe.seed),
                latents: Latents::new(&recipe, 0),
                noise: Noise::new(recipe.seed, 0),
            },
            game: Game::new(players, &recipe, training),
            steps: 0,
            measured: Metrics::new(),
            device: device.clone(),
            recipe,
        })
    }

    /// Goes on from what [`Self::checkpoint`] returned, exactly as the run would have.
    ///
    /// # Errors
    /// [`Error::Checkpoint`] where the bytes are cut short, damaged, or of another shape.
    pub fn resume(checkpoint: &[u8], dataset: Box<dyn Dataset>, device: &Device) -> Result<Self> {
        let opened = Reader::new(checkpoint)?;
        let mut session = Self::new(opened.recipe.clone(), dataset, device)?;
        let Progress { step, samples, latents, noise, discriminator_updates } = opened.progress;
        session.streams.batches.seek(samples);
        session.streams.latents = Latents::new(&session.recipe, latents);
        session.streams.noise = Noise::new(session.recipe.seed, noise);
        session.steps = step;

        let Game { players, generator_optimiser, discriminator_optimiser, k, .. } = &mut session.game;
        restore_moments(&opened, "generator", &players.generator, step, generator_optimiser, device)?;
        let (net, optimiser) = (&players.discriminator, discriminator_optimiser);
        restore_moments(&opened, "discriminator", net, discriminator_updates, optimiser, device)?;
        if session.recipe.loss == LossName::Began {
            *k = opened.tensor(K, &[1], device)?;
        }
        let average = restored(&opened, "average", players.generator.valid(), device)?;
        session.average = Ema::new(&average, step);
        players.generator = restored(&opened, "generator", players.generator.clone(), device)?;
        players.discriminator = restored(&opened, "discriminator", players.discriminator.clone(), device)?;
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
        self.streams.batches.dataset().shape()
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
        self.steps
    }

    /// Queues one step: `discriminator_steps` updates of the discriminator, then one of the generator.
    pub fn step(&mut self) {
        self.measured = self.game.step(&self.recipe, self.steps, &mut self.streams);
        self.average.update(&self.game.players.generator, self.recipe.ema);
        self.steps += 1;
    }

    /// Fetches the last step's metrics, all in one transaction. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Diverged`] where a measure is not finite; [`Error::Device`] where the device fails.
    pub fn read(&self) -> impl Future<Output = Result<Reading>> + 'static {
        let (names, scalars): (Vec<_>, Vec<_>) = self.measured.iter().cloned().unzip();
        let step = self.steps;
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

    /// Draws `count` samples from latents that are the same through the run. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Device`] where the device fails.
    pub fn sample(&self, count: usize, weights: Weights) -> impl Future<Output = Result<Samples>> + 'static {
        let latents = Tensor::from_data(self.streams.latents.fixed(count), &self.device);
        let generated = match weights {
            Weights::Raw => self.game.players.generator.valid().forward(latents),
            Weights::Ema => self.average.net().forward(latents),
        };
        let shape = self.shape();
        async move { Ok(Samples { shape, values: fetch(vec![generated]).await? }) }
    }

    /// The data's first `count` samples, to be seen beside the generated ones.
    pub fn real(&self, count: usize) -> Samples {
        let dataset = self.streams.batches.dataset();
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
        let rebuilt = self.game.reconstruct(&self.recipe, samples)?;
        Some(async move { Ok(Samples { shape, values: fetch(vec![rebuilt]).await? }) })
    }

    /// Everything needed to go on, as a safetensors file. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Device`] where the device fails.
    pub fn checkpoint(&self) -> impl Future<Output = Result<Vec<u8>>> + 'static {
        let Game { players, generator_optimiser, discriminator_optimiser, k, .. } = &self.game;
        let parts = [
            ("generator", named(&players.generator)),
            ("discriminator", named(&players.discriminator)),
            ("average", named(self.average.net())),
            ("generator_optimiser", generator_optimiser.moments()),
            ("discriminator_optimiser", discriminator_optimiser.moments()),
        ];
        let tensors = parts.into_iter().flat_map(|(part, tensors)| {
            tensors.into_iter().map(move |tensor| Named { name: format!("{part}.{}", tensor.name), ..tensor })
        });
        let k = (self.recipe.loss == LossName::Began).then(|| Named {
            name: K.to_owned(),
            shape: vec![1],
            values: k.clone(),
        });
        let snapshot = Writer {
            recipe: self.recipe.clone(),
            progress: Progress {
                step: self.steps,
                samples: self.streams.batches.position(),
                latents: self.streams.latents.drawn(),
                noise: self.streams.noise.drawn(),
                discriminator_updates: discriminator_optimiser.updates(),
            },
            tensors: tensors.chain(k).collect(),
        };
        snapshot.into_bytes()
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

/// `net` with the tensors that `opened` holds for `part`.
fn restored(opened: &Reader, part: &str, net: Sequential, device: &Device) -> Result<Sequential> {
    let mut failure = None;
    let net = replaced(net, |name, shape, values| {
        opened.tensor(&format!("{part}.{name}"), shape, device).unwrap_or_else(|error| {
            failure.get_or_insert(error);
            values
        })
    });
    failure.map_or(Ok(net), Err)
}

/// Gives `optimiser` the moments that `opened` holds for `net` after `updates`.
fn restore_moments(
    opened: &Reader,
    part: &str,
    net: &Sequential,
    updates: u64,
    optimiser: &mut Optimiser,
    device: &Device,
) -> Result<()> {
    let weights: Vec<_> =
        trained(net).into_iter().map(|Named { name, shape, .. }| (name, shape.iter().product())).collect();
    optimiser.restore(updates, &weights, |name, length| {
        opened.tensor(&format!("{part}_optimiser.{name}"), &[length], device)
    })
}
