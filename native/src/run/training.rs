//! The training loop of a run in its folder: step, read the losses now and then, save.

use super::{
    folder::{Plan, RunFolder},
    interrupt,
    metrics::Metrics,
    progress::Progress,
};
use crate::{
    pictures::{self, curves},
    system::{failure::note, files::write_whole},
};
use anyhow::{Context as _, Result};
use pollster::block_on;
use saddle::session::Session;

/// Steps between two readings of the losses: a reading waits for the device, a step does not.
const READ_EVERY: u64 = 10;

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Complete,
    Interrupted,
}

/// Runs `session` in a folder that holds no run yet; a run that cannot start leaves nothing.
pub fn start(session: Session, folder: RunFolder, plan: &Plan) -> Result<Outcome> {
    // Only a folder that this process holds is removed again.
    let folder = folder.claimed()?;
    let path = folder.path().to_owned();
    let training = folder
        .start(session.recipe(), plan)
        .and_then(|()| Training::begin(session, folder, plan.steps))
        .inspect_err(|_| RunFolder::abandon(&path))?;
    training.run()
}

/// A session in its folder, on its way to a number of steps.
pub struct Training {
    session: Session,
    folder: RunFolder,
    metrics: Metrics,
    total: u64,
    saved: u64,
}

impl Training {
    /// A run whose folder has been started but holds no checkpoint yet. The first is written at once, so that the
    /// run can be resumed whatever ends it, and a folder that cannot hold it is found before the work.
    pub fn begin(session: Session, folder: RunFolder, total: u64) -> Result<Self> {
        let mut training = Self::go_on(session, folder, total)?;
        training.save()?;
        Ok(training)
    }

    /// A run that stands at its folder's checkpoint.
    pub fn go_on(session: Session, folder: RunFolder, total: u64) -> Result<Self> {
        let saved = session.steps();
        let metrics = Metrics::open(&folder.metrics(), saved)?;
        Ok(Self { session, folder, metrics, total, saved })
    }

    /// Trains to the end, or to the end of the step in which Ctrl-C comes.
    pub fn run(mut self) -> Result<Outcome> {
        interrupt::watch()?;
        let mut progress = Progress::new(self.session.steps(), self.total);
        let outcome = self.steps(&mut progress);
        progress.finish();
        let outcome = outcome.with_context(|| {
            format!(
                "{} stopped after step {}; it still holds the checkpoint of step {}",
                self.folder.path().display(),
                self.session.steps(),
                self.saved
            )
        })?;
        self.say_goodbye(outcome);
        Ok(outcome)
    }

    fn steps(&mut self, progress: &mut Progress) -> Result<Outcome> {
        let every = self.session.recipe().checkpoints.every;
        while self.session.steps() < self.total {
            self.session.step()?;
            let step = self.session.steps();
            progress.stepped(step);
            let stop = interrupt::requested() && step < self.total;
            let save = stop || step == self.total || step.is_multiple_of(every);
            if save || step.is_multiple_of(READ_EVERY) {
                // Before a checkpoint, too: a run that has diverged must not replace one that has not.
                let reading = block_on(self.session.read())?;
                self.metrics.append(&reading)?;
                progress.read(&reading, save);
            }
            if save {
                self.save()?;
            }
            if stop {
                return Ok(Outcome::Interrupted);
            }
        }
        Ok(Outcome::Complete)
    }

    /// Writes samples and curves before the checkpoint, which says that they are there.
    fn save(&mut self) -> Result<()> {
        let step = self.session.steps();
        write_whole(&self.folder.samples(step), &pictures::of_training(&self.session)?)?;
        let history = self.metrics.history();
        if !history.is_empty() {
            write_whole(&self.folder.curves(), &curves::png(history.series())?)?;
        }
        let checkpoint = block_on(self.session.checkpoint())?;
        write_whole(&self.folder.checkpoint(), &checkpoint)?;
        self.saved = step;
        Ok(())
    }

    fn say_goodbye(&self, outcome: Outcome) {
        let folder = self.folder.path().display();
        let step = self.session.steps();
        match outcome {
            Outcome::Complete => note(format_args!("{folder}: {step} steps, saved")),
            Outcome::Interrupted => note(format_args!(
                "{folder}: saved at step {step} of {}; resume with `saddle resume {folder}`",
                self.total
            )),
        }
    }
}
