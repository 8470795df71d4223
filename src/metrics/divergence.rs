//! How far generated points of the plane are from real ones: divergences between histograms of both.

/// Cells along a side of the grid.
pub const SIDE: usize = 20;
/// Room around the real points, as a part of their extent, on each side.
pub const MARGIN: f64 = 0.2;
/// What each cell's count is raised by for the Kullback-Leibler divergence, which one empty cell would make infinite.
pub const SMOOTHING: f64 = 0.5;

/// Divergences in nats: 0 where both histograms are the same.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Divergences {
    /// Kullback and Leibler's, of the real from the generated histogram, half a point added to each cell: large where real
    /// points have no generated ones near.
    pub kl: f64,
    /// Jensen and Shannon's, at most ln 2, of the histograms as they are.
    pub js: f64,
}

/// The divergences between `real` and `generated` points, x and y in turn, on a grid of [`SIDE`] x [`SIDE`] cells over a
/// square around the real ones; generated points outside of it share one more cell.
pub fn divergences(real: &[f32], generated: &[f32]) -> Divergences {
    let grid = Grid::around(real);
    let [real, generated] = [real, generated].map(|points| grid.counts(points));
    let [smooth_real, smooth_generated] = [&real, &generated].map(|counts| shares(counts, SMOOTHING));
    let [real, generated] = [real, generated].map(|counts| shares(&counts, 0.0));
    let middle: Vec<f64> = real.iter().zip(&generated).map(|(one, other)| (one + other) / 2.0).collect();
    Divergences {
        kl: kullback_leibler(&smooth_real, &smooth_generated),
        js: (kullback_leibler(&real, &middle) + kullback_leibler(&generated, &middle)) / 2.0,
    }
}

/// A square of cells.
struct Grid {
    lower: [f64; 2],
    side: f64,
}

impl Grid {
    /// The square in whose middle `points` lie, and [`MARGIN`] around them.
    fn around(points: &[f32]) -> Self {
        let mut low = [f64::INFINITY; 2];
        let mut high = [f64::NEG_INFINITY; 2];
        for point in points.as_chunks::<2>().0 {
            for (axis, &value) in point.iter().enumerate() {
                low[axis] = low[axis].min(value.into());
                high[axis] = high[axis].max(value.into());
            }
        }
        let side = (high[0] - low[0]).max(high[1] - low[1]).max(1e-6) * (1.0 + 2.0 * MARGIN);
        Self { lower: [0, 1].map(|axis| (low[axis] + high[axis] - side) / 2.0), side }
    }

    /// How many points lie in each cell, and last those in none.
    fn counts(&self, points: &[f32]) -> Vec<u64> {
        let mut counts = vec![0; SIDE * SIDE + 1];
        for point in points.as_chunks::<2>().0 {
            counts[self.cell(point)] += 1;
        }
        counts
    }

    fn cell(&self, point: &[f32; 2]) -> usize {
        let place = |axis: usize| {
            let place = (f64::from(point[axis]) - self.lower[axis]) / self.side * SIDE as f64;
            (0.0..SIDE as f64).contains(&place).then_some(place as usize)
        };
        match (place(0), place(1)) {
            (Some(column), Some(row)) => row * SIDE + column,
            _ => SIDE * SIDE,
        }
    }
}

/// Each cell's part of the whole, once `raised` is added to its count.
fn shares(counts: &[u64], raised: f64) -> Vec<f64> {
    let whole = counts.iter().sum::<u64>() as f64 + raised * counts.len() as f64;
    counts.iter().map(|&count| (count as f64 + raised) / whole).collect()
}

/// The sum of p ln(p / q), where p is not 0.
fn kullback_leibler(p: &[f64], q: &[f64]) -> f64 {
    p.iter().zip(q).filter(|(p, _)| **p > 0.0).map(|(p, q)| p * libm::log(p / q)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_no_way_from_itself_and_ln_two_from_what_shares_no_cell() {
        let corners = [0.0, 0.0, 1.0, 1.0];
        assert_eq!(divergences(&corners, &corners), Divergences { kl: 0.0, js: 0.0 });
        let far = [50.0, 50.0, -50.0, f32::NAN];
        assert!((divergences(&corners, &far).js - std::f64::consts::LN_2).abs() < 1e-12);
    }

    #[test]
    fn missing_one_of_two_modes_costs_what_the_closed_form_says() {
        let (real, generated) = ([0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 0.0, 0.0]);
        let Divergences { kl, js } = divergences(&real, &generated);
        // p = (1/2, 1/2), q = (1, 0), their mean (3/4, 1/4).
        let expected = 0.5 * (0.5 * (0.5f64 / 0.75).ln() + 0.5 * (0.5f64 / 0.25).ln() + (1.0f64 / 0.75).ln());
        assert!((js - expected).abs() < 1e-12, "{js} {expected}");
        // Both have 2 points and 401 cells: 1.5 and 1.5 against 2.5 and 0.5 of 202.5.
        let expected = 1.5 / 202.5 * ((1.5f64 / 2.5).ln() + (1.5f64 / 0.5).ln());
        assert!((kl - expected).abs() < 1e-12, "{kl} {expected}");
    }
}
