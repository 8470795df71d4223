//! `saddle train` and `saddle resume`: from what was asked to a run that goes.

use crate::{
    args::{Resume, Train},
    data, device,
    failure::{note, usage},
    run_folder::{Plan, RunFolder},
    training::{Outcome, Training},
};
use anyhow::{Context as _, Result};
use saddle::session::Session;
use std::{
    fs, io,
    path::{Path, PathBuf, absolute},
};

/// Starts a run.
pub fn train(options: Train) -> Result<Outcome> {
    let recipe = options.recipe()?;
    let folder = RunFolder::vacant(&options.out)?;
    let plan =
        Plan { steps: options.steps, data_dir: options.data_dir.as_deref().map(from_anywhere).transpose()? };
    let dataset = data::open(&recipe, plan.data_dir.as_deref())?;
    let device = device::open(options.device)?;
    let session = Session::new(recipe.clone(), dataset, &device).map_err(|error| match error {
        // What was asked contradicts itself.
        error @ saddle::Error::Field { .. } => usage(error),
        error => error.into(),
    })?;
    let path = folder.path().to_owned();
    let training = folder
        .locked()
        .and_then(|folder| {
            folder.start(&recipe, &plan)?;
            Training::begin(session, folder, plan.steps)
        })
        .inspect_err(|_| RunFolder::abandon(&path))?;
    training.run()
}

/// Goes on with a run.
pub fn resume(options: Resume) -> Result<Outcome> {
    let folder = RunFolder::existing(&options.run)?.locked()?;
    let checkpoint = read_checkpoint(&folder.checkpoint())?;
    let in_file = || folder.checkpoint().display().to_string();
    let recipe = Session::recipe_in(&checkpoint).with_context(in_file)?;
    folder.expect(&recipe)?;

    let before = folder.plan()?;
    let data_dir = options.data_dir.as_deref().map(from_anywhere).transpose()?;
    let plan = Plan {
        steps: options.steps.or(before.as_ref().map(|plan| plan.steps)).ok_or_else(|| {
            usage("nothing says for how many steps the run was started; --steps TOTAL does")
        })?,
        data_dir: data_dir.or_else(|| before.as_ref()?.data_dir.clone()),
    };
    let dataset = data::open(&recipe, plan.data_dir.as_deref())?;
    let device = device::open(options.device)?;
    let resume = if options.force_data { Session::resume_on_any_data } else { Session::resume };
    let mut session = resume(&checkpoint, dataset, &device).map_err(|error| match error {
        saddle::Error::OtherData { .. } => {
            usage(format_args!("{}: {error}, or force it with --force-data", in_file()))
        }
        error => anyhow::Error::from(error).context(in_file()),
    })?;

    let (taken, path) = (session.steps(), options.run.display());
    if plan.steps <= taken {
        return match options.steps {
            Some(steps) => Err(usage(format_args!(
                "{path} has taken {taken} steps, so --steps {steps} asks for none; it counts from the start"
            ))),
            None => {
                note(format_args!("{path} has all its {taken} steps; --steps TOTAL gives it more"));
                Ok(Outcome::Complete)
            }
        };
    }
    for (field, value) in options.settings.pairs()? {
        session.set(field, value).map_err(usage)?;
        folder.note_change(session.steps(), field, value)?;
    }
    if before.as_ref() != Some(&plan) {
        folder.write_plan(&plan)?;
    }
    note(format_args!("{path}: from step {taken} to {}", plan.steps));
    Training::go_on(session, folder, plan.steps)?.run()
}

/// A checkpoint's bytes.
pub fn read_checkpoint(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| {
        let missing = error.kind() == io::ErrorKind::NotFound;
        let error = anyhow::Error::from(error);
        if missing {
            error.context(format!("there is no checkpoint {}", path.display()))
        } else {
            error.context(format!("cannot read {}", path.display()))
        }
    })
}

/// A path that means the same from whatever folder the run is resumed.
fn from_anywhere(path: &Path) -> Result<PathBuf> {
    absolute(path).with_context(|| format!("--data-dir {}", path.display()))
}
