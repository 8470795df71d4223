//! `saddle resume`: continues in a run's folder, or in a new one from a lone checkpoint such as the page saves.

use crate::{
    args::Resume,
    data,
    run::{
        best::Evaluation,
        changes::{self, Change},
        checkpoints,
        folder::{KEEP_CHECKPOINTS, Plan, RunFolder},
        together,
        training::{self, Outcome, Training},
    },
    system::{
        device,
        failure::{note, usage},
        processes::Processes,
    },
};
use anyhow::{Context as _, Result};
use saddle::{recipe::Recipe, session::Session, train::checkpoint::Checkpoint};
use std::path::Path;

/// Resumes a run; in another of several processes than the first, trains along.
pub fn resume(options: &Resume, processes: &Processes) -> Result<Outcome> {
    if !processes.is_first() {
        return together::follow(options.device, options.stop_after, processes);
    }
    match &options.out {
        Some(out) => go_on_elsewhere(options, out, processes),
        None => go_on(options, processes),
    }
}

/// Continues in the run's own folder.
fn go_on(options: &Resume, processes: &Processes) -> Result<Outcome> {
    let path = options.run.display();
    if options.run.is_file() {
        return Err(usage(format_args!("{path} is a file; --out DIR names a new folder for its run")));
    }
    let folder = RunFolder::existing(&options.run)?.locked()?;
    let whole = folder.checkpoints().newest_whole()?;
    let mut source = Source::new(&whole.path, &whole.bytes)?;
    let changes = source.change(options, folder.recipe()?.as_ref())?;
    let before = folder.plan()?;
    let plan = plan(options, before.as_ref())?;
    let (session, evaluation) = source.session(options, &plan)?;

    let taken = session.steps();
    folder.checkpoints().make_current(&whole, taken)?;
    if plan.steps <= taken && options.steps.is_none() {
        together::dismiss(processes);
        note(format_args!("{path} has all its {taken} steps; --steps TOTAL gives it more"));
        return Ok(Outcome::Complete);
    }
    expect_steps_left(options, &plan, taken)?;
    folder.make_ready()?;
    if before.as_ref() != Some(&plan) {
        folder.write_plan(&plan)?;
    }
    if changes.iter().any(|change| !change.field.live) {
        folder.write_recipe(session.recipe())?;
    }
    for Change { field, to, .. } in &changes {
        folder.note_change(taken, field.name, to)?;
    }
    note(format_args!("{path}: from step {taken} to {}", plan.steps));
    let session = together::lead(session, &plan, processes)?;
    // A change is saved before the first step with it, whatever ends the run.
    let begin = if changes.is_empty() { Training::go_on } else { Training::begin };
    begin(session, folder, &plan, evaluation)?.run(options.stop_after)
}

/// Continues from a checkpoint file in a new folder.
fn go_on_elsewhere(options: &Resume, out: &Path, processes: &Processes) -> Result<Outcome> {
    let path = options.run.display();
    if options.run.is_dir() {
        return Err(usage(format_args!(
            "{path} is a folder, and its run continues there: leave out --out, or name the checkpoint file in it"
        )));
    }
    let folder = RunFolder::vacant(out)?;
    let bytes = checkpoints::read(&options.run)?;
    let mut source = Source::new(&options.run, &bytes)?;
    source.change(options, None)?;
    let plan = plan(options, None)?;
    let (session, evaluation) = source.session(options, &plan)?;
    expect_steps_left(options, &plan, session.steps())?;
    note(format_args!("{}: from step {} of {path} to {}", out.display(), session.steps(), plan.steps));
    let session = together::lead(session, &plan, processes)?;
    training::start(session, folder, &plan, evaluation, options.stop_after)
}

/// The run's plan from now on; what is not given stays as it was `before`.
fn plan(options: &Resume, before: Option<&Plan>) -> Result<Plan> {
    let steps = options.steps.or(before.map(|plan| plan.steps));
    Ok(Plan {
        steps: steps.ok_or_else(|| {
            usage("there is no record of how many steps the run should take; give --steps TOTAL")
        })?,
        data_dir: options.data_dir.clone().or_else(|| before?.data_dir.clone()),
        keep_checkpoints: options
            .keep_checkpoints
            .or(before.map(|plan| plan.keep_checkpoints))
            .unwrap_or(KEEP_CHECKPOINTS),
        eval_every: options.eval_every.or(before.and_then(|plan| plan.eval_every)).filter(|every| *every > 0),
        eval_by_fid: options.scored.by_fid(before.and_then(|plan| plan.eval_by_fid.as_ref())),
    })
}

fn expect_steps_left(options: &Resume, plan: &Plan, taken: u64) -> Result<()> {
    if plan.steps > taken {
        return Ok(());
    }
    Err(usage(format_args!(
        "{} has taken {taken} steps, so --steps {} asks for none; it counts from the start",
        options.run.display(),
        plan.steps
    )))
}

/// A checkpoint to resume from.
struct Source<'a> {
    path: &'a Path,
    checkpoint: Checkpoint<'a>,
}

impl<'a> Source<'a> {
    fn new(path: &'a Path, bytes: &'a [u8]) -> Result<Self> {
        let checkpoint = Checkpoint::read(bytes).with_context(|| path.display().to_string())?;
        Ok(Self { path, checkpoint })
    }

    /// Changes the recipe as `recipe.json` beside it and `--set` ask, and returns the changes.
    fn change(&mut self, options: &Resume, in_folder: Option<&Recipe>) -> Result<Vec<Change>> {
        let before = &self.checkpoint.recipe;
        let wanted = changes::wanted(before, in_folder, &options.settings.pairs()?)
            .with_context(|| self.path.display().to_string())?;
        let changes = changes::between(before, &wanted);
        changes::expect_live(&changes, &options.run, options.override_fixed)?;
        self.checkpoint.recipe = wanted;
        Ok(changes)
    }

    fn session(&self, options: &Resume, plan: &Plan) -> Result<(Session, Option<Evaluation>)> {
        let recipe = &self.checkpoint.recipe;
        let dataset = data::open(recipe, plan.data_dir.as_deref())?;
        let device = device::open(options.device)?;
        let evaluation = Evaluation::open(plan, recipe, dataset.as_ref(), &device)?;
        let resume = if options.force_data { Session::resume_on_any_data } else { Session::resume };
        let path = self.path.display();
        let session = resume(&self.checkpoint, dataset, &device).map_err(|error| match error {
            saddle::Error::OtherData { .. } => usage(format_args!("{path}: {error}, or use --force-data")),
            error @ saddle::Error::Field { .. } => usage(error),
            error => anyhow::Error::from(error).context(path.to_string()),
        })?;
        Ok((session, evaluation))
    }
}
