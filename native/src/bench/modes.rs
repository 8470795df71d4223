//! `saddle bench modes`: every variant on the ring and the grid, over several seeds.
//!
//! One such run is too small for more than one core, so all runs share the cores between them.

use super::{
    table::{self, Format, Row, mean_and_deviation},
    variants,
};
use crate::{args::BenchModes, failure::note};
use anyhow::Result;
use burn::tensor::Device;
use pollster::block_on;
use rayon::prelude::*;
use saddle::{
    data::{self, Mixture},
    metrics::modes::{Coverage, SAMPLES, coverage},
    recipe::{DataName, Recipe},
    session::{Session, Weights},
    zoo::Variant,
};
use serde::Serialize;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What others printed for variants of the zoo: modes covered of 8 and of 25, and good points in percent.
///
/// GAN: Lin et al. 2017 (PacGAN, arXiv:1712.04086), Table 1, larger nets and 400,000 steps. WGAN-GP: Elfeki et al.
/// 2018 (GDPP, arXiv:1812.00068), whose ring has two of its eight modes in one place.
const PUBLISHED: [(&str, [&str; 2]); 2] = [
    ("vanilla", ["6.3 / 98.2 (PacGAN)", "17.3 / 94.8 (PacGAN)"]),
    ("wgan_gp", ["6.8 / 59.6 (GDPP)", "24.2 / 28.7 (GDPP)"]),
];

/// A mixture to be learnt.
struct Ground {
    data: DataName,
    name: &'static str,
    mixture: fn() -> Mixture,
}

const GROUNDS: [Ground; 2] = [
    Ground { data: DataName::Ring, name: "ring", mixture: Mixture::ring },
    Ground { data: DataName::Grid, name: "grid", mixture: Mixture::grid },
];

/// A variant on one mixture.
#[derive(Debug, Serialize)]
struct Figure {
    variant: &'static str,
    data: &'static str,
    /// Of how many modes.
    of: usize,
    /// Modes covered: mean and standard deviation over the seeds.
    modes: [f64; 2],
    /// The share of good points in percent, likewise.
    high_quality: [f64; 2],
    published: Option<&'static str>,
    /// Why there is no figure: the first seed's reason.
    refused: Option<String>,
}

impl Row for Figure {
    const TITLES: &'static [&'static str] =
        &["variant", "data", "modes", "high quality %", "published modes / %"];

    fn cells(&self) -> Vec<String> {
        let mut cells = vec![self.variant.to_owned(), self.data.to_owned()];
        match &self.refused {
            Some(reason) => cells.extend([reason.clone(), "-".to_owned()]),
            None => {
                let [mean, deviation] = self.modes;
                cells.push(format!("{mean:.1} ± {deviation:.1} of {}", self.of));
                let [mean, deviation] = self.high_quality;
                cells.push(format!("{mean:.1} ± {deviation:.1}"));
            }
        }
        cells.push(self.published.unwrap_or("-").to_owned());
        cells
    }
}

/// Trains and measures everything that was asked for.
pub fn bench(options: &BenchModes) -> Result<()> {
    let variants = variants(&options.variants);
    let seeds = 1..=options.seeds;
    let rows: Vec<_> =
        variants.iter().flat_map(|&variant| (0..2).map(move |place| (variant, place))).collect();
    let runs: Vec<_> = rows.iter().flat_map(|&row| seeds.clone().map(move |seed| (row, seed))).collect();
    let (all, done) = (runs.len(), AtomicUsize::new(0));
    let found: Vec<saddle::Result<Coverage>> = runs
        .into_par_iter()
        .map(|((variant, place), seed)| {
            let found = run(variant, place, seed, options.steps);
            let done = 1 + done.fetch_add(1, Ordering::Relaxed);
            note(format_args!(
                "{done} of {all}: {} on the {}, seed {seed}",
                variant.name, GROUNDS[place].name
            ));
            found
        })
        .collect();
    let figures: Vec<_> = rows
        .iter()
        .zip(found.chunks(options.seeds as usize))
        .map(|(&(variant, place), found)| figure(variant, place, found))
        .collect();
    let shifting = variants.iter().any(|variant| (variant.recipe)().consistency > 0.0);
    let protocol = format!(
        "Each variant's own settings on fully connected nets, {} steps, seeds 1 to {}; {SAMPLES} points from the \
         averaged generator, good within 3 standard deviations of a mode, which one good point covers (PacGAN's \
         protocol, on nets and a budget of ours). Mean ± standard deviation.{}",
        options.steps,
        options.seeds,
        if shifting { " CR-GAN without its consistency, which is for images, is SNGAN." } else { "" }
    );
    table::write(&figures, &protocol, Format::of(options.json, options.markdown))
}

fn figure(variant: &Variant, place: usize, found: &[saddle::Result<Coverage>]) -> Figure {
    let refused = found.iter().find_map(|found| found.as_ref().err());
    let found: Vec<_> = found.iter().flatten().collect();
    let modes: Vec<_> = found.iter().map(|found| found.modes as f64).collect();
    let high_quality: Vec<_> = found.iter().map(|found| 100.0 * found.high_quality).collect();
    Figure {
        variant: variant.name,
        data: GROUNDS[place].name,
        of: (GROUNDS[place].mixture)().centres.len(),
        modes: mean_and_deviation(&modes),
        high_quality: mean_and_deviation(&high_quality),
        published: PUBLISHED.iter().find(|(known, _)| *known == variant.name).map(|(_, rows)| rows[place]),
        refused: refused.map(ToString::to_string),
    }
}

fn run(variant: &Variant, place: usize, seed: u64, steps: u64) -> saddle::Result<Coverage> {
    let Ground { data, mixture, .. } = GROUNDS[place];
    let mut session =
        Session::new(recipe(variant, data, seed), data::open(data, seed, None)?, &Device::flex())?;
    (0..steps).for_each(|_| session.step());
    block_on(session.read())?;
    let points = block_on(session.sample(SAMPLES, Weights::Averaged))?;
    Ok(coverage(&mixture(), &points.values))
}

/// The variant's settings for points: those that compare an image with its shifted copy are left out.
fn recipe(variant: &Variant, data: DataName, seed: u64) -> Recipe {
    (variant.recipe)().data(data).seed(seed).consistency(0.0).generated_consistency(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle::zoo::ZOO;

    #[test]
    fn every_variant_has_settings_for_points() {
        for variant in ZOO {
            recipe(variant, DataName::Ring, 1)
                .check()
                .unwrap_or_else(|error| panic!("{}: {error}", variant.name));
        }
    }

    #[test]
    fn a_row_without_figures_gives_the_reason() {
        let refused = || Err(saddle::Error::Diverged { term: "loss_d", step: 3, value: f32::NAN });
        let row = figure(ZOO[0], 1, &[refused(), Ok(Coverage { modes: 2, high_quality: 0.5 })]);
        assert!(row.cells()[2].contains("loss_d"), "{row:?}");
        let row = figure(ZOO[0], 0, &[Ok(Coverage { modes: 2, high_quality: 0.5 })]);
        assert_eq!(row.cells()[2..], ["2.0 ± 0.0 of 8", "50.0 ± 0.0", "6.3 / 98.2 (PacGAN)"]);
    }
}
