//! `saddle sample`: a picture of what a run's generator makes.

use crate::{
    args::Sample,
    data, pictures,
    run::folder::{RunFolder, read_checkpoint},
    system::{device, failure::note, files::write_whole},
};
use anyhow::{Context as _, Result};
use saddle::session::{Session, Weights};

/// Draws the samples and writes the picture.
pub fn sample(options: &Sample) -> Result<()> {
    let path = if options.run.is_dir() {
        RunFolder::existing(&options.run)?.checkpoint()
    } else {
        options.run.clone()
    };
    let in_file = || path.display().to_string();
    let checkpoint = read_checkpoint(&path)?;
    let recipe = Session::recipe_in(&checkpoint).with_context(in_file)?;
    let device = device::open(options.device)?;
    let session = Session::resume_on_any_data(&checkpoint, data::open_without_samples(&recipe)?, &device)
        .with_context(in_file)?;

    let weights = if options.raw { Weights::Raw } else { Weights::Ema };
    write_whole(&options.out, &pictures::of_samples(&session, options.n as usize, weights)?)?;
    note(format_args!(
        "{}: {} samples of {} at step {}",
        options.out.display(),
        options.n,
        recipe.variant().name,
        session.steps()
    ));
    Ok(())
}
