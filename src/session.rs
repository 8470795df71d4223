//! One running experiment: new, step, read, sample, checkpoint, resume.
//!
//! - `samples`: generated samples, and real ones beside them;
//! - `truncation`: how far from the mean their latents may lie;
//! - `probes`: what the nets look like from outside;
//! - `attention`: where their pixels look;
//! - `latent_space`: the generator's latents as a space to move in;
//! - `styles`: styles of two latents in one sample, and the levels of a generator that grows;
//! - `given`: what passes are given besides latents and images;
//! - `translation`: images made of other images;
//! - `nearest`: the real sample that is most like a generated one.

mod attention;
mod drawing;
mod given;
mod latent_space;
mod nearest;
mod probes;
mod samples;
mod styles;
mod translation;
mod truncation;

pub use crate::game::Half;
pub use attention::Attention;
pub use drawing::Drawing;
pub use latent_space::{Directions, LatentSpace};
pub use nearest::Nearest;
pub use probes::{Penalised, Pulled};
pub use samples::{Samples, Weights};
pub use styles::Growth;
pub use translation::Direction;
pub use truncation::TruncationRange;

use crate::{
    Error, Result,
    data::Dataset,
    game::{self, Game, Metrics, State},
    metrics::score::Scored,
    recipe::Recipe,
    train::{
        checkpoint::{Checkpoint, Writer},
        process_group::{Alone, ProcessGroup, at_once},
    },
};
use burn::tensor::{Device, Tensor, Transaction};

/// What one step measured, fetched from the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The step, counted from 1.
    pub step: u64,
    /// Each measure by its name in [`crate::game::METRICS`].
    pub values: Vec<(&'static str, f32)>,
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
    /// [`Error::Data`] where a sample cannot be read; [`Error::Device`] where several processes cannot average, or have to be
    /// waited for, which [`Self::step_together`] does.
    pub fn step(&mut self) -> Result<()> {
        at_once(self.step_together())
    }

    /// As [`Self::step`], and waits for the other processes.
    ///
    /// # Errors
    /// Those of [`Self::step`]. The run is then between two steps and of no further use.
    pub async fn step_together(&mut self) -> Result<()> {
        let game = game::named(&self.recipe, &self.state);
        let measured = game.step(&mut self.state, self.group.as_ref()).await?;
        drop(game);
        self.finish(measured, true);
        Ok(())
    }

    /// Queues one update of one player alone, on a batch of its own: a discriminator's and a generator's are not bit for bit
    /// a step. The generator's ends a step, as far as steps are counted.
    ///
    /// # Errors
    /// Those of [`Self::step`]; [`Error::Field`] for a VAE, whose players move together.
    pub fn half_step(&mut self, half: Half) -> Result<()> {
        at_once(self.half_step_together(half))
    }

    /// As [`Self::half_step`], and waits for the other processes.
    ///
    /// # Errors
    /// Those of [`Self::half_step`] and [`Self::step_together`].
    pub async fn half_step_together(&mut self, half: Half) -> Result<()> {
        let game = game::named(&self.recipe, &self.state);
        let measured = game.half_step(&mut self.state, half, self.group.as_ref()).await?;
        drop(game);
        self.finish(measured, half == Half::Generator);
        Ok(())
    }

    /// Keeps what was measured, and ends the step if that was all of it.
    fn finish(&mut self, measured: Metrics, is_whole: bool) {
        self.measured = measured.into_iter().chain(self.state.growth(&self.recipe)).collect();
        if is_whole {
            self.state.players.values_mut().for_each(|player| player.update_ema(self.recipe.generator.ema));
            self.state.step += 1;
            if self.recipe.starts_anew_at(self.state.step) {
                self.state.players.values_mut().for_each(|player| player.optimiser.forget());
            }
        }
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

    /// Everything needed to go on, as a safetensors file. The future borrows nothing.
    ///
    /// # Errors
    /// [`Error::Diverged`] where a tensor is not finite; [`Error::Device`] where the device fails.
    pub fn checkpoint(&self) -> impl Future<Output = Result<Vec<u8>>> + 'static {
        self.checkpoint_with(None)
    }

    /// As [`Self::checkpoint`], with what its samples score.
    ///
    /// # Errors
    /// Those of [`Self::checkpoint`].
    pub fn checkpoint_with(&self, score: Option<Scored>) -> impl Future<Output = Result<Vec<u8>>> + 'static {
        let writer = Writer {
            recipe: self.recipe.clone(),
            data: self.state.streams.batches.dataset().identity(),
            progress: self.state.progress(),
            score,
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
