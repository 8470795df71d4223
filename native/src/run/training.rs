//! The training loop of a run in its folder: step, read the losses now and then, save.

use super::{
    best::{Best, Evaluation},
    folder::{Plan, RunFolder},
    interrupt,
    metrics::Metrics,
    progress::Progress,
    record::film_of,
};
use crate::{
    pictures::{self, curves},
    system::{failure::note, files::write_whole},
};
use anyhow::Result;
use pollster::block_on;
use saddle::{Error, session::Session, train::process_group::at_once};
use std::time::{Duration, Instant};

/// Steps between two readings of the losses: a reading waits for the device, a step does not.
const READ_EVERY: u64 = 10;

/// How a command that did not fail ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Complete,
    /// Saved after the time that `--stop-after` gave.
    TimeIsUp,
    Interrupted,
}

/// Runs `session` in a folder that holds no run yet; a run that cannot start leaves nothing.
pub fn start(
    session: Session,
    folder: RunFolder,
    plan: &Plan,
    evaluation: Option<Evaluation>,
    stop_after: Option<Duration>,
) -> Result<Outcome> {
    // Only a folder that this process holds is removed again.
    let folder = folder.claimed()?;
    let path = folder.path().to_owned();
    let training = folder
        .start(session.recipe(), plan)
        .and_then(|()| Training::begin(session, folder, plan, evaluation))
        .inspect_err(|_| RunFolder::abandon(&path))?;
    training.run(stop_after)
}

/// A session in its folder, on its way to a number of steps.
pub struct Training {
    session: Session,
    folder: RunFolder,
    metrics: Metrics,
    plan: Plan,
    evaluation: Option<Evaluation>,
    saved: u64,
}

impl Training {
    /// A run whose folder has been started but holds no checkpoint yet. The first is written at once, so that the
    /// run can be resumed whatever ends it, and a folder that cannot hold it is found before the work.
    pub fn begin(
        session: Session,
        folder: RunFolder,
        plan: &Plan,
        evaluation: Option<Evaluation>,
    ) -> Result<Self> {
        let mut training = Self::go_on(session, folder, plan, evaluation)?;
        training.save()?;
        Ok(training)
    }

    /// A run that stands at its folder's checkpoint.
    pub fn go_on(
        session: Session,
        folder: RunFolder,
        plan: &Plan,
        mut evaluation: Option<Evaluation>,
    ) -> Result<Self> {
        let saved = session.steps();
        if let Some(evaluation) = &mut evaluation {
            evaluation.recall(&folder)?;
        }
        let metrics = Metrics::open(folder.path(), saved, evaluation.as_ref().map(Evaluation::name))?;
        Ok(Self { session, folder, metrics, plan: plan.clone(), evaluation, saved })
    }

    /// Trains to the end, or to the end of the step in which Ctrl-C comes or the time is up.
    pub fn run(mut self, stop_after: Option<Duration>) -> Result<Outcome> {
        interrupt::watch()?;
        let deadline = Deadline::after(stop_after);
        let mut progress = Progress::new(self.session.steps(), self.plan.steps);
        let outcome = self.steps(&mut progress, deadline);
        progress.finish();
        let outcome = outcome.and_then(|outcome| self.draw_the_end(outcome).map(|()| outcome));
        let outcome = outcome.map_err(|error| self.stopped_by(error))?;
        self.say_goodbye(outcome);
        Ok(outcome)
    }

    fn steps(&mut self, progress: &mut Progress, deadline: Deadline) -> Result<Outcome> {
        let every = self.session.recipe().checkpoints.every;
        while self.session.steps() < self.plan.steps {
            self.session.step()?;
            let step = self.session.steps();
            progress.stepped(step);
            let stop = reason_to_stop(&self.session, deadline, &self.plan)?;
            let save = stop.is_some() || step == self.plan.steps || step.is_multiple_of(every);
            let evaluate = self.evaluation.as_ref().is_some_and(|evaluation| evaluation.is_due(step));
            if save || evaluate || step.is_multiple_of(READ_EVERY) {
                // Before a checkpoint, too: a run that has diverged must not replace one that has not.
                let mut reading = block_on(self.session.read())?;
                if let Some(evaluation) = self.evaluation.as_mut().filter(|_| evaluate) {
                    let score = evaluation.evaluate(&self.session, &self.folder)?;
                    reading.values.extend(score.map(|score| (evaluation.name(), score)));
                }
                self.metrics.append(&reading)?;
                progress.read(&reading, self.best(), save || evaluate);
            }
            if save {
                self.save()?;
                if progress.shows_samples() {
                    progress.show_samples(&pictures::preview(&self.session)?);
                }
            }
            if let Some(outcome) = stop {
                return Ok(outcome);
            }
        }
        Ok(Outcome::Complete)
    }

    /// Writes samples and curves before the checkpoint, which says that they are there.
    fn save(&mut self) -> Result<()> {
        let step = self.session.steps();
        let samples = pictures::of_training(&self.session)?;
        write_whole(&self.folder.samples(step), &samples)?;
        self.metrics.samples(step, &samples)?;
        let history = self.metrics.history();
        if !history.is_empty() {
            write_whole(&self.folder.curves(), &curves::png(history.series())?)?;
        }
        let checkpoint = block_on(self.session.checkpoint())?;
        self.metrics.sync()?;
        self.folder.checkpoints().replace(&checkpoint, step, self.saved, self.plan.keep_checkpoints)?;
        self.saved = step;
        Ok(())
    }

    fn best(&self) -> Option<&Best> {
        self.evaluation.as_ref().and_then(Evaluation::best)
    }

    /// Of a complete run, draws what shows all of it.
    fn draw_the_end(&self, outcome: Outcome) -> Result<()> {
        if outcome != Outcome::Complete {
            return Ok(());
        }
        let recipe = self.session.recipe();
        if !recipe.data.name.is_points() && !recipe.is_translation() {
            write_whole(&self.folder.interpolation(), &pictures::of_interpolation(&self.session)?)?;
        }
        write_whole(&self.folder.film(), &film_of(&self.folder)?)
    }

    /// Says of an error that ends the run where the run stands and how it goes on.
    fn stopped_by(&self, error: anyhow::Error) -> anyhow::Error {
        let folder = self.folder.path().display();
        let parts = &self.session.recipe();
        let rates = [("discriminator_lr", parts.discriminator.lr), ("generator_lr", parts.generator.lr)];
        // The same settings would lead to the same end.
        let settings = match error.downcast_ref() {
            Some(Error::Diverged { .. }) => {
                rates.map(|(field, lr)| format!(" --set {field}={}", lr / 2.0)).concat()
            }
            _ => String::new(),
        };
        error.context(format!(
            "{folder} stopped after step {}; it still holds the checkpoint of step {}, from which \
             `saddle resume {folder}{settings}` goes on",
            self.session.steps(),
            self.saved
        ))
    }

    fn say_goodbye(&self, outcome: Outcome) {
        let folder = self.folder.path().display();
        let step = self.session.steps();
        match outcome {
            Outcome::Complete => {
                let best = self.best().map_or_else(String::new, |best| format!("; the best is {best}"));
                note(format_args!("{folder}: {step} steps, saved{best}"));
            }
            Outcome::TimeIsUp | Outcome::Interrupted => note(format_args!(
                "{folder}: saved at step {step} of {}; resume with `saddle resume {folder}`",
                self.plan.steps
            )),
        }
    }
}

/// The moment after which a run saves and stops; none where nobody set one.
#[derive(Clone, Copy)]
pub struct Deadline(Option<Instant>);

impl Deadline {
    /// The moment after this much `time` from now.
    pub fn after(time: Option<Duration>) -> Self {
        Self(time.and_then(|time| Instant::now().checked_add(time)))
    }

    fn has_passed(self) -> bool {
        self.0.is_some_and(|deadline| Instant::now() >= deadline)
    }
}

/// How the run ends after this step, before it is complete, in all its processes if in any; Ctrl-C goes before a time
/// that is up.
pub fn reason_to_stop(session: &Session, deadline: Deadline, plan: &Plan) -> Result<Option<Outcome>> {
    let group = session.group();
    Ok(if session.steps() == plan.steps {
        None
    } else if at_once(group.all_any(interrupt::requested()))? {
        Some(Outcome::Interrupted)
    } else if at_once(group.all_any(deadline.has_passed()))? {
        Some(Outcome::TimeIsUp)
    } else {
        None
    })
}
