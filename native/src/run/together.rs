//! One run in several processes: the first holds the folder and hands the run out; the others step along.

use super::{
    folder::Plan,
    interrupt,
    training::{Deadline, Outcome, reason_to_stop},
};
use crate::{
    data,
    system::{
        device::{self, DeviceName},
        failure::{note, usage},
        processes::Processes,
    },
};
use anyhow::Result;
use pollster::block_on;
use saddle::{recipe::Norm, session::Session, train::checkpoint::Checkpoint};
use std::time::Duration;

/// `session` as the first of `processes` trains it. The others get it as it stands, so that all begin with the same bits.
pub fn lead(session: Session, plan: &Plan, processes: &Processes) -> Result<Session> {
    let share = processes.share();
    if share.processes == 1 {
        return Ok(session);
    }
    let checkpoint = block_on(session.checkpoint())?;
    let session = processes.join(session).map_err(usage)?;
    processes.broadcast(serde_json::to_vec(plan)?);
    processes.broadcast(checkpoint);

    let each = session.recipe().run.batch / share.processes;
    note(format_args!("{} processes, {each} samples of every batch in each", share.processes));
    let recipe = session.recipe();
    if [recipe.generator.norm, recipe.discriminator.norm].contains(&Norm::Batch) {
        note(format_args!(
            "batch norm is not synchronised: it takes the mean and deviation of those {each} samples"
        ));
    }
    Ok(session)
}

/// Sends the others home: the run needs no more steps.
pub fn dismiss(processes: &Processes) {
    processes.broadcast(Vec::new());
}

/// Trains along with the first of `processes`, to the end of its run.
pub fn follow(
    device: Option<DeviceName>,
    stop_after: Option<Duration>,
    processes: &Processes,
) -> Result<Outcome> {
    let plan = processes.broadcast(Vec::new());
    if plan.is_empty() {
        return Ok(Outcome::Complete);
    }
    let plan: Plan = serde_json::from_slice(&plan)?;
    let bytes = processes.broadcast(Vec::new());
    let checkpoint = Checkpoint::read(&bytes)?;
    let dataset = data::open(&checkpoint.recipe, plan.data_dir.as_deref())?;
    let device = device::open(device)?;
    let mut session = processes.join(Session::resume(&checkpoint, dataset, &device)?)?;

    interrupt::watch()?;
    let deadline = Deadline::after(stop_after);
    while session.steps() < plan.steps {
        session.step()?;
        if let Some(outcome) = reason_to_stop(&session, deadline, &plan)? {
            return Ok(outcome);
        }
    }
    Ok(Outcome::Complete)
}
