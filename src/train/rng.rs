//! The one source of randomness: a ChaCha8 stream named by seed, purpose and index, and by what it fills.
//!
//! Nothing draws from a device. A stream is a pure function of its name, so that a checkpoint
//! needs no generator state (it needs the step), and flex, wgpu and wasm see the same bits:
//! integers become floats exactly, and the transforms use the `libm` crate on every target.

use super::fnv::Fnv;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng as _, SeedableRng},
};

/// What a stream is for; streams of different purposes never overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Initial weights, one stream for the path of each tensor.
    Weights = 1,
    /// Latents of the training steps, one stream a generated batch.
    Latents = 2,
    /// The latents behind the sample grid.
    Samples = 3,
    /// The order of a data set, one stream an epoch.
    Shuffle = 4,
    /// Samples drawn by our own code, one stream a sample.
    Drawing = 5,
    /// What steps draw beside latents, one stream a draw of each name.
    Noise = 6,
    /// Which real samples are mirrored, one stream a sample drawn.
    Flip = 7,
    /// What scores draw, one stream a name.
    Scores = 8,
}

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Rng(ChaCha8Rng);

impl Rng {
    /// The stream named by `seed`, `purpose` and `index`.
    pub fn new(seed: u64, purpose: Purpose, index: u64) -> Self {
        Self::keyed(seed, purpose, index, 0)
    }

    /// The stream named by `seed`, `purpose`, the path or the name of what it fills, and `index`.
    pub fn named(seed: u64, purpose: Purpose, name: &str, index: u64) -> Self {
        Self::keyed(seed, purpose, index, Fnv::default().feed(name.as_bytes()).value())
    }

    fn keyed(seed: u64, purpose: Purpose, index: u64, name: u64) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(purpose as u64).to_le_bytes());
        key[16..24].copy_from_slice(&index.to_le_bytes());
        key[24..].copy_from_slice(&name.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// Uniform in `[0, 1)`, in steps of 2^-53.
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Uniform in `[low, high)`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number in `0..bound`, without bias (Lemire 2019, arXiv:1805.10941); `bound` is positive.
    pub fn below(&mut self, bound: u64) -> u64 {
        let reject_under = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.0.next_u64()) * u128::from(bound);
            if product as u64 >= reject_under {
                return (product >> 64) as u64;
            }
        }
    }

    /// Two independent draws from N(0, 1) (Box & Muller 1958).
    pub fn normal_pair(&mut self) -> (f64, f64) {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        let (sin, cos) = libm::sincos(core::f64::consts::TAU * self.unit());
        (radius * cos, radius * sin)
    }

    /// `count` independent draws from N(0, 1).
    pub fn normals(&mut self, count: usize) -> Vec<f32> {
        let mut values = Vec::with_capacity(count + 1);
        while values.len() < count {
            let (first, second) = self.normal_pair();
            values.extend([first as f32, second as f32]);
        }
        values.truncate(count);
        values
    }

    /// `count` independent draws, uniform in `[low, high)`.
    pub fn uniforms(&mut self, count: usize, low: f64, high: f64) -> Vec<f32> {
        (0..count).map(|_| self.between(low, high) as f32).collect()
    }

    /// Puts `items` in a random order (Fisher & Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end as u64 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_and_differ_by_name() {
        let draw = |seed, purpose, index| Rng::new(seed, purpose, index).normals(9);
        let first = draw(7, Purpose::Latents, 3);
        assert_eq!(first, draw(7, Purpose::Latents, 3));
        assert_ne!(first, draw(8, Purpose::Latents, 3));
        assert_ne!(first, draw(7, Purpose::Weights, 3));
        assert_ne!(first, draw(7, Purpose::Latents, 4));
        let named = |name| Rng::named(7, Purpose::Latents, name, 3).normals(9);
        assert_eq!(named("one"), named("one"));
        assert!(named("one") != named("other") && named("one") != first);
    }

    #[test]
    fn normals_have_the_moments_of_the_standard_normal() {
        let values = Rng::new(1, Purpose::Latents, 0).normals(200_000);
        let moment =
            |power| values.iter().map(|&v| f64::from(v).powi(power)).sum::<f64>() / values.len() as f64;
        // Four standard errors of each moment's estimate.
        for (power, expected, spread) in [(1, 0.0, 1.0), (2, 1.0, 2.0), (3, 0.0, 15.0), (4, 3.0, 96.0)] {
            let tolerance = 4.0 * f64::sqrt(spread / values.len() as f64);
            assert!((moment(power) - expected).abs() < tolerance, "moment {power}: {}", moment(power));
        }
    }

    #[test]
    fn below_reaches_every_value_evenly() {
        let mut rng = Rng::new(2, Purpose::Shuffle, 0);
        let mut counts = [0u32; 7];
        (0..70_000).for_each(|_| counts[rng.below(7) as usize] += 1);
        assert!(counts.iter().all(|&count| (9_600..10_400).contains(&count)), "{counts:?}");
    }

    #[test]
    fn shuffle_keeps_every_item_once() {
        let mut items: Vec<u32> = (0..100).collect();
        Rng::new(3, Purpose::Shuffle, 0).shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}
