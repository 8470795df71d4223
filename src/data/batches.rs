//! Batches in an order that is a function of the seed: the place in it is one number.

use super::Dataset;
use crate::{
    Result,
    train::rng::{Purpose, Rng},
};

/// Samples with their labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// The samples one after the other, `[batch, channel, height, width]`.
    pub samples: Vec<f32>,
    /// One label a sample, `[batch]`.
    pub labels: Vec<u8>,
}

impl Batch {
    /// The samples at `indices`, each of `length` numbers, which `draw` writes and whose label it returns.
    pub fn of(indices: &[u64], length: usize, mut draw: impl FnMut(u64, &mut [f32]) -> u8) -> Self {
        let mut samples = vec![0.0; indices.len() * length];
        let places = indices.iter().zip(samples.chunks_exact_mut(length));
        let labels = places.map(|(&index, sample)| draw(index, sample)).collect();
        Self { samples, labels }
    }
}

/// Draws batches from a data set: a finite one in a fresh order every epoch, an endless one in turn.
pub struct Batches {
    dataset: Box<dyn Dataset>,
    seed: u64,
    position: u64,
    order: Vec<u32>,
    epoch: Option<u64>,
}

impl Batches {
    /// Starts at the beginning of the order that `seed` gives.
    pub fn new(dataset: Box<dyn Dataset>, seed: u64) -> Self {
        Self { dataset, seed, position: 0, order: Vec::new(), epoch: None }
    }

    /// The data set behind the batches.
    pub fn dataset(&self) -> &dyn Dataset {
        self.dataset.as_ref()
    }

    /// Goes on as if `position` samples had been drawn.
    pub fn seek(&mut self, position: u64) {
        self.position = position;
    }

    /// How many samples have been drawn.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The next `size` samples.
    ///
    /// # Errors
    /// Those of [`Dataset::read`]; the place in the order stays.
    pub fn next(&mut self, size: usize) -> Result<Batch> {
        let next = self.position + size as u64;
        let indices: Vec<_> = (self.position..next).map(|position| self.index(position)).collect();
        let batch = self.dataset.read(&indices)?;
        self.position = next;
        Ok(batch)
    }

    /// The data set's index at `position` of the order.
    fn index(&mut self, position: u64) -> u64 {
        let Some(length) = self.dataset.len() else {
            return position;
        };
        let epoch = position / length;
        if self.epoch != Some(epoch) {
            self.order = (0..length as u32).collect();
            Rng::new(self.seed, Purpose::Shuffle, epoch).shuffle(&mut self.order);
            self.epoch = Some(epoch);
        }
        u64::from(self.order[(position % length) as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    const UNREADABLE: u64 = 200;

    /// A data set whose every sample is its index, but for one that cannot be read.
    struct Counting(Option<u64>);

    impl Dataset for Counting {
        fn name(&self) -> &str {
            "counting"
        }
        fn shape(&self) -> [usize; 3] {
            [1, 1, 1]
        }
        fn len(&self) -> Option<u64> {
            self.0
        }
        fn classes(&self) -> usize {
            256
        }
        fn digest(&self) -> u64 {
            0
        }
        fn read(&self, indices: &[u64]) -> Result<Batch> {
            match indices.iter().find(|&&index| index == UNREADABLE) {
                Some(index) => Err(Error::data("counting", format!("sample {index} cannot be read"))),
                None => Ok(Batch::of(indices, 1, |index, sample| {
                    sample[0] = index as f32;
                    index as u8
                })),
            }
        }
    }

    #[test]
    fn an_epoch_holds_every_sample_once_and_the_next_has_another_order() {
        let mut batches = Batches::new(Box::new(Counting(Some(10))), 1);
        let epochs: Vec<Vec<u8>> = (0..2).map(|_| batches.next(10).unwrap().labels).collect();
        for epoch in &epochs {
            let mut sorted = epoch.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..10).collect::<Vec<u8>>());
        }
        assert_ne!(epochs[0], epochs[1]);
    }

    #[test]
    fn batches_cross_epochs_and_continue_from_a_position() {
        let whole = Batches::new(Box::new(Counting(Some(10))), 1).next(36).unwrap().labels;
        let mut first = Batches::new(Box::new(Counting(Some(10))), 1);
        let mut parts = [7, 8].map(|size| first.next(size).unwrap().labels).concat();
        let mut second = Batches::new(Box::new(Counting(Some(10))), 1);
        second.seek(first.position());
        parts.extend(second.next(21).unwrap().labels);
        assert_eq!(whole, parts);
    }

    #[test]
    fn an_endless_set_is_read_in_turn() {
        let mut batches = Batches::new(Box::new(Counting(None)), 1);
        batches.seek(5);
        assert_eq!(batches.next(3).unwrap().labels, [5, 6, 7]);
        assert_eq!(batches.next(1).unwrap().labels, [8]);
    }

    #[test]
    fn a_sample_that_cannot_be_read_says_so_and_leaves_the_place() {
        let mut batches = Batches::new(Box::new(Counting(None)), 1);
        batches.seek(UNREADABLE - 1);
        assert!(batches.next(2).unwrap_err().to_string().contains("sample 200 cannot be read"));
        assert_eq!(batches.next(1).unwrap().labels, [199]);
    }
}
