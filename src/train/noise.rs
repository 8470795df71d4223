//! Noise that training steps draw beside latents: places of penalties, instance noise, shifts, flips.

use super::{
    process_group::Share,
    rng::{Purpose, Rng},
};
use burn::tensor::TensorData;
use std::collections::BTreeMap;

/// Draws noise. Each use has a name and a stream of its own, so that no use changes what another draws. Of several
/// processes each draws for all of them and keeps its own share: what one would draw alone.
pub struct Noise {
    seed: u64,
    /// This process's share of every batch.
    pub share: Share,
    drawn: BTreeMap<String, u64>,
}

impl Noise {
    /// The noise that `seed` gives, after so many draws of each name; none is the start.
    pub fn new(seed: u64, drawn: BTreeMap<String, u64>) -> Self {
        Self { seed, share: Share::WHOLE, drawn }
    }

    /// How many draws have been made of each name.
    pub fn drawn(&self) -> &BTreeMap<String, u64> {
        &self.drawn
    }

    /// From N(0, 1), in this shape.
    pub fn normals(&mut self, name: &str, shape: [usize; 4]) -> TensorData {
        let count = self.of_all(shape.iter().product());
        let values = self.next(name).normals(count);
        TensorData::new(self.share.of(values), shape)
    }

    /// Uniform in `[0, 1)`, in this shape.
    pub fn uniforms(&mut self, name: &str, shape: [usize; 4]) -> TensorData {
        let count = self.of_all(shape.iter().product());
        let values = self.next(name).uniforms(count, 0.0, 1.0);
        TensorData::new(self.share.of(values), shape)
    }

    /// `count` ones and zeros, `[count, 1, 1, 1]`: a one with this probability.
    pub fn coins(&mut self, name: &str, count: usize, probability: f64) -> TensorData {
        let mut rng = self.next(name);
        let coins = (0..self.of_all(count)).map(|_| f32::from(rng.unit() < probability)).collect();
        TensorData::new(self.share.of(coins), [count, 1, 1, 1])
    }

    /// `count` whole numbers in `0..bound`.
    pub fn below(&mut self, name: &str, count: usize, bound: u64) -> Vec<u64> {
        let mut rng = self.next(name);
        self.share.of((0..self.of_all(count)).map(|_| rng.below(bound)).collect())
    }

    /// How many numbers all processes draw where one needs `count`.
    fn of_all(&self, count: usize) -> usize {
        count * self.share.processes
    }

    /// The stream of the next draw of this name, the same in all processes.
    pub fn next(&mut self, name: &str) -> Rng {
        let drawn = self.drawn.entry(name.to_owned()).or_default();
        let rng = Rng::named(self.seed, Purpose::Noise, name, *drawn);
        *drawn += 1;
        rng
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_use_does_not_change_what_another_draws() {
        let draw = |before: &[&str]| {
            let mut noise = Noise::new(1, BTreeMap::new());
            before.iter().for_each(|name| drop(noise.below(name, 1, 2)));
            noise.below("flips", 20, 1_000)
        };
        assert_eq!(draw(&[]), draw(&["shifts", "shifts", "places"]));
        assert_ne!(draw(&[]), draw(&["flips"]));
    }

    #[test]
    fn draws_go_on_from_where_they_were() {
        let mut whole = Noise::new(1, BTreeMap::new());
        let draws: Vec<_> = (0..4).map(|_| whole.below("flips", 5, 1_000)).collect();
        let mut second = Noise::new(1, [("flips".to_owned(), 2)].into());
        assert_eq!(draws[2..], [second.below("flips", 5, 1_000), second.below("flips", 5, 1_000)]);
    }
}
