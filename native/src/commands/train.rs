//! `saddle train`: starts a run in a new folder.

use crate::{
    args::Train,
    data,
    run::{
        folder::{KEEP_CHECKPOINTS, Plan, RunFolder},
        training::{self, Outcome},
    },
    system::{device, failure::usage},
};
use anyhow::Result;
use saddle::session::Session;

/// Starts a run.
pub fn train(options: Train) -> Result<Outcome> {
    let (recipe, steps) = options.recipe()?;
    let folder = RunFolder::vacant(&options.out)?;
    let plan = Plan {
        steps,
        data_dir: options.data_dir,
        keep_checkpoints: options.keep_checkpoints.unwrap_or(KEEP_CHECKPOINTS),
    };
    let dataset = data::open(&recipe, plan.data_dir.as_deref())?;
    let device = device::open(options.device)?;
    let session = Session::new(recipe, dataset, &device).map_err(|error| match error {
        // The settings contradict each other.
        error @ saddle::Error::Field { .. } => usage(error),
        error => error.into(),
    })?;
    training::start(session, folder, &plan, options.stop_after)
}
