//! `saddle bench mnist`: trains every variant for the same number of steps on MNIST, and scores its digits.

use super::{
    check, cost,
    steps::median,
    table::{self, Format, Row},
    variants,
};
use crate::{
    args::BenchMnist,
    data::mnist::{self, Split},
    evaluate::{
        classifier,
        evaluator::{Evaluator, Scores},
    },
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
    data::{Batch, Dataset as _},
    metrics::{
        classifier::FEATURES,
        kid,
        prdc::{NEIGHBOURS, NEIGHBOURS_OF_DENSITY},
    },
    session::{Session, Weights},
    zoo::Variant,
};
use serde::Serialize;
use std::{fs, time::Instant};

/// A variant's figures; or those of real digits, for comparison.
#[derive(Debug, Default, Serialize)]
struct Figure {
    variant: &'static str,
    /// The median step in milliseconds; none for real digits.
    step_ms: Option<f64>,
    /// Millions of multiply-adds in a step.
    step_mmac: Option<f64>,
    scores: Option<Scores>,
    /// Why there are no scores.
    failed: Option<String>,
}

impl Row for Figure {
    const TITLES: &'static [&'static str] = &[
        "variant",
        "ms a step",
        "MMAC a step",
        "score",
        "Fréchet distance",
        "KID",
        "precision",
        "recall",
        "density",
        "coverage",
        "MS-SSIM",
        "classes",
        "confidence",
        "as asked %",
    ];

    fn cells(&self) -> Vec<String> {
        let number = |value: Option<f64>, decimals: usize| match value {
            Some(value) => format!("{value:.decimals$}"),
            None => "-".to_owned(),
        };
        let mut cells = vec![self.variant.to_owned(), number(self.step_ms, 1), number(self.step_mmac, 0)];
        let scores = self.scores.as_ref();
        match &self.failed {
            Some(reason) => cells.push(reason.clone()),
            None => cells.push(number(scores.map(|scores| scores.score), 2)),
        }
        cells.push(number(scores.map(|scores| scores.frechet), 2));
        cells.push(number(scores.map(|scores| scores.kid), 2));
        for measure in [
            |scores: &Scores| scores.precision,
            |scores: &Scores| scores.recall,
            |scores: &Scores| scores.density,
            |scores: &Scores| scores.coverage,
        ] {
            cells.push(number(scores.map(measure), 3));
        }
        cells.push(number(scores.and_then(|scores| scores.ms_ssim), 3));
        cells.push(number(scores.map(|scores| scores.classes as f64), 0));
        cells.push(number(scores.map(|scores| scores.confidence), 3));
        cells.push(number(scores.and_then(|scores| scores.asked).map(|share| 100.0 * share), 1));
        cells
    }
}

/// Trains and scores every variant that was asked for.
pub fn bench(options: &BenchMnist) -> Result<()> {
    check(&options.zoo, "mnist")?;
    let device = device::open(options.digits.device)?;
    let evaluator = Evaluator::open(options.digits.data_dir.as_deref(), &device)?;
    if let Some(folder) = &options.digits.out {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let (digits, labels) = training_digits(options)?;
    let scores = Some(evaluator.scores(&digits, &labels)?);
    let mut figures = vec![Figure { variant: "real digits", scores, ..Figure::default() }];
    for variant in variants(&options.zoo) {
        note(format_args!("{}: {} steps", variant.name, options.steps));
        figures.push(train_and_evaluate(variant, options, &labels, &device, &evaluator)?);
    }
    let protocol = format!(
        "{} steps of each variant's own settings{} on MNIST's training digits, seed {}; {} digits from the EMA \
         generator, scored by our classifier (SHA-256 {}): score exp(mean KL(p(y|x) || p(y))), Fréchet distance in its \
         {FEATURES} features to the 10,000 test digits; in the same features, KID of {} subsets of {}, precision and recall \
         (k={NEIGHBOURS}), density and coverage (k={NEIGHBOURS_OF_DENSITY}); MS-SSIM of images of one class, two scales; classes with a tenth of an even share or more, mean \
         confidence; and of conditional variants, asked for the classes of as many training digits, how many digits are of \
         the class asked for. Real digits are those. Times are medians and include reading the losses.",
        options.steps,
        options.zoo.settings.in_words(),
        options.seed,
        options.samples,
        sha256(classifier::WEIGHTS)?,
        kid::SUBSETS,
        kid::SUBSET_SIZE.min(options.samples as usize),
    );
    table::write(&figures, &protocol, Format::of(options.zoo.json, options.zoo.markdown))
}

/// As many training digits as generated ones are scored, if there are so many.
fn training_digits(options: &BenchMnist) -> Result<(Vec<f32>, Vec<u16>)> {
    let digits = mnist::open(options.digits.data_dir.as_deref(), Split::Training)?;
    let Batch { samples: mut images, mut labels } = digits.all();
    images.truncate(options.samples as usize * (images.len() / labels.len()));
    labels.truncate(options.samples as usize);
    Ok((images, labels))
}

fn train_and_evaluate(
    variant: &'static Variant,
    options: &BenchMnist,
    labels: &[u16],
    device: &Device,
    evaluator: &Evaluator,
) -> Result<Figure> {
    let seed = options.seed.to_string();
    let recipe = match options.zoo.settings.recipe(variant, &[("data", "mnist"), ("seed", &seed)]) {
        Ok(recipe) => recipe,
        Err(refused) => {
            return Ok(Figure {
                variant: variant.name,
                failed: Some(refused.to_string()),
                ..Figure::default()
            });
        }
    };
    let digits = mnist::open(options.digits.data_dir.as_deref(), Split::Training)?;
    let step_mmac = Some(cost::multiply_adds(&recipe, digits.shape(), digits.classes())? as f64 / 1e6);
    let mut session = Session::new(recipe, Box::new(digits), device)?;
    let mut times = Vec::new();
    let mut failed = None;
    while failed.is_none() && session.steps() < options.steps {
        let start = Instant::now();
        session.step()?;
        failed = block_on(session.read()).err().map(|error| error.to_string());
        times.push(1000.0 * start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let figure =
        Figure { variant: variant.name, step_ms: Some(median(&times)), step_mmac, ..Figure::default() };
    if failed.is_some() {
        return Ok(Figure { failed, ..figure });
    }
    if let Some(folder) = &options.digits.out {
        let path = folder.join(format!("{}.png", variant.name));
        write_whole(&path, &pictures::of_training(&session)?)?;
    }
    let count = options.samples as usize;
    let classes = match session.classes() {
        Some(_) => Classes::Listed(labels.iter().copied().cycle().take(count).collect()),
        None => Classes::InTurn,
    };
    let samples = block_on(session.sample(count, Weights::Ema, &classes))?;
    Ok(Figure { scores: Some(evaluator.scores(&samples.values, &samples.labels)?), ..figure })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_that_failed_says_why_in_a_row_of_full_length() {
        let failed = Figure { failed: Some("broke".to_owned()), step_ms: Some(1.0), ..Figure::default() };
        assert_eq!(
            failed.cells(),
            ["", "1.0", "-", "broke", "-", "-", "-", "-", "-", "-", "-", "-", "-", "-"]
        );
        assert_eq!(failed.cells().len(), Figure::TITLES.len());
    }
}
