//! `saddle train`: starts a run in a new folder.

use crate::{
    args::Train,
    data,
    run::{
        best::Evaluation,
        folder::{KEEP_CHECKPOINTS, Plan, RunFolder},
        together,
        training::{self, Outcome},
    },
    system::{device, failure::usage, processes::Processes},
};
use anyhow::Result;
use saddle::session::Session;

/// Starts a run; in another of several processes than the first, trains along.
pub fn train(options: Train, processes: &Processes) -> Result<Outcome> {
    if !processes.is_first() {
        return together::follow(options.device, options.stop_after, processes);
    }
    let (recipe, steps) = options.recipe()?;
    let folder = RunFolder::vacant(&options.out)?;
    let plan = Plan {
        steps,
        data_dir: options.data_dir,
        keep_checkpoints: options.keep_checkpoints.unwrap_or(KEEP_CHECKPOINTS),
        eval_every: options.eval_every.filter(|every| *every > 0),
        eval_by_fid: options.scored.by_fid(None),
    };
    if let Some(every) = plan.eval_every.filter(|every| *every > steps) {
        return Err(usage(format_args!("--eval-every {every} never comes in {steps} steps")));
    }
    let dataset = data::open(&recipe, plan.data_dir.as_deref())?;
    let device = device::open(options.device)?;
    let evaluation = Evaluation::open(&plan, &recipe, dataset.as_ref(), &device)?;
    let session = Session::new(recipe, dataset, &device).map_err(|error| match error {
        // The settings contradict each other.
        error @ saddle::Error::Field { .. } => usage(error),
        error => error.into(),
    })?;
    let session = together::lead(session, &plan, processes)?;
    training::start(session, folder, &plan, evaluation, options.stop_after)
}
