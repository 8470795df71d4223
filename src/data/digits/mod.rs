//! Handwritten digits drawn by our own code: endless, labelled, and without a download.
//!
//! ```text
//! label -> a way of writing it (skeletons) -> one hand's strokes, framed as in MNIST (hand) -> pixels (ink)
//! ```

mod hand;
mod ink;
#[rustfmt::skip] // A table: one stroke a line.
mod skeletons;

use super::{Batch, Dataset, identity::digest_of_drawn};
use crate::{
    Result,
    recipe::{Choice as _, DataName},
    train::rng::{Purpose, Rng},
};

/// A class for each of 0 to 9.
const CLASSES: u64 = 10;

/// Digits as `[1, 28, 28]`, one for every index; each label of 0..10 equally often.
pub struct Digits {
    seed: u64,
}

impl Digits {
    /// The digits that `seed` names.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }
}

impl Dataset for Digits {
    fn name(&self) -> &str {
        DataName::Digits.name()
    }

    fn shape(&self) -> [usize; 3] {
        [1, ink::SIDE, ink::SIDE]
    }

    fn len(&self) -> Option<u64> {
        None
    }

    fn classes(&self) -> usize {
        CLASSES as usize
    }

    fn digest(&self) -> u64 {
        digest_of_drawn(self.name(), self.seed)
    }

    fn read(&self, indices: &[u64]) -> Result<Batch> {
        Ok(Batch::of(indices, ink::SIDE * ink::SIDE, |index, sample| {
            let mut rng = Rng::new(self.seed, Purpose::Drawing, index);
            let label = rng.below(CLASSES) as u8;
            let writing = hand::write(pick(skeletons::ways(label), &mut rng), &mut rng);
            ink::draw(&writing.path, writing.radius, sample);
            label.into()
        }))
    }
}

/// One of `ways`, each in proportion to its share.
fn pick<'a>(ways: &'a [skeletons::Way], rng: &mut Rng) -> &'a skeletons::Way {
    let total: u64 = ways.iter().map(|way| u64::from(way.share)).sum();
    let mut ticket = rng.below(total);
    ways.iter()
        .find(|way| {
            let share = u64::from(way.share);
            let found = ticket < share;
            ticket = ticket.wrapping_sub(share);
            found
        })
        .unwrap_or(&ways[0])
}

#[cfg(test)]
mod tests {
    use super::{ink::SIDE, *};
    use crate::train::fnv::Fnv;

    /// The first `count` digits with their labels.
    fn draw(seed: u64, count: u64) -> Vec<([f32; SIDE * SIDE], u16)> {
        let digits = Digits::new(seed);
        let Batch { samples, labels } = digits.read(&(0..count).collect::<Vec<_>>()).unwrap();
        samples.as_chunks().0.iter().copied().zip(labels).collect()
    }

    /// The ink of each pixel in `[0, 1]` with the place of the pixel's centre, `(ink, x, y)`.
    fn ink_of(sample: &[f32]) -> impl Iterator<Item = (f64, f64, f64)> {
        sample.iter().enumerate().map(|(at, &value)| {
            let ink = f64::from(value) * 0.5 + 0.5;
            (ink, (at % SIDE) as f64 + 0.5, (at / SIDE) as f64 + 0.5)
        })
    }

    #[test]
    fn a_digit_is_named_by_seed_and_index() {
        assert_eq!(draw(1, 20), draw(1, 20));
        assert_ne!(draw(1, 1)[0].0, draw(2, 1)[0].0);
        assert_ne!(draw(1, 2)[0].0, draw(1, 2)[1].0);
    }

    #[test]
    fn the_bits_of_a_digit_are_the_same_on_every_target_and_in_every_release() {
        // FNV-1a over the first digits' pixels: a run's checkpoint relies on them.
        let bytes = draw(1, 100)
            .into_iter()
            .flat_map(|(sample, _)| sample)
            .flat_map(|value| value.to_bits().to_le_bytes());
        let hash = Fnv::default().feed(&bytes.collect::<Vec<_>>()).value();
        assert_eq!(hash, 0x6d49dd7e85346d50, "{hash:#x}");
    }

    #[test]
    fn labels_come_equally_often() {
        let mut counts = [0; 10];
        for (_, label) in draw(3, 10_000) {
            counts[usize::from(label)] += 1;
        }
        assert!(counts.iter().all(|count| (880..1_120).contains(count)), "{counts:?}");
    }

    #[test]
    fn every_digit_is_framed_as_in_mnist() {
        for (sample, label) in draw(4, 2_000) {
            assert!(sample.iter().all(|value| (-1.0..=1.0).contains(value)));
            let mass: f64 = ink_of(&sample).map(|(ink, ..)| ink).sum();
            let x = ink_of(&sample).map(|(ink, x, _)| ink * x).sum::<f64>() / mass;
            let y = ink_of(&sample).map(|(ink, _, y)| ink * y).sum::<f64>() / mass;
            assert!((x - 14.5).abs().max((y - 14.5).abs()) < 0.51, "a {label} lies about {x}, {y}");
            let dark = || ink_of(&sample).filter(|(ink, ..)| *ink > 0.2);
            let extent = |axis: fn((f64, f64, f64)) -> f64| {
                let (low, high) = dark()
                    .map(axis)
                    .fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)));
                high - low + 1.0
            };
            let longer = extent(|(_, x, _)| x).max(extent(|(_, _, y)| y));
            assert!((18.0..=22.0).contains(&longer), "a {label} is {longer} pixels long");
        }
    }

    #[test]
    fn the_amount_of_ink_and_its_spread_are_those_of_mnist() {
        let sums: Vec<f64> =
            draw(5, 5_000).iter().map(|(sample, _)| ink_of(sample).map(|(ink, ..)| ink).sum()).collect();
        let mean = sums.iter().sum::<f64>() / sums.len() as f64;
        let sd = (sums.iter().map(|sum| (sum - mean).powi(2)).sum::<f64>() / sums.len() as f64).sqrt();
        // MNIST's training images: 102.8 and 34.2 (white pixels' worth an image).
        assert!((98.0..108.0).contains(&mean), "{mean}");
        assert!((29.0..39.0).contains(&sd), "{sd}");
    }
}
