//! The real sample that is most like a generated one: a generator that copies its data would be found out by it.

use super::Session;
use crate::{Error, Result, data::Batch};
use std::ops::Range;

/// A real sample, and how far it is from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearest {
    /// Its place in the data.
    pub index: u64,
    /// The root of the mean squared difference of their numbers.
    pub distance: f32,
    /// How many real samples were looked at.
    pub searched: u64,
}

impl Session {
    /// Which of the data's samples at `places` is nearest to `sample`; nothing where the data have none there.
    ///
    /// # Errors
    /// [`Error::Field`] where `sample` is not one sample; [`Error::Data`] where one cannot be read.
    pub fn nearest(&self, sample: &[f32], places: Range<u64>) -> Result<Option<Nearest>> {
        let dataset = self.state.streams.batches.dataset();
        let length = self.shape().iter().product::<usize>();
        if sample.len() != length {
            let reason = format!("{} numbers are not one sample of {length}", sample.len());
            return Err(Error::field("samples", reason));
        }
        let end = dataset.len().map_or(places.end, |held| held.min(places.end));
        let indices: Vec<_> = (places.start..end).collect();
        let Batch { samples, .. } = dataset.read(&indices)?;
        let squares = samples
            .chunks_exact(length)
            .map(|real| real.iter().zip(sample).map(|(one, other)| (one - other).powi(2)).sum::<f32>());
        let least = indices.iter().zip(squares).min_by(|(_, one), (_, other)| one.total_cmp(other));
        Ok(least.map(|(&index, square)| {
            let distance = (square / length as f32).sqrt();
            Nearest { index, distance, searched: indices.len() as u64 }
        }))
    }
}
