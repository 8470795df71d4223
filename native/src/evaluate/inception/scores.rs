//! The scores of what Inception saw in generated pictures beside real ones, each with its whole protocol.

use super::{Keep, Seen};
use crate::system::failure::usage;
use anyhow::{Context as _, Result};
use clap::ValueEnum;
use saddle::metrics::{
    features::Features,
    frechet::Moments,
    inception::{CLASSES, FEATURES, resize::Resizer},
    inception_score::{MeanDeviation, Order, SPLITS, inception_score},
    kid::{self, SEED, SUBSET_SIZE, SUBSETS},
    prdc::{Border, NEIGHBOURS, NEIGHBOURS_OF_DENSITY, Prdc, prdc},
};
use serde::Serialize;

/// A score, or several that are found together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Metric {
    /// Fréchet Inception Distance
    Fid,
    /// Kernel Inception Distance
    Kid,
    /// Inception Score
    Is,
    /// Precision and recall, density and coverage
    Prdc,
}

impl Metric {
    pub const ALL: [Self; 4] = [Self::Fid, Self::Kid, Self::Is, Self::Prdc];

    /// What must be kept of pictures for some of `metrics`.
    pub fn keep(metrics: &[Self]) -> Keep {
        Keep {
            features: metrics.iter().any(|metric| matches!(metric, Self::Kid | Self::Prdc)),
            logits: metrics.contains(&Self::Is),
        }
    }

    /// Whether the mean and covariance of the real pictures do.
    pub fn needs_no_real_pictures(self) -> bool {
        matches!(self, Self::Fid | Self::Is)
    }

    /// The fewest pictures of a set that have it.
    fn fewest(self, neighbours: Option<usize>) -> usize {
        match self {
            Self::Fid | Self::Kid => 2,
            Self::Is => SPLITS,
            Self::Prdc => neighbours.unwrap_or(NEIGHBOURS_OF_DENSITY) + 1,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Fid => "fid",
            Self::Kid => "kid",
            Self::Is => "is",
            Self::Prdc => "prdc",
        }
    }
}

/// Refuses `metrics` for which there are too few pictures, before hours go into their features. There may be no real pictures.
pub fn check(
    metrics: &[Metric],
    generated: usize,
    real: Option<usize>,
    neighbours: Option<usize>,
) -> Result<()> {
    for metric in metrics {
        let sets = [Some(generated), real.filter(|_| *metric != Metric::Is)];
        let (count, fewest) =
            (sets.into_iter().flatten().min().unwrap_or(generated), metric.fewest(neighbours));
        if count < fewest {
            let name = metric.name();
            return Err(usage(format_args!(
                "{name} takes {fewest} pictures or more of a set, and there are {count}; leave it out with --metrics"
            )));
        }
    }
    Ok(())
}

/// One score, with all that another must share to compare with it.
#[derive(Debug, Serialize)]
pub struct Figure {
    pub metric: &'static str,
    pub value: f64,
    /// Over subsets or splits.
    pub deviation: Option<f64>,
    /// How many pictures were generated, and how many were real, where the score takes any and their number is known.
    pub generated: usize,
    pub real: Option<usize>,
    pub resizer: &'static str,
    /// SHA-256 of the net's weights.
    pub weights: String,
    pub settings: String,
}

/// The real pictures, or what is known of them.
pub enum Real {
    Seen(Seen),
    Statistics(Moments),
    /// For the Inception Score there need be none.
    None,
}

/// Generated pictures beside real ones.
pub struct Comparison {
    pub generated: Seen,
    pub real: Real,
    pub resizer: Resizer,
    /// SHA-256 of the net's weights.
    pub weights: String,
    /// Neighbours for precision, recall, density and coverage, where the papers' own are not wanted.
    pub neighbours: Option<usize>,
}

impl Comparison {
    /// The figures of `metric`.
    ///
    /// # Errors
    /// Scores for which there are too few pictures, or no real ones.
    pub fn figures(&self, metric: Metric) -> Result<Vec<Figure>> {
        let figures = match metric {
            Metric::Fid => self.fid(),
            Metric::Kid => self.kid(),
            Metric::Is => self.inception_score(),
            Metric::Prdc => self.prdc(),
        };
        figures.with_context(|| metric.name())
    }

    fn fid(&self) -> Result<Vec<Figure>> {
        let (real, count) = match &self.real {
            Real::Statistics(moments) => (moments, None),
            _ => (&self.seen()?.moments, Some(self.seen()?.count)),
        };
        let distance = self.generated.moments.distance(real)?;
        Ok(vec![self.figure("fid", distance, None, count, "covariance over N - 1".into())])
    }

    fn kid(&self) -> Result<Vec<Figure>> {
        let real = self.seen()?;
        let size = SUBSET_SIZE.min(self.generated.count).min(real.count);
        let [one, other] = [&self.generated, real].map(|seen| Features::new(&seen.features, FEATURES));
        let MeanDeviation { mean, deviation } = kid::kid(one?, other?, SUBSETS, size, SEED)?;
        let settings = format!("{SUBSETS} subsets of {size}, seed {SEED}");
        Ok(vec![self.figure("kid", mean, Some(deviation), Some(real.count), settings)])
    }

    /// As torch-fidelity takes it, and as the paper's code does.
    fn inception_score(&self) -> Result<Vec<Figure>> {
        let logits = Features::new(&self.generated.logits, CLASSES)?;
        let score = |name, order, settings: &str| -> Result<_> {
            let MeanDeviation { mean, deviation } = inception_score(logits, SPLITS, order)?;
            Ok(self.figure(name, mean, Some(deviation), None, format!("{SPLITS} splits, {settings}")))
        };
        Ok(vec![
            score("is", Order::Shuffled(SEED), &format!("shuffled by seed {SEED}"))?,
            score("is_in_order", Order::Given, "pictures in order")?,
        ])
    }

    fn prdc(&self) -> Result<Vec<Figure>> {
        let real = self.seen()?;
        let of = |k, border| {
            let [real, generated] =
                [real, &self.generated].map(|seen| Features::new(&seen.features, FEATURES));
            prdc(real?, generated?, k, border)
        };
        let figure = |name, value, k: usize, borders: &str| {
            self.figure(name, value, None, Some(real.count), format!("k = {k}, borders {borders}"))
        };
        let k = self.neighbours.unwrap_or(NEIGHBOURS);
        let Prdc { precision, recall, .. } = of(k, Border::Inside)?;
        let more = self.neighbours.unwrap_or(NEIGHBOURS_OF_DENSITY);
        let Prdc { density, coverage, .. } = of(more, Border::Outside)?;
        Ok(vec![
            figure("precision", precision, k, "included"),
            figure("recall", recall, k, "included"),
            figure("density", density, more, "excluded"),
            figure("coverage", coverage, more, "excluded"),
        ])
    }

    fn seen(&self) -> Result<&Seen> {
        match &self.real {
            Real::Seen(seen) => Ok(seen),
            _ => Err(usage("it compares with real pictures; name their folder")),
        }
    }

    fn figure(
        &self,
        metric: &'static str,
        value: f64,
        deviation: Option<f64>,
        real: Option<usize>,
        settings: String,
    ) -> Figure {
        Figure {
            metric,
            value,
            deviation,
            generated: self.generated.count,
            real,
            resizer: self.resizer.name(),
            weights: self.weights.clone(),
            settings,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A few pictures whose features are drawn by hand.
    fn seen(count: usize, shift: f32) -> Seen {
        let value = |at: usize| ((at * at % 1009) as f32) / 1009.0 + shift;
        let features: Vec<f32> = (0..count * FEATURES).map(value).collect();
        let logits = (0..count * CLASSES).map(value).collect();
        let moments = Moments::of(Features::new(&features, FEATURES).unwrap());
        Seen { count, moments, features, logits }
    }

    fn comparison(real: Real) -> Comparison {
        let (resizer, weights) = (Resizer::PytorchFid, "6726825d00".to_owned());
        Comparison { generated: seen(12, 0.0), real, resizer, weights, neighbours: None }
    }

    #[test]
    fn every_figure_says_its_protocol() {
        let comparison = comparison(Real::Seen(seen(11, 0.25)));
        let rows: Vec<_> =
            Metric::ALL.into_iter().flat_map(|metric| comparison.figures(metric).unwrap()).collect();
        let row = |name: &str| rows.iter().find(|row| row.metric == name).unwrap();
        // The same numbers a quarter higher each, but for one sample.
        let fid = row("fid");
        assert!(fid.value >= 128.0 && fid.deviation.is_none());
        assert_eq!((fid.generated, fid.real), (12, Some(11)));
        assert_eq!(
            (fid.resizer, &fid.weights[..], &fid.settings[..]),
            ("pytorch-fid", "6726825d00", "covariance over N - 1")
        );
        assert_eq!(row("kid").settings, "100 subsets of 11, seed 2020");
        assert!(row("is").real.is_none() && row("is").deviation.is_some());
        assert_eq!(row("recall").settings, "k = 3, borders included");
        assert_eq!(row("coverage").settings, "k = 5, borders excluded");
    }

    #[test]
    fn statistics_serve_for_fid_alone() {
        let real = seen(11, 0.25);
        let of_pictures = comparison(Real::Seen(real)).figures(Metric::Fid).unwrap();
        let comparison = comparison(Real::Statistics(seen(11, 0.25).moments));
        let fid = comparison.figures(Metric::Fid).unwrap();
        assert_eq!((fid[0].value, fid[0].real), (of_pictures[0].value, None));
        let problem = format!("{:#}", comparison.figures(Metric::Kid).unwrap_err());
        assert!(problem.contains("kid: it compares with real pictures"), "{problem}");
    }

    #[test]
    fn too_few_pictures_are_refused_before_any_work() {
        let problem = |generated, real, neighbours| {
            check(&Metric::ALL, generated, real, neighbours).unwrap_err().to_string()
        };
        assert!(
            problem(1, Some(50), None).contains("fid takes 2 pictures or more of a set, and there are 1")
        );
        assert!(problem(9, Some(50), None).contains("is takes 10 pictures"));
        assert!(
            problem(50, Some(5), None).contains("prdc takes 6 pictures or more of a set, and there are 5")
        );
        assert!(problem(50, Some(50), Some(50)).contains("prdc takes 51"));
        assert!(check(&Metric::ALL, 10, Some(6), None).is_ok());
    }
}
