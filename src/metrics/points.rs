//! All that is measured of generated points of the plane, beside real ones.

use super::{
    divergence::{Divergences, divergences},
    features::Features,
    modes::{Coverage, coverage},
    prdc::{Border, NEIGHBOURS, Prdc, prdc},
};
use crate::data::Mixture;

/// The scores of a set of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointScores {
    /// Nothing where the data has no modes.
    pub coverage: Option<Coverage>,
    pub divergences: Divergences,
    /// Nothing where there are too few points, or not all are finite.
    pub shares: Option<Prdc>,
}

/// Scores `generated` points beside `real` ones, x and y in turn. `mixture` has the modes of the data, if any, and `asked`
/// the mode that each generated point was asked for, or nothing.
pub fn point_scores(
    mixture: Option<&Mixture>,
    real: &[f32],
    generated: &[f32],
    asked: &[u16],
) -> PointScores {
    let points = |set| Features::new(set, 2);
    let shares = points(real).and_then(|real| prdc(real, points(generated)?, NEIGHBOURS, Border::Outside));
    PointScores {
        coverage: mixture.map(|mixture| coverage(mixture, generated, asked)),
        divergences: divergences(real, generated),
        shares: shares.ok(),
    }
}
