//! The thousand modes of stacked MNIST: one run after the other, each as fast as the device makes it.

use crate::{
    args::BenchModes,
    commands::bench::{
        check,
        table::{self, Format, Row, mean_and_deviation},
        variants,
    },
    data::mnist::{self, Split},
    evaluate::classifier,
    pictures,
    system::{
        device,
        failure::note,
        files::{sha256, write_whole},
    },
};
use anyhow::{Context as _, Result};
use burn::tensor::Device;
use pollster::block_on;
use saddle::{
    classes::Classes,
    data::{Dataset as _, Stacked},
    metrics::{
        classifier::Classifier,
        stacked::{SAMPLES, StackedCoverage, stacked_coverage},
    },
    recipe::{Choice as _, DataName, Recipe},
    session::{Session, Weights},
    zoo::Variant,
};
use serde::Serialize;
use std::fs;

/// Published modes, and KL(generated ‖ real) in nats, by variant and samples a judgement.
///
/// DCGAN, alone and packed: Lin et al. 2017 (PacGAN, arXiv:1712.04086), which repeats the first from VEEGAN
/// (arXiv:1705.07761) and has an own one. The others: Elfeki et al. 2018 (GDPP, arXiv:1812.00068).
const PUBLISHED: [(&str, usize, &str); 7] = [
    ("dcgan", 1, "99 / 3.40 (VEEGAN), 78.9 / 4.50 (PacGAN)"),
    ("dcgan", 2, "1000 / 0.06 (PacGAN2)"),
    ("dcgan", 3, "1000 / 0.06 (PacGAN3)"),
    ("dcgan", 4, "1000 / 0.07 (PacGAN4)"),
    ("wgan_gp", 1, "995 / 0.148 (GDPP)"),
    ("wgan", 1, "961 / 0.140 (GDPP)"),
    ("vae", 1, "341 / 2.409 (GDPP)"),
];

/// Between two looks at whether a run has diverged.
const READ_EVERY: u64 = 100;

/// A variant's coverage; or that of real stacks, for comparison.
#[derive(Debug, Default, Serialize)]
struct Figure {
    variant: &'static str,
    /// With the raw weights of the last step, as in the published figures.
    raw: Option<Summary>,
    /// With their moving average.
    ema: Option<Summary>,
    published: Option<&'static str>,
    /// Why there are no figures: the first error.
    refused: Option<String>,
}

/// Coverage over the seeds: mean and standard deviation.
#[derive(Debug, Serialize)]
struct Summary {
    modes: [f64; 2],
    kl: [f64; 2],
    /// Samples of the class that was asked for in percent, of a conditional variant.
    asked: Option<[f64; 2]>,
}

impl Summary {
    /// Nothing where nothing was found.
    fn of(found: &[StackedCoverage]) -> Option<Self> {
        let over_seeds = |value: fn(&StackedCoverage) -> Option<f64>| -> Option<[f64; 2]> {
            let values: Vec<f64> = found.iter().map(value).collect::<Option<_>>()?;
            (!values.is_empty()).then(|| mean_and_deviation(&values))
        };
        Some(Self {
            modes: over_seeds(|found| Some(found.modes as f64))?,
            kl: over_seeds(|found| Some(found.kl))?,
            asked: over_seeds(|found| found.asked.map(|share| 100.0 * share)),
        })
    }

    fn cells(summary: Option<&Self>) -> [String; 3] {
        let text = |values: Option<[f64; 2]>, decimals: usize| match values {
            Some([mean, deviation]) => format!("{mean:.decimals$} ± {deviation:.decimals$}"),
            None => "-".to_owned(),
        };
        let of = |value: fn(&Self) -> Option<[f64; 2]>| summary.and_then(value);
        [text(of(|all| Some(all.modes)), 1), text(of(|all| Some(all.kl)), 3), text(of(|all| all.asked), 1)]
    }
}

impl Row for Figure {
    const TITLES: &'static [&'static str] =
        &["variant", "modes", "KL", "as asked %", "EMA: modes", "KL", "as asked %", "published modes / KL"];

    fn cells(&self) -> Vec<String> {
        let mut cells = vec![self.variant.to_owned()];
        cells.extend([Summary::cells(self.raw.as_ref()), Summary::cells(self.ema.as_ref())].concat());
        if let Some(reason) = &self.refused {
            cells[1].clone_from(reason);
        }
        cells.push(self.published.unwrap_or("-").to_owned());
        cells
    }
}

/// Trains and measures every variant that was asked for.
pub fn bench(options: &BenchModes) -> Result<()> {
    check(&options.zoo, DataName::Stacked.name())?;
    let device = device::open(options.device)?;
    let evaluator = Evaluator { classifier: classifier::committed(&device)?, device };
    if let Some(folder) = &options.out {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let real = stacks(options, 1)?.read(&(0..SAMPLES as u64).collect::<Vec<_>>())?;
    let real = evaluator.coverage(&real.samples, &real.labels);
    let mut figures = vec![Figure { variant: "real stacks", raw: Summary::of(&[real]), ..Figure::default() }];
    for variant in variants(&options.zoo) {
        let found: Vec<_> = (1..=options.seeds).map(|seed| run(variant, seed, options, &evaluator)).collect();
        let recipe = recipe(variant, 1, options);
        figures.push(figure(variant, recipe.map_or(1, |recipe| recipe.discriminator.pack), &found));
    }
    let protocol = format!(
        "Each variant's own settings{} on 128,000 stacks of MNIST's training digits, {} steps, seeds 1 to {}; {SAMPLES} \
         samples of the generator, and of its moving average (EMA), the digit in each channel named by our classifier \
         (SHA-256 {}): modes with a sample, of 1,000, and KL(generated || uniform) in nats, which even samples of this \
         number bring to 0.019; of conditional variants, asked for the classes in turn, also samples of the class asked \
         for. Mean ± standard deviation.",
        options.zoo.settings.in_words(),
        options.steps,
        options.seeds,
        sha256(classifier::WEIGHTS)?
    );
    table::write(&figures, &protocol, Format::of(options.zoo.json, options.zoo.markdown))
}

fn stacks(options: &BenchModes, seed: u64) -> Result<Stacked> {
    Ok(Stacked::new(mnist::open(options.data_dir.as_deref(), Split::Training)?, seed)?)
}

/// What one run reached, with the raw weights and with their moving average.
type Found = [StackedCoverage; 2];

fn figure(variant: &Variant, pack: usize, found: &[Result<Found>]) -> Figure {
    let refused = found.iter().find_map(|found| found.as_ref().err());
    let found: Vec<&Found> = found.iter().flatten().collect();
    let summary = |which: usize| Summary::of(&found.iter().map(|found| found[which]).collect::<Vec<_>>());
    let published = PUBLISHED.iter().find(|(known, packed, _)| (*known, *packed) == (variant.name, pack));
    Figure {
        variant: variant.name,
        raw: summary(0),
        ema: summary(1),
        published: published.map(|(.., row)| *row),
        refused: refused.map(ToString::to_string),
    }
}

fn recipe(variant: &'static Variant, seed: u64, options: &BenchModes) -> Result<Recipe> {
    let [name, seed] = [DataName::Stacked.name(), &seed.to_string()];
    options.zoo.settings.recipe(variant, &[("data", name), ("seed", seed)])
}

fn run(variant: &'static Variant, seed: u64, options: &BenchModes, evaluator: &Evaluator) -> Result<Found> {
    let mut session =
        Session::new(recipe(variant, seed, options)?, Box::new(stacks(options, seed)?), &evaluator.device)?;
    note(format_args!("{}, seed {seed}: {} steps", variant.name, options.steps));
    while session.steps() < options.steps {
        session.step()?;
        if session.steps() % READ_EVERY == 0 || session.steps() == options.steps {
            block_on(session.read())?;
        }
    }
    if let Some(folder) = &options.out {
        let path = folder.join(format!("{}-{seed}.png", variant.name));
        write_whole(&path, &pictures::of_training(&session)?)?;
    }
    let measure = |weights| -> Result<StackedCoverage> {
        let samples = block_on(session.sample(SAMPLES, weights, &Classes::InTurn))?;
        Ok(evaluator.coverage(&samples.values, &samples.labels))
    };
    Ok([measure(Weights::Raw)?, measure(Weights::Ema)?])
}

/// The committed classifier of digits.
struct Evaluator {
    classifier: Classifier,
    device: Device,
}

impl Evaluator {
    /// The coverage by `stacks`, `[stack, 3, 28, 28]` one after the other.
    fn coverage(&self, stacks: &[f32], asked: &[u16]) -> StackedCoverage {
        let digits = self.classifier.judge(stacks, &self.device);
        stacked_coverage(&digits.classes().collect::<Vec<_>>(), asked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle::zoo;

    fn row(variant: &str, pack: usize, found: &[Result<Found>]) -> Vec<String> {
        let row = figure(zoo::variant(variant).unwrap(), pack, found).cells();
        assert_eq!(row.len(), Figure::TITLES.len());
        row
    }

    fn found(modes: usize, kl: f64, asked: Option<f64>) -> Result<Found> {
        Ok([StackedCoverage { modes, kl, asked }, StackedCoverage { modes: 2 * modes, kl, asked }])
    }

    #[test]
    fn a_row_has_the_mean_over_the_seeds_beside_the_published_figures() {
        let expected = [
            "dcgan",
            "200.0 ± 141.4",
            "2.000 ± 0.000",
            "-",
            "400.0 ± 282.8",
            "2.000 ± 0.000",
            "-",
            "99 / 3.40 (VEEGAN), 78.9 / 4.50 (PacGAN)",
        ];
        assert_eq!(row("dcgan", 1, &[found(100, 2.0, None), found(300, 2.0, None)]), expected);
        let packed = row("dcgan", 2, &[found(100, 2.0, Some(0.5))]);
        assert_eq!([&packed[3], &packed[7]], ["50.0 ± 0.0", "1000 / 0.06 (PacGAN2)"]);
        assert_eq!(row("r3gan", 1, &[found(100, 2.0, None)])[7], "-");
    }

    #[test]
    fn a_row_without_figures_gives_the_reason() {
        let diverged = saddle::Error::Diverged { term: "loss_d".into(), step: 3, value: f32::NAN };
        let row = row("wgan_gp", 1, &[Err(diverged.into())]);
        assert!(row[1].contains("loss_d") && row[2] == "-", "{row:?}");
    }
}
