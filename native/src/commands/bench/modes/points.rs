//! The modes of the ring and of the grid.
//!
//! One such run is too small to use several cores, so the runs are spread over them.

use crate::{
    args::BenchModes,
    commands::bench::{
        check,
        table::{self, Format, Row, mean_and_deviation},
        variants,
    },
    system::failure::note,
};
use anyhow::{Context as _, Result};
use burn::tensor::Device;
use pollster::block_on;
use rayon::prelude::*;
use saddle::{
    classes::Classes,
    data,
    metrics::modes::{Coverage, SAMPLES, coverage},
    recipe::{Choice as _, DataName},
    session::{Session, Weights},
    zoo::Variant,
};
use serde::Serialize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Published figures for variants of the zoo: modes covered of 8 and of 25, and good points in percent.
///
/// GAN: Lin et al. 2017 (PacGAN, arXiv:1712.04086), Table 1, larger nets and 400,000 steps. WGAN-GP: Elfeki et al.
/// 2018 (GDPP, arXiv:1812.00068), whose ring has two of its eight modes in one place.
const PUBLISHED: [(&str, [&str; 2]); 2] = [
    ("vanilla", ["6.3 / 98.2 (PacGAN)", "17.3 / 94.8 (PacGAN)"]),
    ("wgan_gp", ["6.8 / 59.6 (GDPP)", "24.2 / 28.7 (GDPP)"]),
];

/// The data sets whose modes are counted, in the order of [`PUBLISHED`].
const DATASETS: [DataName; 2] = [DataName::Ring, DataName::Grid];

/// A variant on one mixture.
#[derive(Debug, Serialize)]
struct Figure {
    variant: &'static str,
    data: &'static str,
    /// The number of modes in the data.
    of: usize,
    /// With the raw weights of the last step, as in the published figures.
    raw: Summary,
    /// With their moving average.
    ema: Summary,
    published: Option<&'static str>,
    /// Why there are no figures: the first error.
    refused: Option<String>,
}

/// Coverage over the seeds: mean and standard deviation of modes covered, and in percent of good points and of those in the
/// mode that was asked for.
#[derive(Debug, Serialize)]
struct Summary {
    modes: [f64; 2],
    high_quality: [f64; 2],
    /// Points in the mode that was asked for, of a conditional variant.
    asked: Option<[f64; 2]>,
}

impl Summary {
    fn of(found: &[Coverage]) -> Self {
        let modes: Vec<_> = found.iter().map(|found| found.modes as f64).collect();
        let high_quality: Vec<_> = found.iter().map(|found| 100.0 * found.high_quality).collect();
        let asked: Option<Vec<_>> = found.iter().map(|found| Some(100.0 * found.asked?)).collect();
        Self {
            modes: mean_and_deviation(&modes),
            high_quality: mean_and_deviation(&high_quality),
            asked: asked.map(|asked| mean_and_deviation(&asked)),
        }
    }

    fn cells(&self) -> [String; 3] {
        let text = |[mean, deviation]: [f64; 2]| format!("{mean:.1} ± {deviation:.1}");
        [text(self.modes), text(self.high_quality), self.asked.map_or("-".to_owned(), text)]
    }
}

/// What one run reached, with the raw weights and with their moving average.
type Found = [Coverage; 2];

impl Row for Figure {
    const TITLES: &'static [&'static str] = &[
        "variant",
        "data",
        "modes",
        "good %",
        "as asked %",
        "EMA: modes",
        "good %",
        "as asked %",
        "published modes / %",
    ];

    fn cells(&self) -> Vec<String> {
        let mut cells = vec![self.variant.to_owned(), format!("{}, {}", self.data, self.of)];
        match &self.refused {
            Some(reason) => cells.extend([reason, "-", "-", "-", "-", "-"].map(str::to_owned)),
            None => cells.extend([self.raw.cells(), self.ema.cells()].concat()),
        }
        cells.push(self.published.unwrap_or("-").to_owned());
        cells
    }
}

/// Trains and measures everything that was asked for.
pub fn bench(options: &BenchModes) -> Result<()> {
    check(&options.zoo, DATASETS[0].name())?;
    let variants = variants(&options.zoo);
    let seeds = 1..=options.seeds;
    let rows: Vec<_> =
        variants.iter().flat_map(|&variant| (0..2).map(move |place| (variant, place))).collect();
    let runs: Vec<_> = rows.iter().flat_map(|&row| seeds.clone().map(move |seed| (row, seed))).collect();
    let (all, done) = (runs.len(), AtomicUsize::new(0));
    let found: Vec<Result<Found>> = runs
        .into_par_iter()
        .map(|((variant, place), seed)| {
            let found = run(variant, place, seed, options);
            let done = 1 + done.fetch_add(1, Ordering::Relaxed);
            note(format_args!(
                "{done} of {all}: {} on the {}, seed {seed}",
                variant.name,
                DATASETS[place].name()
            ));
            found
        })
        .collect();
    let figures: Vec<_> = rows
        .iter()
        .zip(found.chunks(options.seeds as usize))
        .map(|(&(variant, place), found)| figure(variant, place, found))
        .collect();
    let protocol = format!(
        "Each variant's own settings for points{}, {} steps, seeds 1 to {}; {SAMPLES} points of \
         the generator, and of its moving average (EMA); good within 3 standard deviations of a mode, which one good \
         point covers (PacGAN's protocol, on nets and a budget of ours); of conditional variants, asked for the modes in turn, \
         also good points of the mode asked for. Mean ± standard deviation.",
        options.zoo.settings.in_words(),
        options.steps,
        options.seeds,
    );
    table::write(&figures, &protocol, Format::of(options.zoo.json, options.zoo.markdown))
}

fn figure(variant: &Variant, place: usize, found: &[Result<Found>]) -> Figure {
    let refused = found.iter().find_map(|found| found.as_ref().err());
    let found: Vec<&Found> = found.iter().flatten().collect();
    let summary = |which: usize| Summary::of(&found.iter().map(|found| found[which]).collect::<Vec<_>>());
    Figure {
        variant: variant.name,
        data: DATASETS[place].name(),
        of: data::mixture(DATASETS[place]).map_or(0, |mixture| mixture.centres.len()),
        raw: summary(0),
        ema: summary(1),
        published: PUBLISHED.iter().find(|(known, _)| *known == variant.name).map(|(_, rows)| rows[place]),
        refused: refused.map(ToString::to_string),
    }
}

fn run(variant: &'static Variant, place: usize, seed: u64, options: &BenchModes) -> Result<Found> {
    let dataset = DATASETS[place];
    let mixture = data::mixture(dataset).context("the data has no modes to count")?;
    let recipe =
        options.zoo.settings.recipe(variant, &[("data", dataset.name()), ("seed", &seed.to_string())])?;
    let data = data::open(&recipe, None)?;
    let mut session = Session::new(recipe, data, &Device::flex())?;
    (0..options.steps).try_for_each(|_| session.step())?;
    block_on(session.read())?;
    let measure = |weights| -> Result<Coverage> {
        let points = block_on(session.sample(SAMPLES, weights, &Classes::InTurn))?;
        Ok(coverage(&mixture, &points.values, &points.labels))
    };
    Ok([measure(Weights::Raw)?, measure(Weights::Ema)?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle::zoo::ZOO;

    #[test]
    fn a_row_without_figures_gives_the_reason() {
        let refused =
            || Err(saddle::Error::Diverged { term: "loss_d".into(), step: 3, value: f32::NAN }.into());
        let found = || {
            Ok([(2, 0.5, None), (1, 0.25, Some(0.2))].map(|(modes, high_quality, asked)| Coverage {
                modes,
                high_quality,
                asked,
            }))
        };
        let row = figure(ZOO[0], 1, &[refused(), found()]).cells();
        assert!(row[2].contains("loss_d") && row.len() == Figure::TITLES.len(), "{row:?}");
        let row = figure(ZOO[0], 0, &[found()]).cells();
        let expected = [
            "ring, 8",
            "2.0 ± 0.0",
            "50.0 ± 0.0",
            "-",
            "1.0 ± 0.0",
            "25.0 ± 0.0",
            "20.0 ± 0.0",
            "6.3 / 98.2 (PacGAN)",
        ];
        assert_eq!(row[1..], expected);
    }
}
