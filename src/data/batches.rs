//! Batches in an order that is a function of the seed: the place in it is one number.

use super::Dataset;
use crate::{
    Result,
    train::{
        process_group::Share,
        rng::{Purpose, Rng},
    },
};
use std::sync::Arc;

/// Samples with their labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// The samples one after the other, `[batch, channel, height, width]`.
    pub samples: Vec<f32>,
    /// One label a sample, `[batch]`.
    pub labels: Vec<u16>,
}

impl Batch {
    /// The samples at `indices`, each of `length` numbers, which `draw` writes and whose label it returns.
    pub fn of(indices: &[u64], length: usize, mut draw: impl FnMut(u64, &mut [f32]) -> u16) -> Self {
        let mut samples = vec![0.0; indices.len() * length];
        let places = indices.iter().zip(samples.chunks_exact_mut(length));
        let labels = places.map(|(&index, sample)| draw(index, sample)).collect();
        Self { samples, labels }
    }
}

/// Draws batches from a data set: a finite one in a fresh order every epoch, an endless one in turn.
pub struct Batches {
    dataset: Arc<dyn Dataset>,
    seed: u64,
    /// What its order is called, where a run has several.
    name: Option<&'static str>,
    /// This process's share of every batch.
    pub share: Share,
    flip: bool,
    position: u64,
    /// The position up to which the data set knows what comes.
    prefetched: u64,
    order: Vec<u32>,
    epoch: Option<u64>,
}

/// Batches of a data set that are read ahead of their turn, so that a step does not wait for them.
const AHEAD: u64 = 4;

impl Batches {
    /// Starts at the beginning of the order that `seed` gives.
    pub fn new(dataset: Arc<dyn Dataset>, seed: u64) -> Self {
        Self {
            dataset,
            seed,
            name: None,
            share: Share::WHOLE,
            flip: false,
            position: 0,
            prefetched: 0,
            order: Vec::new(),
            epoch: None,
        }
    }

    /// In an order of its own, of this name, where a run has several.
    #[must_use]
    pub fn in_order(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// With half of the samples, drawn anew at every turn, mirrored left to right where `flip` is set.
    #[must_use]
    pub fn with_flips(self, flip: bool) -> Self {
        Self { flip, ..self }
    }

    /// The data set behind the batches.
    pub fn dataset(&self) -> &Arc<dyn Dataset> {
        &self.dataset
    }

    /// Goes on as if `position` samples had been drawn.
    pub fn seek(&mut self, position: u64) {
        self.position = position;
        self.prefetched = position;
    }

    /// How many samples have been drawn.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// This process's share of the next batch, which has `size` samples in all.
    ///
    /// # Errors
    /// Those of [`Dataset::read`]; the place in the order stays.
    pub fn next(&mut self, size: usize) -> Result<Batch> {
        let next = self.position + size as u64;
        let positions = self.share.of((self.position..next).collect());
        let indices: Vec<_> = positions.iter().map(|&position| self.index(position)).collect();
        let mut batch = self.dataset.read(&indices)?;
        self.flip_some(&mut batch, &positions);
        self.position = next;
        for ahead in 0..AHEAD {
            let start = next + ahead * size as u64;
            self.prefetch(self.share.of((start..start + size as u64).collect()));
        }
        Ok(batch)
    }

    /// Tells the data set of those `positions` that it does not know of yet, as far as this epoch's order goes.
    fn prefetch(&mut self, positions: Vec<u64>) {
        let end = self.dataset.len().map_or(u64::MAX, |length| self.position.next_multiple_of(length));
        let ahead = positions.into_iter().filter(|position| (self.prefetched..end).contains(position));
        let ahead: Vec<_> = ahead.collect();
        let indices: Vec<_> = ahead.iter().map(|&position| self.index(position)).collect();
        if let Some(last) = ahead.last() {
            self.dataset.prefetch(&indices);
            self.prefetched = last + 1;
        }
    }

    /// Mirrors those of the samples, drawn at these positions, whose own coin says so.
    fn flip_some(&self, batch: &mut Batch, positions: &[u64]) {
        if !self.flip {
            return;
        }
        let [channels, height, width] = self.dataset.shape();
        let samples = batch.samples.chunks_exact_mut(channels * height * width);
        for (sample, position) in samples.zip(positions) {
            if Rng::new(self.seed, Purpose::Flip, *position).below(2) == 1 {
                sample.chunks_exact_mut(width).for_each(<[f32]>::reverse);
            }
        }
    }

    /// The data set's index at `position` of the order.
    fn index(&mut self, position: u64) -> u64 {
        let Some(length) = self.dataset.len() else {
            return position;
        };
        let epoch = position / length;
        if self.epoch != Some(epoch) {
            self.order = (0..length as u32).collect();
            let mut rng = match self.name {
                Some(name) => Rng::named(self.seed, Purpose::Shuffle, name, epoch),
                None => Rng::new(self.seed, Purpose::Shuffle, epoch),
            };
            rng.shuffle(&mut self.order);
            self.epoch = Some(epoch);
        }
        u64::from(self.order[(position % length) as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use std::sync::Mutex;

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
                    index as u16
                })),
            }
        }
    }

    #[test]
    fn an_epoch_holds_every_sample_once_and_the_next_has_another_order() {
        let mut batches = Batches::new(Arc::new(Counting(Some(10))), 1);
        let epochs: Vec<Vec<u16>> = (0..2).map(|_| batches.next(10).unwrap().labels).collect();
        for epoch in &epochs {
            let mut sorted = epoch.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..10).collect::<Vec<u16>>());
        }
        assert_ne!(epochs[0], epochs[1]);
    }

    #[test]
    fn batches_cross_epochs_and_continue_from_a_position() {
        let whole = Batches::new(Arc::new(Counting(Some(10))), 1).next(36).unwrap().labels;
        let mut first = Batches::new(Arc::new(Counting(Some(10))), 1);
        let mut parts = [7, 8].map(|size| first.next(size).unwrap().labels).concat();
        let mut second = Batches::new(Arc::new(Counting(Some(10))), 1);
        second.seek(first.position());
        parts.extend(second.next(21).unwrap().labels);
        assert_eq!(whole, parts);
    }

    #[test]
    fn an_endless_set_is_read_in_turn() {
        let mut batches = Batches::new(Arc::new(Counting(None)), 1);
        batches.seek(5);
        assert_eq!(batches.next(3).unwrap().labels, [5, 6, 7]);
        assert_eq!(batches.next(1).unwrap().labels, [8]);
    }

    #[test]
    fn a_sample_that_cannot_be_read_says_so_and_leaves_the_place() {
        let mut batches = Batches::new(Arc::new(Counting(None)), 1);
        batches.seek(UNREADABLE - 1);
        assert!(batches.next(2).unwrap_err().to_string().contains("sample 200 cannot be read"));
        assert_eq!(batches.next(1).unwrap().labels, [199]);
    }

    /// Images of one row, 0 to 3 or mirrored, whose set remembers what it was told of.
    struct Rows(Mutex<Vec<u64>>);

    impl Dataset for &'static Rows {
        fn name(&self) -> &str {
            "rows"
        }
        fn shape(&self) -> [usize; 3] {
            [1, 1, 4]
        }
        fn len(&self) -> Option<u64> {
            Some(40)
        }
        fn classes(&self) -> usize {
            1
        }
        fn digest(&self) -> u64 {
            0
        }
        fn read(&self, indices: &[u64]) -> Result<Batch> {
            Ok(Batch::of(indices, 4, |_, sample| {
                sample.copy_from_slice(&[0.0, 1.0, 2.0, 3.0]);
                0
            }))
        }
        fn prefetch(&self, indices: &[u64]) {
            self.0.lock().unwrap().extend(indices);
        }
    }

    fn rows() -> &'static Rows {
        Box::leak(Box::new(Rows(Mutex::default())))
    }

    #[test]
    fn half_of_the_samples_are_mirrored_and_the_same_ones_from_any_place() {
        let mut whole = Batches::new(Arc::new(rows()), 3).with_flips(true);
        let samples = whole.next(400).unwrap().samples;
        let mirrored = samples.chunks_exact(4).filter(|sample| *sample == [3.0, 2.0, 1.0, 0.0]).count();
        let straight = samples.chunks_exact(4).filter(|sample| *sample == [0.0, 1.0, 2.0, 3.0]).count();
        assert!(mirrored + straight == 400 && (160..240).contains(&mirrored), "{mirrored} and {straight}");
        let mut later = Batches::new(Arc::new(rows()), 3).with_flips(true);
        later.seek(123);
        assert_eq!(later.next(50).unwrap().samples, samples[4 * 123..4 * 173]);
    }

    #[test]
    fn a_set_is_told_once_of_every_sample_ahead_and_of_none_of_the_next_epoch() {
        let set = rows();
        let mut batches = Batches::new(Arc::new(set), 1);
        for expected in [4..20, 20..24, 24..28] {
            batches.next(4).unwrap();
            let told: Vec<_> = set.0.lock().unwrap().drain(..).collect();
            assert_eq!(told, expected.map(|position| batches.index(position)).collect::<Vec<_>>());
        }
        batches.seek(36);
        batches.next(3).unwrap();
        assert_eq!(*set.0.lock().unwrap(), [batches.index(39)]);
    }
}
