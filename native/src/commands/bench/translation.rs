//! `saddle bench translation`: trains translators on MNIST's training digits, and measures what they make of its test digits.

use super::table::{self, Format, Row};
use crate::{
    args::BenchTranslation,
    data::mnist::{self, Split},
    evaluate::evaluator::Evaluator,
    pictures,
    system::{device, failure::note, files::write_whole},
};
use anyhow::{Context as _, Result};
use burn::tensor::Device;
use pollster::block_on;
use saddle::{
    data::{Change, Dataset, Domains},
    recipe::{Choice as _, Recipe, TaskName},
    session::{Direction, Samples, Session, Weights},
    train::rng::{Purpose, Rng},
    zoo::Variant,
};
use serde::Serialize;
use std::{fs, sync::Arc, time::Instant};

/// MNIST's test digits; in a cycle, half of them are sources.
const TEST: usize = 10_000;

/// What a translator makes of the test digits.
#[derive(Debug, Serialize)]
struct Figure {
    variant: &'static str,
    task: &'static str,
    seed: u64,
    /// Of the run, reading its losses included.
    seconds: f64,
    /// The mean absolute difference to the truth, of pixels from -1 to 1; nothing where none is known.
    l1: Option<f64>,
    /// That of the source itself.
    l1_of_copy: Option<f64>,
    /// That of sources to themselves, there and back.
    cycle: Option<f64>,
    /// The share that our classifier reads as the digit that they are made of.
    read_right: f64,
}

impl Row for Figure {
    const TITLES: &'static [&'static str] =
        &["variant", "task", "seed", "s", "L1", "L1 of a copy", "less by %", "cycle", "read right %"];

    fn cells(&self) -> Vec<String> {
        let number = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.4}"));
        let less = self.l1.zip(self.l1_of_copy).map(|(l1, copy)| format!("{:.1}", 100.0 * (1.0 - l1 / copy)));
        vec![
            self.variant.to_owned(),
            self.task.to_owned(),
            self.seed.to_string(),
            format!("{:.0}", self.seconds),
            number(self.l1),
            number(self.l1_of_copy),
            less.unwrap_or_else(|| "-".to_owned()),
            number(self.cycle),
            format!("{:.1}", 100.0 * self.read_right),
        ]
    }
}

/// Trains and measures every variant that was asked for, with every seed.
pub fn bench(options: &BenchTranslation) -> Result<()> {
    let variants = super::translations(&options.zoo)?;
    let device = device::open(options.digits.device)?;
    let evaluator = Evaluator::open(options.digits.data_dir.as_deref(), &device)?;
    if let Some(folder) = &options.digits.out {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let mut figures = Vec::new();
    for variant in variants {
        for seed in 1..=options.seeds {
            let seed_text = seed.to_string();
            let recipe = options.zoo.settings.recipe(variant, &[("data", "mnist"), ("seed", &seed_text)])?;
            note(format_args!("{}, seed {seed}: {} steps", variant.name, options.steps));
            figures.push(train_and_measure(variant, recipe, options, &device, &evaluator)?);
        }
    }
    let protocol = format!(
        "{} steps of each variant's own settings{} on MNIST's training digits; what their averaged weights make of its test \
         digits. L1 is the mean absolute difference to the truth, of pixels from -1 to 1; a copy is the source itself; cycle is \
         the L1 of sources there and back; our classifier reads the translations, of negatives their negatives.",
        options.steps,
        options.zoo.settings.in_words(),
    );
    table::write(&figures, &protocol, Format::of(options.zoo.json, options.zoo.markdown))
}

fn train_and_measure(
    variant: &'static Variant,
    recipe: Recipe,
    options: &BenchTranslation,
    device: &Device,
    evaluator: &Evaluator,
) -> Result<Figure> {
    let digits = mnist::open(options.digits.data_dir.as_deref(), Split::Training)?;
    let mut session = Session::new(recipe.clone(), Box::new(digits), device)?;
    let start = Instant::now();
    while session.steps() < options.steps {
        session.step()?;
        block_on(session.read())?;
    }
    let seconds = start.elapsed().as_secs_f64();
    let (task, seed) = (recipe.translation.task, recipe.run.seed);
    if let Some(folder) = &options.digits.out {
        let path = folder.join(format!("{}-{}-{seed}.png", variant.name, task.name()));
        write_whole(&path, &pictures::of_training(&session)?)?;
    }
    let test: Arc<dyn Dataset> = Arc::new(mnist::open(options.digits.data_dir.as_deref(), Split::Test)?);
    let domains = Domains::new(&recipe, test)?;
    let source = Samples::of(domains.source.as_ref(), 0, TEST)?;
    let translated = block_on(session.translate(source.clone(), Direction::There, Weights::Ema))?;
    let truth = truth(&recipe, &source, domains.target.as_ref())?;
    let l1_to_truth = |values: &[f32]| truth.as_ref().map(|truth| l1(values, truth));
    let cycle = if recipe.is_cycle() {
        let returned = block_on(session.translate(translated.clone(), Direction::Back, Weights::Ema))?;
        Some(l1(&returned.values, &source.values))
    } else {
        None
    };
    let read = evaluator.share_read_as(&readable(task, &translated.values), &source.labels);
    Ok(Figure {
        variant: variant.name,
        task: task.name(),
        seed,
        seconds,
        l1: l1_to_truth(&translated.values),
        l1_of_copy: l1_to_truth(&source.values),
        cycle,
        read_right: read,
    })
}

/// What the sources should have become, where it is known.
fn truth(recipe: &Recipe, source: &Samples, target: &dyn Dataset) -> Result<Option<Vec<f32>>> {
    let task = recipe.translation.task;
    if !recipe.is_cycle() {
        return Ok(Some(Samples::of(target, 0, TEST)?.values));
    }
    let length = source.shape.iter().product();
    Ok(task.makes_target().then(|| {
        let images = source.values.chunks_exact(length);
        let changed = images.flat_map(|image| {
            Change::of(task).apply(image, source.shape, &mut Rng::new(recipe.run.seed, Purpose::Scores, 0))
        });
        changed.collect()
    }))
}

/// Digits as the classifier knows them, bright on dark.
fn readable(task: TaskName, values: &[f32]) -> Vec<f32> {
    let sign = if task == TaskName::Invert { -1.0 } else { 1.0 };
    values.iter().map(|value| sign * value).collect()
}

fn l1(one: &[f32], other: &[f32]) -> f64 {
    let sum: f64 = one.iter().zip(other).map(|(one, other)| f64::from((one - other).abs())).sum();
    sum / one.len() as f64
}
