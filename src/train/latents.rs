//! The numbers that samples are made from.

use super::{
    process_group::Share,
    rng::{Purpose, Rng},
};
use crate::recipe::{Prior, Recipe};
use burn::tensor::TensorData;

/// Samples drawn at once: more need more memory and are no faster.
pub const SAMPLE_BATCH: usize = 256;

/// Which latents samples are drawn from; all are the same through a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sampling {
    /// So many from the prior.
    Fixed(usize),
    /// So many, of which each component farther than `bound` from the prior's mean is drawn again until it is not
    /// (Brock et al. 2019, arXiv:1809.11096, section 3.1); `bound` is positive. A generator with a mapping network is given
    /// all of the prior's instead, and `bound` is the share of the way that is left of its styles from their mean (Karras et
    /// al. 2018, arXiv:1812.04948, appendix B).
    Truncated { count: usize, bound: f64 },
    /// `rows` of `columns` at even steps from one latent to another along the great circle around the prior's mean
    /// (White 2016, arXiv:1609.04468): along a straight line they would come nearer to the mean than any that training
    /// draws. `columns` is at least 2.
    GreatCircles { rows: usize, columns: usize },
    /// `side` rows of `side` latents whose first two components lie on a grid, the others at the prior's mean. Neighbours
    /// have the same share of the prior between them, so that the grid's image shows where samples are dense.
    Grid { side: usize },
}

impl Sampling {
    /// How many latents there are.
    pub fn count(self) -> usize {
        match self {
            Self::Fixed(count) | Self::Truncated { count, .. } => count,
            Self::GreatCircles { rows, columns } => rows * columns,
            Self::Grid { side } => side * side,
        }
    }
}

/// Draws the training steps' latents; its place is the number of batches drawn.
pub struct Latents {
    /// This process's share of every batch.
    pub share: Share,
    seed: u64,
    size: usize,
    prior: Prior,
    drawn: u64,
}

impl Latents {
    /// Latents as `recipe` draws them, `drawn` batches in; 0 is the start.
    pub fn new(recipe: &Recipe, drawn: u64) -> Self {
        Self {
            share: Share::WHOLE,
            seed: recipe.run.seed,
            size: recipe.generator.latent,
            prior: recipe.generator.prior,
            drawn,
        }
    }

    /// How many batches have been drawn.
    pub fn drawn(&self) -> u64 {
        self.drawn
    }

    /// This process's share of the next batch, which has `batch` latents in all: `[batch / processes, latent, 1, 1]`.
    pub fn next(&mut self, batch: usize) -> TensorData {
        let latents = self.share.of(self.draw(Purpose::Latents, self.drawn, batch));
        self.drawn += 1;
        TensorData::new(latents, [batch / self.share.processes, self.size, 1, 1])
    }

    /// The latents behind samples, round and round for so many `samples`, in batches of at most [`SAMPLE_BATCH`],
    /// `[batch, latent, 1, 1]`.
    pub fn for_samples(&self, sampling: Sampling, samples: usize) -> Vec<TensorData> {
        let latents = match sampling {
            Sampling::Fixed(count) => self.draw(Purpose::Samples, 0, count),
            Sampling::Truncated { count, bound } => self.truncated(count, bound),
            Sampling::GreatCircles { rows, columns } => {
                let ends = self.draw(Purpose::Samples, 0, 2 * rows);
                let circles = ends.chunks_exact(2 * self.size).map(|ends| ends.split_at(self.size));
                circles.flat_map(|(from, to)| self.between(from, to, columns)).collect()
            }
            Sampling::Grid { side } => self.grid(side),
        };
        let latents: Vec<f32> = latents.into_iter().cycle().take(samples * self.size).collect();
        self.in_batches(&latents)
    }

    fn draw(&self, purpose: Purpose, index: u64, batch: usize) -> Vec<f32> {
        self.components(&mut Rng::new(self.seed, purpose, index), batch * self.size)
    }

    /// `count` latents as of the sample grid, but for the components beyond `bound`.
    fn truncated(&self, count: usize, bound: f64) -> Vec<f32> {
        let mut rng = Rng::new(self.seed, Purpose::Samples, 0);
        let mut latents = self.components(&mut rng, count * self.size);
        let is_beyond = |component: f32| f64::from((component - self.mean()).abs()) > bound;
        for component in &mut latents {
            while is_beyond(*component) {
                *component = self.components(&mut rng, 1)[0];
            }
        }
        latents
    }

    /// The latents of [`Sampling::Grid`].
    fn grid(&self, side: usize) -> Vec<f32> {
        let places: Vec<_> =
            (0..side).map(|place| self.quantile((place as f64 + 0.5) / side as f64)).collect();
        let at = |row: usize, column: usize| {
            let mut latent = vec![self.mean(); self.size];
            for (component, place) in latent.iter_mut().zip([column, row]) {
                *component = places[place];
            }
            latent
        };
        (0..side).flat_map(|row| (0..side).flat_map(move |column| at(row, column))).collect()
    }

    /// The number below which a component lies with this `probability`, strictly between 0 and 1.
    fn quantile(&self, probability: f64) -> f32 {
        match self.prior {
            Prior::Uniform => 2.0 * probability as f32 - 1.0,
            Prior::Unit => probability as f32,
            Prior::Normal => normal_quantile(probability) as f32,
        }
    }

    /// How many components a latent has.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The prior's mean of every component.
    pub fn mean(&self) -> f32 {
        if self.prior == Prior::Unit { 0.5 } else { 0.0 }
    }

    /// The prior's standard deviation of every component.
    pub fn deviation(&self) -> f32 {
        match self.prior {
            Prior::Normal => 1.0,
            Prior::Uniform => 1.0 / f32::sqrt(3.0),
            Prior::Unit => 0.5 / f32::sqrt(3.0),
        }
    }

    /// Where a component lies: always under a uniform prior, and 997 times of a thousand under a normal one.
    pub fn range(&self) -> [f32; 2] {
        match self.prior {
            Prior::Normal => [-3.0, 3.0],
            Prior::Uniform => [-1.0, 1.0],
            Prior::Unit => [0.0, 1.0],
        }
    }

    /// `count` latents at even steps from one latent to another, as in [`Sampling::GreatCircles`]; at least 2.
    pub fn between(&self, from: &[f32], to: &[f32], count: usize) -> Vec<f32> {
        great_circle(from, to, self.mean(), count)
    }

    /// `latents` one after the other, in batches of at most [`SAMPLE_BATCH`], `[batch, latent, 1, 1]`.
    pub fn in_batches(&self, latents: &[f32]) -> Vec<TensorData> {
        let batches = latents.chunks(SAMPLE_BATCH * self.size);
        batches
            .map(|batch| TensorData::new(batch.to_vec(), [batch.len() / self.size, self.size, 1, 1]))
            .collect()
    }

    fn components(&self, rng: &mut Rng, count: usize) -> Vec<f32> {
        match self.prior {
            Prior::Uniform => rng.uniforms(count, -1.0, 1.0),
            Prior::Normal => rng.normals(count),
            Prior::Unit => rng.uniforms(count, 0.0, 1.0),
        }
    }
}

/// The number below which a standard normal lies with this `probability`, by halving an interval that holds it.
fn normal_quantile(probability: f64) -> f64 {
    let below = |x: f64| 0.5 * libm::erfc(-x / std::f64::consts::SQRT_2);
    let [mut low, mut high] = [-40.0, 40.0];
    for _ in 0..64 {
        let middle = 0.5 * (low + high);
        if below(middle) < probability { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

/// `count` latents at even steps along the great circle around `mean`, from one to the other; their distance from it
/// changes evenly, too.
fn great_circle(from: &[f32], to: &[f32], mean: f32, count: usize) -> Vec<f32> {
    let [from, to] = [from, to].map(|end| end.iter().map(|&x| f64::from(x - mean)).collect::<Vec<_>>());
    let dot = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(x, y)| x * y).sum::<f64>();
    let lengths = [&from, &to].map(|end| dot(end, end).sqrt().max(f64::MIN_POSITIVE));
    let angle = libm::acos((dot(&from, &to) / (lengths[0] * lengths[1])).clamp(-1.0, 1.0));
    let point = |t: f64| {
        // Between ends in one direction, or in opposite ones, which have no circle of their own, a straight line.
        let [a, b] = match libm::sin(angle) {
            sin if sin > 1e-6 => [libm::sin((1.0 - t) * angle) / sin, libm::sin(t * angle) / sin],
            _ => [1.0 - t, t],
        };
        let length = (1.0 - t) * lengths[0] + t * lengths[1];
        let [a, b] = [a * length / lengths[0], b * length / lengths[1]];
        from.iter().zip(&to).map(move |(x, y)| (a * x + b * y) as f32 + mean).collect::<Vec<_>>()
    };
    (0..count).flat_map(|place| point(place as f64 / (count - 1) as f64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipe::DEFAULT_DATA;

    fn latents(prior: Prior) -> Latents {
        Latents::new(&crate::zoo::ZOO[0].recipe(DEFAULT_DATA).latent(16).prior(prior), 0)
    }

    fn values(latents: &Latents, sampling: Sampling) -> Vec<f32> {
        let batches = latents.for_samples(sampling, sampling.count());
        batches.into_iter().flat_map(|batch| batch.try_into_vec::<f32>().unwrap()).collect()
    }

    #[test]
    fn truncated_latents_are_within_the_bound_and_others_stay_as_they_are() {
        for (prior, mean) in [(Prior::Normal, 0.0), (Prior::Uniform, 0.0), (Prior::Unit, 0.5)] {
            let latents = latents(prior);
            let plain = values(&latents, Sampling::Fixed(300));
            let bounded = values(&latents, Sampling::Truncated { count: 300, bound: 0.4 });
            assert_eq!(plain.len(), bounded.len());
            for (plain, bounded) in plain.iter().zip(bounded) {
                assert!((bounded - mean).abs() <= 0.4);
                assert!(plain == &bounded || (plain - mean).abs() > 0.4);
            }
        }
    }

    #[test]
    fn a_grid_has_the_same_share_of_the_prior_between_its_neighbours() {
        // Quartiles, octiles: of a standard normal from tables.
        assert!((normal_quantile(0.975) - 1.959_963_985).abs() < 1e-9);
        for (prior, middles) in [
            (Prior::Normal, [-1.150_349_4, -0.318_639_37, 0.318_639_37, 1.150_349_4]),
            (Prior::Uniform, [-0.75, -0.25, 0.25, 0.75]),
            (Prior::Unit, [0.125, 0.375, 0.625, 0.875]),
        ] {
            let latents = latents(prior);
            let grid = values(&latents, Sampling::Grid { side: 4 });
            assert_eq!(grid.len(), 16 * 16);
            for (at, latent) in grid.chunks(16).enumerate() {
                let expected = [middles[at % 4], middles[at / 4]];
                assert!(
                    latent
                        .iter()
                        .zip(expected)
                        .all(|(found, expected): (&f32, f32)| (found - expected).abs() < 1e-6)
                );
                assert!(latent[2..].iter().all(|component| *component == latents.mean()));
            }
        }
    }

    #[test]
    fn a_row_goes_from_one_latent_of_the_sample_grid_to_the_next_along_a_circle() {
        for prior in [Prior::Normal, Prior::Unit] {
            let latents = latents(prior);
            let ends = values(&latents, Sampling::Fixed(4));
            let rows = values(&latents, Sampling::GreatCircles { rows: 2, columns: 5 });
            let rows: Vec<_> = rows.chunks(16).collect();
            assert_eq!(rows.len(), 10);
            for (row, end) in [0, 4, 5, 9].into_iter().zip(ends.chunks(16)) {
                assert!(rows[row].iter().zip(end).all(|(x, y)| (x - y).abs() < 1e-5));
            }
            let from_mean = |row: &[f32]| {
                let mean = latents.mean();
                row.iter().map(|x| (x - mean).powi(2)).sum::<f32>().sqrt()
            };
            let [first, middle, last] = [0, 2, 4].map(|row| from_mean(rows[row]));
            assert!((middle - (first + last) / 2.0).abs() < 1e-4, "{first} {middle} {last}");
        }
    }

    #[test]
    fn between_a_latent_and_itself_there_is_nothing_else() {
        assert_eq!(great_circle(&[1.0, 2.0], &[1.0, 2.0], 0.0, 3), [1.0, 2.0, 1.0, 2.0, 1.0, 2.0]);
        assert!(great_circle(&[0.0, 0.0], &[1.0, 0.0], 0.0, 3).iter().all(|x| x.is_finite()));
    }
}
