//! Stacked MNIST: three digits as the colour channels of one image, which make 1,000 classes out of 10.
//!
//! Metz et al. 2017 (Unrolled GANs, arXiv:1611.02163) made it to count the modes that a generator covers. As Srivastava
//! et al. 2017 (VEEGAN, arXiv:1705.07761) and Lin et al. 2017 (PacGAN, arXiv:1712.04086) have it, there are 128,000
//! stacks of digits drawn at random.

use super::{Batch, Dataset, Images};
use crate::{
    Error, Result,
    recipe::{Choice as _, DataName},
    train::{
        fnv::Fnv,
        rng::{Purpose, Rng},
    },
};

/// Digits in a stack: one for each colour.
pub const CHANNELS: usize = 3;
/// Kinds of digit.
pub const KINDS: usize = 10;
/// Classes of stacks, 0 to 999: the three digits read as one number.
pub const CLASSES: usize = KINDS.pow(CHANNELS as u32);
/// Stacks in the set.
const STACKS: u64 = 128_000;

/// Stacks of digits, made when they are read: which digits are in a stack is a function of the seed and its index.
#[derive(Debug)]
pub struct Stacked {
    digits: Images,
    seed: u64,
}

impl Stacked {
    /// Of `digits`, images of one channel in at most ten classes.
    ///
    /// # Errors
    /// [`Error::Data`] where the images have more classes or channels.
    pub fn new(digits: Images, seed: u64) -> Result<Self> {
        let (classes, [channels, ..]) = (digits.classes(), digits.shape());
        if classes > KINDS || channels != 1 {
            let reason = format!(
                "has {classes} classes and {channels} channels, and stacks are made of grey images of {KINDS} kinds; \
                 take MNIST's files"
            );
            return Err(Error::data(digits.name(), reason));
        }
        Ok(Self { digits, seed })
    }
}

/// The class of a stack of three digits, the first of which counts hundreds.
pub fn class_of(digits: [usize; CHANNELS]) -> usize {
    digits.into_iter().fold(0, |class, digit| class * KINDS + digit)
}

impl Dataset for Stacked {
    fn name(&self) -> &str {
        DataName::Stacked.name()
    }

    fn shape(&self) -> [usize; 3] {
        let [_, height, width] = self.digits.shape();
        [CHANNELS, height, width]
    }

    fn len(&self) -> Option<u64> {
        Some(STACKS)
    }

    fn classes(&self) -> usize {
        CLASSES
    }

    fn digest(&self) -> u64 {
        let hash = Fnv::default().feed(self.name().as_bytes()).feed(&self.seed.to_le_bytes());
        hash.feed(&self.digits.digest().to_le_bytes()).value()
    }

    fn read(&self, indices: &[u64]) -> Result<Batch> {
        let held = self.digits.len().unwrap_or_default();
        let three = |&index: &u64| {
            let mut rng = Rng::new(self.seed, Purpose::Drawing, index);
            [(); CHANNELS].map(|()| rng.below(held))
        };
        // Channels lie one after the other, as the digits do.
        let Batch { samples, labels } =
            self.digits.read(&indices.iter().flat_map(three).collect::<Vec<_>>())?;
        let stacks = labels.as_chunks::<CHANNELS>().0.iter();
        let labels = stacks.map(|stack| class_of(stack.map(usize::from)) as u16).collect();
        Ok(Batch { samples, labels })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Batches;
    use std::sync::Arc;

    /// Images of four pixels, all as bright as their class.
    fn digits() -> Images {
        let labels: Vec<u8> = (0..30).map(|place| place % 10).collect();
        let pixels = labels.iter().flat_map(|&label| [label * 25; 4]).collect();
        Images::new("digits".into(), [1, 2, 2], pixels, labels)
    }

    fn stacked(seed: u64) -> Stacked {
        Stacked::new(digits(), seed).unwrap()
    }

    #[test]
    fn every_channel_is_a_digit_and_the_label_reads_them() {
        let Batch { samples, labels } = stacked(1).read(&(0..5000).collect::<Vec<_>>()).unwrap();
        assert_eq!((samples.len(), labels.len()), (5000 * 3 * 4, 5000));
        for (stack, &label) in samples.chunks_exact(12).zip(&labels) {
            let digits = [0, 4, 8].map(|first| {
                assert!(stack[first..first + 4].iter().all(|&pixel| pixel == stack[first]));
                ((stack[first] + 1.0) * 127.5 / 25.0).round() as usize
            });
            assert_eq!(class_of(digits), usize::from(label));
        }
        // Of 1,000 even classes, 5,000 stacks leave out 7 on average.
        let classes: std::collections::BTreeSet<_> = labels.iter().collect();
        assert!((980..=1000).contains(&classes.len()), "{}", classes.len());
        assert!(labels.iter().all(|&label| usize::from(label) < CLASSES));
    }

    #[test]
    fn a_stack_follows_from_the_seed_and_its_place_alone() {
        let all = stacked(1).read(&[0, 1, 127_999]).unwrap();
        assert_eq!(all, stacked(1).read(&[0, 1, 127_999]).unwrap());
        let last = stacked(1).read(&[127_999]).unwrap();
        assert_eq!((&all.samples[24..], all.labels[2]), (&last.samples[..], last.labels[0]));
        assert_ne!(all, stacked(2).read(&[0, 1, 127_999]).unwrap());
        assert_ne!(stacked(1).identity().digest, stacked(2).identity().digest);
        assert_eq!((stacked(1).len(), stacked(1).classes()), (Some(128_000), 1000));
    }

    #[test]
    fn batches_go_on_from_any_place() {
        let mut whole = Batches::new(Arc::new(stacked(1)), 1);
        let _ = whole.next(70).unwrap();
        let mut later = Batches::new(Arc::new(stacked(1)), 1);
        later.seek(70);
        assert_eq!(whole.next(9).unwrap(), later.next(9).unwrap());
    }

    #[test]
    fn images_that_make_no_thousand_classes_are_refused() {
        let letters = Images::new("letters".into(), [1, 1, 1], vec![0; 11], (0..11).collect());
        let problem = Stacked::new(letters, 1).unwrap_err().to_string();
        assert!(problem.contains("letters: has 11 classes"), "{problem}");
        let colour = Images::new("colour".into(), [3, 1, 1], vec![0; 3], vec![0]);
        assert!(Stacked::new(colour, 1).is_err());
    }
}
