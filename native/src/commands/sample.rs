//! `saddle sample`: a picture of samples from a run's generator, or a film of those that the run has saved.

use crate::{
    args::Sample,
    data,
    evaluate::nearest::with_nearest,
    pictures,
    run::{best::expect_best, checkpoints, folder::RunFolder, record::film_of},
    system::{
        device,
        failure::{note, usage},
        files::write_whole,
    },
};
use anyhow::{Context as _, Result, bail};
use pollster::block_on;
use saddle::{
    classes::Classes,
    session::{Samples, Session, Weights},
    train::{checkpoint::Checkpoint, latents::Sampling},
};
use std::path::PathBuf;

/// Of data that has no end, the most samples among which the closest are looked for.
const MOST_AMONG_ENDLESS: u64 = 60_000;

/// The most classes that `--class all` draws: a row each is no picture any more where there are ten thousand.
const MOST_CLASSES: usize = 100;

/// Draws the samples and writes the picture.
pub fn sample(options: &Sample) -> Result<()> {
    if options.film {
        return join(options);
    }
    let path = match (options.run.is_dir(), options.best) {
        (_, false) => RunFolder::checkpoint_of(&options.run)?,
        (true, true) => expect_best(&RunFolder::existing(&options.run)?)?,
        (false, true) => {
            let path = options.run.display();
            return Err(usage(format_args!("{path} is a file; --best belongs to the folder of a run")));
        }
    };
    let in_file = || path.display().to_string();
    let bytes = checkpoints::read(&path)?;
    let checkpoint = Checkpoint::read(&bytes).with_context(in_file)?;
    let device = device::open(options.device)?;
    let data = if checkpoint.recipe.is_translation() {
        // What samples are made of are the data.
        data::open(&checkpoint.recipe, data_dir(options)?.as_deref())?
    } else if options.data_dir.is_some() && options.nearest.is_none() {
        return Err(usage("--data-dir is for --nearest, and for runs that translate"));
    } else {
        data::open_without_samples(&checkpoint)?
    };
    let session = Session::resume_on_any_data(&checkpoint, data, &device).with_context(in_file)?;

    let (picture, count) = draw(options, &checkpoint, &session).map_err(usage_of_class)?;
    write_whole(&options.out, &picture)?;
    let score = checkpoint.score.as_ref().map_or_else(String::new, |score| format!(", {score}"));
    note(format_args!(
        "{}: {count} samples of {} at step {}{score}",
        options.out.display(),
        checkpoint.recipe.variant,
        session.steps()
    ));
    Ok(())
}

/// The picture, and how many samples are in it.
fn draw(options: &Sample, checkpoint: &Checkpoint, session: &Session) -> Result<(Vec<u8>, usize)> {
    let weights = if options.raw { Weights::Raw } else { Weights::Ema };
    if checkpoint.recipe.is_translation() {
        return draw_translations(options, session, weights);
    }
    let latents = options.latents();
    let classes = at_most(MOST_CLASSES, options.classes(), session.classes(), latents.count());
    if let Sampling::GreatCircles { rows, columns } = latents {
        return Ok((pictures::of_circles(session, [rows, columns], weights, &classes)?, rows * columns));
    }
    let samples = block_on(session.sample_from(latents, weights, &classes))?;
    let picture = match options.nearest {
        Some(closest) => beside_nearest(options, checkpoint, &samples, closest)?,
        None => pictures::of_samples(session, &samples)?,
    };
    Ok((picture, samples.count()))
}

/// The picture of a run that translates: its first translations, of which there is nothing to choose.
fn draw_translations(options: &Sample, session: &Session, weights: Weights) -> Result<(Vec<u8>, usize)> {
    if options.is_of_latents() {
        let name = session.recipe().variant;
        return Err(usage(format_args!(
            "{name} makes images of images, so that there are no latents and no classes to choose; `saddle translate` takes \
             pictures of your own"
        )));
    }
    pictures::of_translations(session, weights)
}

/// The folder with the data set's files: as given, or as the run started with.
fn data_dir(options: &Sample) -> Result<Option<PathBuf>> {
    let plan = if options.run.is_dir() { RunFolder::existing(&options.run)?.plan()? } else { None };
    Ok(options.data_dir.clone().or_else(|| plan?.data_dir))
}

/// The `classes` asked for; of every class where there are more than `most` of them, so many evenly picked ones, `of_each`
/// samples of each.
fn at_most(most: usize, classes: Classes, known: Option<usize>, of_each: usize) -> Classes {
    match known {
        Some(known) if known > most && classes == Classes::Each => {
            note(format_args!(
                "{most} of the {known} classes, evenly picked; --class N draws one of the others"
            ));
            Classes::Listed(pictures::rows_of_classes(known, most, of_each))
        }
        _ => classes,
    }
}

/// Each of `samples` in a row with the training images that are `closest` to it.
fn beside_nearest(
    options: &Sample,
    checkpoint: &Checkpoint,
    samples: &Samples,
    closest: usize,
) -> Result<Vec<u8>> {
    let recipe = &checkpoint.recipe;
    if recipe.data.name.is_points() {
        return Err(usage("--nearest compares images, and this run's samples are points"));
    }
    let dataset = data::open(recipe, data_dir(options)?.as_deref())?;
    checkpoint.expect_data(dataset.identity())?;
    let among = dataset.len().unwrap_or_else(|| checkpoint.progress.samples.min(MOST_AMONG_ENDLESS));
    if among == 0 {
        bail!("the run has seen no training images yet; give it a step first");
    }
    let closest = closest.min(usize::try_from(among)?);
    note(format_args!("comparing with {among} training images"));
    pictures::rows_of(&with_nearest(samples, dataset.as_ref(), among, closest)?, closest + 1)
}

/// Joins the run's saved pictures in a film.
fn join(options: &Sample) -> Result<()> {
    write_whole(&options.out, &film_of(&RunFolder::existing(&options.run)?)?)?;
    note(format_args!("{}: the pictures of {}", options.out.display(), options.run.display()));
    Ok(())
}

/// A class that the run does not have is a usage error.
fn usage_of_class(error: anyhow::Error) -> anyhow::Error {
    match error.downcast_ref() {
        Some(saddle::Error::Field { .. }) => usage(error),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_classes_a_hundred_are_drawn_and_fewer_are_drawn_whole() {
        let drawn = |known| at_most(100, Classes::Each, known, 3);
        for known in [None, Some(10), Some(100)] {
            assert_eq!(drawn(known), Classes::Each);
        }
        let Classes::Listed(labels) = drawn(Some(10_177)) else { panic!("a list") };
        assert_eq!((labels.len(), &labels[..4]), (300, &[0, 0, 0, 101][..]));
        assert_eq!(at_most(100, Classes::Only(7), Some(10_177), 3), Classes::Only(7));
    }
}
