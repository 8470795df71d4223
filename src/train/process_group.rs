//! Several processes that train together, each on its own share of every batch; their gradients are averaged between
//! backward and optimiser.

use crate::Result;
use burn::tensor::Tensor;

/// A process's place among those that train together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Counted from 0.
    pub rank: usize,
    /// How many processes there are.
    pub processes: usize,
}

impl Share {
    /// Of one process that trains by itself.
    pub const WHOLE: Self = Self { rank: 0, processes: 1 };

    /// Its part of `whole`, whose length is a multiple of [`Self::processes`].
    pub fn of<T>(self, whole: Vec<T>) -> Vec<T> {
        let length = whole.len() / self.processes;
        whole.into_iter().skip(self.rank * length).take(length).collect()
    }
}

/// The processes that train together, as one of them sees them. What is named `all` must be called by all of them, at
/// the same places of the run.
pub trait ProcessGroup {
    /// This process's place.
    fn share(&self) -> Share;

    /// The mean of each of `values` over all processes, off the graph; lengths are the same everywhere.
    ///
    /// # Errors
    /// [`crate::Error::Device`] where they cannot be read from the device or sent.
    fn all_mean(&self, values: Vec<Tensor<1>>) -> Result<Vec<Tensor<1>>>;

    /// Whether `flag` is set in any process.
    ///
    /// # Errors
    /// [`crate::Error::Device`] where it cannot be sent.
    fn all_any(&self, flag: bool) -> Result<bool>;
}

/// One process that trains by itself.
pub struct Alone;

impl ProcessGroup for Alone {
    fn share(&self) -> Share {
        Share::WHOLE
    }

    fn all_mean(&self, values: Vec<Tensor<1>>) -> Result<Vec<Tensor<1>>> {
        Ok(values)
    }

    fn all_any(&self, flag: bool) -> Result<bool> {
        Ok(flag)
    }
}
