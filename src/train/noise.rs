//! Noise that training steps draw beside latents: places of penalties, instance noise, shifts, flips.

use super::rng::{Purpose, Rng};
use burn::tensor::TensorData;

/// Draws noise; its place is the number of draws.
pub struct Noise {
    seed: u64,
    drawn: u64,
}

impl Noise {
    /// The noise that `seed` gives, `drawn` draws in; 0 is the start.
    pub fn new(seed: u64, drawn: u64) -> Self {
        Self { seed, drawn }
    }

    /// How many draws have been made.
    pub fn drawn(&self) -> u64 {
        self.drawn
    }

    /// From N(0, 1), in this shape.
    pub fn normals(&mut self, shape: [usize; 4]) -> TensorData {
        let values = self.next().normals(shape.iter().product());
        TensorData::new(values, shape)
    }

    /// Uniform in `[0, 1)`, in this shape.
    pub fn uniforms(&mut self, shape: [usize; 4]) -> TensorData {
        let values = self.next().uniforms(shape.iter().product(), 0.0, 1.0);
        TensorData::new(values, shape)
    }

    /// `count` ones and zeros, `[count, 1, 1, 1]`: a one with this probability.
    pub fn coins(&mut self, count: usize, probability: f64) -> TensorData {
        let mut rng = self.next();
        let coins: Vec<f32> = (0..count).map(|_| f32::from(rng.unit() < probability)).collect();
        TensorData::new(coins, [count, 1, 1, 1])
    }

    /// `count` whole numbers in `0..bound`.
    pub fn below(&mut self, count: usize, bound: u64) -> Vec<u64> {
        let mut rng = self.next();
        (0..count).map(|_| rng.below(bound)).collect()
    }

    fn next(&mut self) -> Rng {
        let rng = Rng::new(self.seed, Purpose::Noise, self.drawn);
        self.drawn += 1;
        rng
    }
}
