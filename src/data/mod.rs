//! What the nets learn from: data sets, and the batches drawn from them.
//!
//! A data set maps an index to a sample and keeps no state, so that a run's place in its data is one
//! number. Finite sets are files read into memory; endless ones are drawn by our own code, sample by sample.

mod batches;

pub use batches::{Batch, Batches};

/// Samples by index.
pub trait Dataset: Send {
    /// One sample's shape: `[channel, height, width]`; 2-D points are `[2, 1, 1]`.
    fn shape(&self) -> [usize; 3];

    /// How many samples there are; `None` where there is one for every index.
    fn len(&self) -> Option<u64>;

    /// Writes sample `index` into `sample` (pixels in `[-1, 1]`) and returns its label.
    fn read(&self, index: u64, sample: &mut [f32]) -> u8;
}
