//! `saddle train`: from what was asked to a run that goes.

use crate::{
    args::Train,
    data,
    run::{
        folder::{Plan, RunFolder},
        training::{Outcome, Training},
    },
    system::{device, failure::usage},
};
use anyhow::{Context as _, Result};
use saddle::session::Session;
use std::path::{Path, PathBuf, absolute};

/// Starts a run.
pub fn train(options: Train) -> Result<Outcome> {
    let recipe = options.recipe()?;
    let folder = RunFolder::vacant(&options.out)?;
    let plan =
        Plan { steps: options.steps, data_dir: options.data_dir.as_deref().map(from_anywhere).transpose()? };
    let dataset = data::open(&recipe, plan.data_dir.as_deref())?;
    let device = device::open(options.device)?;
    let session = Session::new(recipe, dataset, &device).map_err(|error| match error {
        // What was asked contradicts itself.
        error @ saddle::Error::Field { .. } => usage(error),
        error => error.into(),
    })?;
    start(session, folder, &plan)
}

/// Runs `session` in a folder that holds no run yet; a run that cannot start leaves nothing.
pub fn start(session: Session, folder: RunFolder, plan: &Plan) -> Result<Outcome> {
    // Only what this process holds is taken away again.
    let folder = folder.claimed()?;
    let path = folder.path().to_owned();
    let training = folder
        .start(session.recipe(), plan)
        .and_then(|()| Training::begin(session, folder, plan.steps))
        .inspect_err(|_| RunFolder::abandon(&path))?;
    training.run()
}

/// A path that means the same from whatever folder the run is resumed.
pub fn from_anywhere(path: &Path) -> Result<PathBuf> {
    absolute(path).with_context(|| format!("--data-dir {}", path.display()))
}
