//! `saddle sample`: a picture of samples from a run's generator.

use crate::{
    args::Sample,
    data, pictures,
    run::{checkpoints, folder::RunFolder},
    system::{
        device,
        failure::{note, usage},
        files::write_whole,
    },
};
use anyhow::{Context as _, Result};
use pollster::block_on;
use saddle::{
    classes::Classes,
    session::{Session, Weights},
    train::checkpoint::Checkpoint,
};

/// Draws the samples and writes the picture.
pub fn sample(options: &Sample) -> Result<()> {
    let path = if options.run.is_dir() {
        RunFolder::existing(&options.run)?.checkpoints().current()
    } else {
        options.run.clone()
    };
    let in_file = || path.display().to_string();
    let bytes = checkpoints::read(&path)?;
    let checkpoint = Checkpoint::read(&bytes).with_context(in_file)?;
    let device = device::open(options.device)?;
    let session = Session::resume_on_any_data(&checkpoint, data::open_without_samples(&checkpoint)?, &device)
        .with_context(in_file)?;

    let weights = if options.raw { Weights::Raw } else { Weights::Ema };
    let classes = options.class.clone().unwrap_or(Classes::InTurn);
    let samples = block_on(session.sample(options.count(), weights, &classes)).map_err(usage_of_class)?;
    write_whole(&options.out, &pictures::of_samples(&session, &samples)?)?;
    note(format_args!(
        "{}: {} samples of {} at step {}",
        options.out.display(),
        samples.count(),
        checkpoint.recipe.variant,
        session.steps()
    ));
    Ok(())
}

/// A class that the run does not have is a usage error.
fn usage_of_class(error: saddle::Error) -> anyhow::Error {
    match error {
        saddle::Error::Field { .. } => usage(error),
        error => error.into(),
    }
}
