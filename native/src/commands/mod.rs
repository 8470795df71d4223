//! What the command line does, a file for each command.
//!
//! ```text
//! zoo            lists the variants
//! train, resume  start a run and resume one
//! sample         draws from a checkpoint
//! eval, stats    scores of pictures by Inception-v3
//! translate      own pictures through a run's translator
//! report/        one page of a run
//! devices        lists the devices
//! data           downloads MNIST and Inception's weights; packs pictures
//! bench/         times the step, and measures what the zoo learns
//! shell          completions and manual pages
//! classifier     trains the classifier of digits
//! ```

mod bench;
mod classifier;
mod data;
mod devices;
mod eval;
mod report;
mod resume;
mod sample;
mod shell;
mod stats;
mod train;
mod translate;
mod zoo;

use crate::{
    args::{Command, DataSet},
    run::training::Outcome,
    system::processes::Processes,
};
use anyhow::Result;

/// Runs the command that was asked for.
pub fn run(command: Command, processes: &Processes) -> Result<Outcome> {
    match command {
        Command::Zoo { variant: None, json } => zoo::show(json)?,
        Command::Zoo { variant: Some(variant), json } => zoo::show_one(variant, json)?,
        Command::Train(options) => return train::train(options, processes),
        Command::Resume(options) => return resume::resume(&options, processes),
        Command::Sample(options) => sample::sample(&options)?,
        Command::Translate(options) => translate::translate(&options)?,
        Command::Eval(options) => eval::eval(&options)?,
        Command::Stats(options) => stats::stats(&options)?,
        Command::Report(options) => report::report(&options)?,
        Command::Devices => devices::list()?,
        Command::Data { set: DataSet::Mnist { mirrors } } => data::fetch(&mirrors)?,
        Command::Data { set: DataSet::Inception { mirrors } } => data::fetch_inception(&mirrors)?,
        Command::Data { set: DataSet::Pack { folder, out, settings } } => {
            data::pack(&folder, &out, &settings)?
        }
        Command::Bench(options) => bench::bench(&options)?,
        Command::Completions { shell } => shell::completions(shell)?,
        Command::Man { command } => shell::man(command.as_deref())?,
        Command::Classifier(options) => classifier::train(&options)?,
        Command::Measure(options) => bench::steps::measure(&options, processes)?,
    }
    Ok(Outcome::Complete)
}
