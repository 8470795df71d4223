//! Handwritten digits drawn by our own code: endless, labelled, and without a download.
//!
//! ```text
//! label -> a way of writing it (skeletons) -> one hand's strokes, framed as in MNIST (hand) -> pixels (ink)
//! ```

mod hand;
mod ink;
#[rustfmt::skip] // A table: one stroke a line.
mod skeletons;

use super::Dataset;
use crate::train::rng::{Purpose, Rng};

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
    fn shape(&self) -> [usize; 3] {
        [1, ink::SIDE, ink::SIDE]
    }

    fn len(&self) -> Option<u64> {
        None
    }

    fn read(&self, index: u64, sample: &mut [f32]) -> u8 {
        let mut rng = Rng::new(self.seed, Purpose::Drawing, index);
        let label = rng.below(10) as u8;
        let writing = hand::write(pick(skeletons::ways(label), &mut rng), &mut rng);
        ink::draw(&writing.path, writing.radius, sample);
        label
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
