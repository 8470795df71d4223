//! Batches in an order that is a function of the seed: the place in it is one number.

use super::Dataset;
use crate::train::rng::{Purpose, Rng};

/// Samples with their labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// The samples one after the other, `[batch, channel, height, width]`.
    pub samples: Vec<f32>,
    /// One label a sample, `[batch]`.
    pub labels: Vec<u8>,
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
    pub fn next(&mut self, size: usize) -> Batch {
        let length = self.dataset.shape().iter().product();
        let mut samples = vec![0.0; size * length];
        let labels = samples
            .chunks_exact_mut(length)
            .zip(self.position..)
            .map(|(sample, position)| {
                let index = self.index(position);
                self.dataset.read(index, sample)
            })
            .collect();
        self.position += size as u64;
        Batch { samples, labels }
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

    /// A data set whose every sample is its index.
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
        fn read(&self, index: u64, sample: &mut [f32]) -> u8 {
            sample[0] = index as f32;
            index as u8
        }
    }

    #[test]
    fn an_epoch_holds_every_sample_once_and_the_next_has_another_order() {
        let mut batches = Batches::new(Box::new(Counting(Some(10))), 1);
        let epochs: Vec<Vec<u8>> = (0..2).map(|_| batches.next(10).labels).collect();
        for epoch in &epochs {
            let mut sorted = epoch.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..10).collect::<Vec<u8>>());
        }
        assert_ne!(epochs[0], epochs[1]);
    }

    #[test]
    fn batches_cross_epochs_and_continue_from_a_position() {
        let whole = Batches::new(Box::new(Counting(Some(10))), 1).next(36).labels;
        let mut first = Batches::new(Box::new(Counting(Some(10))), 1);
        let mut parts = [first.next(7).labels, first.next(8).labels].concat();
        let mut second = Batches::new(Box::new(Counting(Some(10))), 1);
        second.seek(first.position());
        parts.extend(second.next(21).labels);
        assert_eq!(whole, parts);
    }

    #[test]
    fn an_endless_set_is_read_in_turn() {
        let mut batches = Batches::new(Box::new(Counting(None)), 1);
        batches.seek(5);
        assert_eq!(batches.next(3).labels, [5, 6, 7]);
        assert_eq!(batches.next(1).labels, [8]);
    }
}
