//! A run's samples as pictures, and its own data beside them.

use crate::{
    args::Eval,
    data,
    evaluate::{
        inception::{Pictures, SampleBytes},
        score::places_of_references,
    },
    run::{checkpoints, folder::RunFolder},
    system::{
        device,
        failure::{note, usage},
    },
};
use anyhow::{Context as _, Result};
use pollster::block_on;
use saddle::{
    classes::Classes,
    recipe::Choice as _,
    session::{Session, Weights},
    train::{checkpoint::Checkpoint, latents::Sampling},
};
use std::path::{Path, PathBuf};

/// Samples of the data that are read at once, of which bytes are kept: 50,000 of 64x64 in colour take 0.6 GB, and as numbers 2.5.
const READ_AT_ONCE: usize = 1024;

/// Pictures, and where they are from.
pub struct Named {
    pub pictures: Pictures,
    pub name: String,
}

/// So many samples of the last checkpoint of `run`; and as many of the data that it learnt from, or all of it, `with_data`.
pub fn draw(options: &Eval, run: &Path, count: u64, with_data: bool) -> Result<(Named, Option<Named>)> {
    let path = RunFolder::checkpoint_of(run)?;
    let in_file = || path.display().to_string();
    let bytes = checkpoints::read(&path)?;
    let checkpoint = Checkpoint::read(&bytes).with_context(in_file)?;
    let recipe = &checkpoint.recipe;
    if recipe.is_translation() || recipe.data.name.is_points() {
        return Err(usage(format_args!(
            "{} is a run of {} on {}, which makes no images of latents; Inception scores those",
            path.display(),
            recipe.variant,
            recipe.data.name.name()
        )));
    }
    let (dataset, real) = if with_data {
        let dataset = data::open(recipe, data_dir(options, run)?.as_deref())?;
        let (places, name) = places_of_references(dataset.as_ref(), count);
        let mut samples = SampleBytes::new(dataset.shape())?;
        for places in places.chunks(READ_AT_ONCE) {
            samples.add(dataset.read(places)?.samples);
        }
        (dataset, Some(Named { pictures: Pictures::Samples(samples), name }))
    } else {
        (data::open_without_samples(&checkpoint)?, None)
    };
    let device = device::open(options.net.device)?;
    let session = Session::resume_on_any_data(&checkpoint, dataset, &device).with_context(in_file)?;
    let (weights, called) = if options.raw { (Weights::Raw, "raw") } else { (Weights::Ema, "EMA") };
    note(format_args!("drawing {count} samples"));
    let mut samples = SampleBytes::new(session.shape())?;
    let mut drawing = session.drawing(Sampling::Fixed(count as usize), weights, &Classes::InTurn)?;
    while let Some(batch) = drawing.draw() {
        samples.add(block_on(batch)?);
    }
    let name = format!(
        "{} at step {}, {called} weights, latents of seed {} without truncation, classes in turn if it knows any",
        path.display(),
        session.steps(),
        recipe.run.seed
    );
    Ok((Named { pictures: Pictures::Samples(samples), name }, real))
}

/// The folder with the data set's files: as given, or as the run started with.
fn data_dir(options: &Eval, run: &Path) -> Result<Option<PathBuf>> {
    let plan = if run.is_dir() { RunFolder::existing(run)?.plan()? } else { None };
    Ok(options.data_dir.clone().or_else(|| plan?.data_dir))
}
