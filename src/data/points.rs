//! Distributions of points in the plane: small enough to see a generator miss a mode.
//!
//! Ring and grid are those of Lin et al. 2017 (PacGAN, arXiv:1712.04086): equal shares, so that modes can
//! be counted. Coordinates are left as they are, and reach beyond `[-1, 1]`.

use super::{Batch, Dataset, identity::digest_of_drawn};
use crate::{
    Result,
    recipe::{Choice as _, DataName, Drawing},
    train::rng::{Purpose, Rng},
};
use std::f64::consts::{PI, TAU};

/// Gaussians of equal share and of equal spread in both directions.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// What the set of its points is called.
    pub name: &'static str,
    /// The modes' centres; a sample's label is its centre's place here.
    pub centres: Vec<[f64; 2]>,
    /// Each coordinate's standard deviation about its centre.
    pub sd: f64,
}

impl Mixture {
    /// Eight modes evenly on the unit circle.
    pub fn ring() -> Self {
        let centre = |mode| {
            let (sin, cos) = libm::sincos(TAU * f64::from(mode) / 8.0);
            [cos, sin]
        };
        Self { name: DataName::Ring.name(), centres: (0..8).map(centre).collect(), sd: 0.01 }
    }

    /// Twenty-five modes at `{-4, -2, 0, 2, 4}` squared.
    pub fn grid() -> Self {
        let place = |step| f64::from(2 * step - 4);
        let centre = |mode| [place(mode % 5), place(mode / 5)];
        Self { name: DataName::Grid.name(), centres: (0..25).map(centre).collect(), sd: 0.05 }
    }

    fn draw(&self, rng: &mut Rng) -> ([f64; 2], u16) {
        let mode = rng.below(self.centres.len() as u64) as usize;
        (scatter(self.centres[mode], self.sd, rng), mode as u16)
    }
}

/// How a distribution of points is drawn.
enum Law {
    Mixture(Mixture),
    /// Two arms, one the other turned by half a circle.
    Spiral,
    /// Two half circles, each reaching into the other.
    Moons,
    /// Narrow Gaussians of equal share about the places of a drawing.
    Drawn {
        letters: String,
        centres: Vec<[f64; 2]>,
    },
}

/// Points as `[2, 1, 1]`, one for every index.
pub struct Points {
    law: Law,
    seed: u64,
}

impl Points {
    /// [`Mixture::ring`], or any other mixture; the label is the mode.
    pub fn mixture(mixture: Mixture, seed: u64) -> Self {
        let law = Law::Mixture(mixture);
        Self { law, seed }
    }

    /// Two arms of radius 0.1 to 1 that each wind one and a half times around the origin; the label is the arm.
    pub fn spiral(seed: u64) -> Self {
        let law = Law::Spiral;
        Self { law, seed }
    }

    /// Two half circles of radius 1 about `(-0.5, -0.25)` and `(0.5, 0.25)`; the label is the half circle.
    pub fn moons(seed: u64) -> Self {
        let law = Law::Moons;
        Self { law, seed }
    }

    /// Points about the places of a `drawing`, which is not empty; all of one label.
    pub fn drawn(drawing: Drawing, seed: u64) -> Self {
        let law = Law::Drawn { letters: drawing.to_string(), centres: drawing.centres().collect() };
        Self { law, seed }
    }
}

impl Dataset for Points {
    fn name(&self) -> &str {
        match &self.law {
            Law::Mixture(mixture) => mixture.name,
            Law::Spiral => DataName::Spiral.name(),
            Law::Moons => DataName::Moons.name(),
            Law::Drawn { .. } => DataName::Drawn.name(),
        }
    }

    fn shape(&self) -> [usize; 3] {
        [2, 1, 1]
    }

    fn len(&self) -> Option<u64> {
        None
    }

    fn classes(&self) -> usize {
        match &self.law {
            Law::Mixture(mixture) => mixture.centres.len(),
            Law::Spiral | Law::Moons => 2,
            Law::Drawn { .. } => 1,
        }
    }

    fn digest(&self) -> u64 {
        match &self.law {
            Law::Drawn { letters, .. } => digest_of_drawn(&format!("{} {letters}", self.name()), self.seed),
            _ => digest_of_drawn(self.name(), self.seed),
        }
    }

    fn read(&self, indices: &[u64]) -> Result<Batch> {
        Ok(Batch::of(indices, 2, |index, sample| {
            let rng = &mut Rng::new(self.seed, Purpose::Drawing, index);
            let ([x, y], label) = match &self.law {
                Law::Mixture(mixture) => mixture.draw(rng),
                Law::Spiral => spiral(rng),
                Law::Moons => moons(rng),
                // As wide as the way from one place to the next, so that a stroke has no gaps.
                Law::Drawn { centres, .. } => {
                    (scatter(centres[rng.below(centres.len() as u64) as usize], 0.025, rng), 0)
                }
            };
            sample.copy_from_slice(&[x as f32, y as f32]);
            label
        }))
    }
}

fn spiral(rng: &mut Rng) -> ([f64; 2], u16) {
    let arm = rng.below(2);
    // An arm's length grows with the square of its radius: the root spreads the points evenly along it.
    let radius = libm::sqrt(rng.between(0.01, 1.0));
    let (sin, cos) = libm::sincos(1.5 * TAU * radius + PI * arm as f64);
    (scatter([radius * cos, radius * sin], 0.02, rng), arm as u16)
}

fn moons(rng: &mut Rng) -> ([f64; 2], u16) {
    let moon = rng.below(2);
    let (sin, cos) = libm::sincos(PI * rng.unit());
    let upper = [cos - 0.5, sin - 0.25];
    let place = if moon == 0 { upper } else { upper.map(|at| -at) };
    (scatter(place, 0.05, rng), moon as u16)
}

/// A point about `centre` with standard deviation `sd` in each coordinate.
fn scatter(centre: [f64; 2], sd: f64, rng: &mut Rng) -> [f64; 2] {
    let (right, up) = rng.normal_pair();
    [centre[0] + sd * right, centre[1] + sd * up]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first `count` points with their labels.
    fn draw(points: &Points, count: u64) -> Vec<([f64; 2], usize)> {
        let Batch { samples, labels } = points.read(&(0..count).collect::<Vec<_>>()).unwrap();
        let samples = samples.as_chunks().0.iter().map(|sample: &[f32; 2]| sample.map(f64::from));
        samples.zip(labels.into_iter().map(usize::from)).collect()
    }

    #[test]
    fn a_mixture_fills_every_mode_evenly_and_with_its_spread() {
        for mixture in [Mixture::ring(), Mixture::grid()] {
            let modes = mixture.centres.len();
            let points = draw(&Points::mixture(mixture.clone(), 1), 1_000 * modes as u64);
            let mut counts = vec![0; modes];
            let mut squares = 0.0;
            for ([x, y], mode) in &points {
                let [cx, cy] = mixture.centres[*mode];
                counts[*mode] += 1;
                squares += (x - cx).powi(2) + (y - cy).powi(2);
            }
            assert!(counts.iter().all(|count| (850..1_150).contains(count)), "{counts:?}");
            let sd = (squares / (2.0 * points.len() as f64)).sqrt();
            assert!((sd / mixture.sd - 1.0).abs() < 0.03, "{sd}");
        }
    }

    #[test]
    fn ring_and_grid_stand_where_their_papers_put_them() {
        let ring = Mixture::ring();
        assert!(ring.centres.iter().all(|[x, y]| (x * x + y * y - 1.0).abs() < 1e-12));
        assert_eq!(ring.centres[0], [1.0, 0.0]);
        let grid = Mixture::grid();
        assert_eq!((grid.centres[0], grid.centres[24]), ([-4.0, -4.0], [4.0, 4.0]));
        assert_eq!(grid.centres[12], [0.0, 0.0]);
    }

    #[test]
    fn the_two_moons_and_the_two_arms_mirror_each_other_and_stay_apart() {
        for points in [Points::spiral(1), Points::moons(1)] {
            let points = draw(&points, 2_000);
            let of = |label| points.iter().filter(move |(_, found)| *found == label);
            let nearest = of(0)
                .flat_map(|(a, _)| of(1).map(move |(b, _)| (a[0] - b[0]).hypot(a[1] - b[1])))
                .fold(f64::INFINITY, f64::min);
            assert!(nearest > 0.02, "{nearest}");
            for axis in 0..2 {
                let mean = points.iter().map(|(at, _)| at[axis]).sum::<f64>() / points.len() as f64;
                assert!(mean.abs() < 0.08, "axis {axis}: {mean}");
            }
        }
    }

    #[test]
    fn a_point_is_named_by_seed_and_index() {
        assert_eq!(draw(&Points::moons(1), 9), draw(&Points::moons(1), 9));
        assert_ne!(draw(&Points::moons(1), 9), draw(&Points::moons(2), 9));
    }
}
