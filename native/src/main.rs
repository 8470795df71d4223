//! `saddle`, the command line: reads the arguments, runs the command, turns its end into an exit code.
//!
//! ```text
//! main ── args        what may be asked
//!   ├── zoo           the catalogue
//!   ├── train, resume ── training  the loop
//!   │                    ├── run_folder, files, metrics ── history
//!   │                    ├── pictures ── sample_grid, scatter
//!   │                    └── curves, progress, interrupt
//!   ├── sample        pictures from a checkpoint
//!   ├── mnist         fills the cache ── download
//!   ├── classifier    trains the judge of digits, and holds it
//!   └── bench         times the step, each figure in a process of its own; or what the zoo learns
//! device, data, failure: what several commands share
//! ```

mod args;
mod bench;
mod classifier;
mod curves;
mod data;
mod device;
mod download;
mod failure;
mod files;
mod history;
mod interrupt;
mod metrics;
mod mnist;
mod pictures;
mod plotting;
mod progress;
mod resume;
mod run_folder;
mod sample;
mod sample_grid;
mod scatter;
mod train;
mod training;
mod zoo;

use anyhow::Result;
use args::{Arguments, Command, DataSet};
use clap::Parser as _;
use std::process::ExitCode;
use training::Outcome;

// A step on the CPU makes and drops hundreds of tensors; glibc's allocator asks the system for each large one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    failure::expect_panics();
    match failure::guard(|| run(arguments.command)) {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::EXIT_CODE),
        Err(error) => failure::report(&error),
    }
}

fn run(command: Command) -> Result<Outcome> {
    match command {
        Command::Zoo { json } => zoo::show(json)?,
        Command::Train(options) => return train::train(options),
        Command::Resume(options) => return resume::resume(&options),
        Command::Sample(options) => sample::sample(&options)?,
        Command::Data { set: DataSet::Mnist { mirrors } } => mnist::fetch(&mirrors)?,
        Command::Bench(options) => bench::bench(&options)?,
        Command::Classifier(options) => classifier::train(&options)?,
        Command::Measure(options) => bench::steps::measure(&options)?,
    }
    Ok(Outcome::Complete)
}
