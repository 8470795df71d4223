//! All that is measured of generated points of the plane, beside real ones.

use super::{
    divergence::{Divergences, divergences},
    modes::{Coverage, coverage},
    precision_recall::{NEIGHBOURS, PrecisionRecall, precision_recall},
};
use crate::data::Mixture;

/// The scores of a set of points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointScores {
    /// Nothing where the data has no modes.
    pub coverage: Option<Coverage>,
    pub divergences: Divergences,
    /// Nothing where there are too few points.
    pub shares: Option<PrecisionRecall>,
}

/// Scores `generated` points beside `real` ones, x and y in turn. `mixture` has the modes of the data, if any, and `asked`
/// the mode that each generated point was asked for, or nothing.
pub fn point_scores(
    mixture: Option<&Mixture>,
    real: &[f32],
    generated: &[f32],
    asked: &[u16],
) -> PointScores {
    PointScores {
        coverage: mixture.map(|mixture| coverage(mixture, generated, asked)),
        divergences: divergences(real, generated),
        shares: precision_recall(real, generated, 2, NEIGHBOURS),
    }
}
