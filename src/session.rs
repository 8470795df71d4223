//! One running experiment: new, step, read, sample, checkpoint, resume.

use crate::{Result, data::Dataset, recipe::Recipe};
use burn::tensor::Device;

/// Which of the generator's weights draw the samples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// As the last step left them.
    Live,
    /// Their moving average.
    Averaged,
}

/// What one step measured, fetched from the device.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The step, counted from 1.
    pub step: u64,
    /// Each measure with its name: `loss_d`, `loss_g`, and the means of sigmoid(D) as `d_real`, `d_generated`.
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
}

impl Session {
    /// A run at step 0.
    ///
    /// # Errors
    /// [`crate::Error::Field`] where the recipe contradicts itself or the data.
    pub fn new(_recipe: Recipe, _dataset: Box<dyn Dataset>, _device: &Device) -> Result<Self> {
        todo!()
    }

    /// Goes on from what [`Self::checkpoint`] returned.
    ///
    /// # Errors
    /// [`crate::Error::Checkpoint`] where the bytes are cut short, damaged, or of another shape.
    pub fn resume(_checkpoint: &[u8], _dataset: Box<dyn Dataset>, _device: &Device) -> Result<Self> {
        todo!()
    }

    /// The recipe in a checkpoint's header, to open its data before resuming.
    ///
    /// # Errors
    /// As [`Self::resume`].
    pub fn recipe_in(_checkpoint: &[u8]) -> Result<Recipe> {
        todo!()
    }

    /// What the run does.
    pub fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// Changes a field that may change while the run goes on.
    ///
    /// # Errors
    /// [`crate::Error::Field`] for a field that may not, or a value out of range.
    pub fn set(&mut self, _field: &str, _text: &str) -> Result<()> {
        todo!()
    }

    /// Steps taken.
    pub fn steps(&self) -> u64 {
        todo!()
    }

    /// Queues one step: `discriminator_steps` updates of the discriminator, then one of the generator.
    pub fn step(&mut self) {
        todo!()
    }

    /// Fetches the last step's measures, all in one transaction. The future borrows nothing.
    ///
    /// # Errors
    /// [`crate::Error::Diverged`] where a measure is not finite; [`crate::Error::Device`] where the device fails.
    pub fn read(&self) -> impl Future<Output = Result<Reading>> + 'static {
        async { todo!() }
    }

    /// Draws `count` samples from latents that are the same through the run. The future borrows nothing.
    ///
    /// # Errors
    /// [`crate::Error::Device`] where the device fails.
    pub fn sample(
        &self,
        _count: usize,
        _weights: Weights,
    ) -> impl Future<Output = Result<Samples>> + 'static {
        async { todo!() }
    }

    /// Everything needed to go on, as a safetensors file. The future borrows nothing.
    ///
    /// # Errors
    /// [`crate::Error::Device`] where the device fails.
    pub fn checkpoint(&self) -> impl Future<Output = Result<Vec<u8>>> + 'static {
        async { todo!() }
    }
}
