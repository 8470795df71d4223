//! Mode coverage of points in the plane, by the protocol of PacGAN's code (Lin et al. 2017, arXiv:1712.04086).

use super::score::{Better, Score};
use crate::data::Mixture;
use std::collections::BTreeSet;

/// A sample is of high quality within this many standard deviations of a centre.
const DEVIATIONS: f64 = 3.0;
/// Samples that the protocol draws.
pub const SAMPLES: usize = 2500;

/// How well points cover a mixture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coverage {
    /// Modes with at least one sample of high quality.
    pub modes: usize,
    /// The share of samples of high quality, 0 to 1.
    pub high_quality: f64,
    /// The share of those that are of high quality and in the mode that was asked for; none where none was.
    pub asked: Option<f64>,
}

/// The coverage of `mixture` by `points`, x and y in turn; `asked` holds the place of the mode that each was asked for, or
/// nothing.
pub fn coverage(mixture: &Mixture, points: &[f32], asked: &[u16]) -> Coverage {
    let count = (points.len() / 2).max(1) as f64;
    let found: Vec<_> = points.chunks_exact(2).map(|point| mode_of(mixture, point)).collect();
    let reached: BTreeSet<_> = found.iter().flatten().collect();
    let right =
        found.iter().zip(asked).filter(|(found, asked)| **found == Some(usize::from(**asked))).count();
    Coverage {
        modes: reached.len(),
        high_quality: found.iter().flatten().count() as f64 / count,
        asked: (!asked.is_empty()).then(|| right as f64 / count),
    }
}

/// The share of a mixture's modes that points reach times the share of points of high quality: 0 to 1, and about 0.99 for
/// the data's own points. Neither alone would do: a point for each mode covers all, and a single mode hit by all is of high
/// quality.
pub struct CoverageScore(pub Mixture);

impl Score for CoverageScore {
    fn name(&self) -> &'static str {
        "score_coverage"
    }

    fn better(&self) -> Better {
        Better::Higher
    }

    fn samples(&self) -> usize {
        SAMPLES
    }

    fn method(&self) -> String {
        let Mixture { name, centres, .. } = &self.0;
        format!(
            "share of the {} modes of `{name}` reached x share of points within {DEVIATIONS} deviations of one",
            centres.len()
        )
    }

    fn of(&self, samples: &[f32]) -> f64 {
        if samples.iter().any(|value| !value.is_finite()) {
            return f64::NAN;
        }
        let found = coverage(&self.0, samples, &[]);
        found.modes as f64 / self.0.centres.len() as f64 * found.high_quality
    }
}

/// The place of the mode of which `point` is a sample of high quality.
fn mode_of(mixture: &Mixture, point: &[f32]) -> Option<usize> {
    let distance =
        |centre: &[f64; 2]| (f64::from(point[0]) - centre[0]).hypot(f64::from(point[1]) - centre[1]);
    let distances = mixture.centres.iter().map(distance).enumerate();
    let nearest = distances.min_by(|(_, one), (_, other)| one.total_cmp(other));
    nearest.filter(|(_, distance)| *distance < DEVIATIONS * mixture.sd).map(|(mode, _)| mode)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Dataset, Points};

    #[test]
    fn the_data_covers_every_mode_with_nearly_all_of_its_points() {
        for mixture in [Mixture::ring(), Mixture::grid()] {
            let data = Points::mixture(mixture.clone(), 1);
            let points = data.read(&(0..SAMPLES as u64).collect::<Vec<_>>()).unwrap().samples;
            let found = coverage(&mixture, &points, &[]);
            assert_eq!(found.modes, mixture.centres.len());
            // Of a normal distribution in the plane, 1 - exp(-9/2) = 98.9 % lie within three deviations.
            assert!((found.high_quality - 0.989).abs() < 0.01, "{found:?}");
        }
    }

    #[test]
    fn a_score_asks_for_all_modes_and_for_good_points() {
        let score = CoverageScore(Mixture::ring());
        let centres: Vec<_> = Mixture::ring().centres.into_iter().flatten().map(|x| x as f32).collect();
        assert_eq!(score.of(&centres), 1.0);
        assert_eq!(score.of(&centres[..2]), 0.125);
        assert_eq!(score.of(&[&centres[..2], &[0.0, 0.0]].concat()), 0.0625);
        assert!(score.of(&[f32::NAN; 2]).is_nan());
    }

    #[test]
    fn points_between_modes_are_of_no_quality_and_one_good_point_reaches_its_mode() {
        let points = [0.0, 0.0, 0.5, 0.5, 1.0, 0.029, 1.0, 0.031];
        let expected = |asked| Coverage { modes: 1, high_quality: 0.25, asked };
        assert_eq!(coverage(&Mixture::ring(), &points, &[]), expected(None));
        assert_eq!(coverage(&Mixture::ring(), &points, &[0, 0, 0, 0]), expected(Some(0.25)));
        assert_eq!(coverage(&Mixture::ring(), &points, &[0, 0, 1, 0]), expected(Some(0.0)));
    }
}
