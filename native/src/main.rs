//! `saddle`, the command line: reads the arguments, runs the command, turns its end into an exit code.
//!
//! ```text
//! main ── args           what may be asked
//!     └── commands       one file each
//!         ├── run        a run's folder and its loop
//!         ├── pictures   everything that is drawn
//!         ├── evaluate   how generated samples are measured
//!         ├── data       opens a recipe's data; downloads
//!         └── system     device, failure, files, memory, processes
//! ```

mod args;
mod commands;
mod data;
mod evaluate;
mod pictures;
mod run;
mod system;

use args::Arguments;
use clap::Parser as _;
use run::{interrupt, training::Outcome};
use std::process::ExitCode;
use system::{allocator, failure, processes::Processes, threads};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    allocator::keep_freed_memory();
    threads::share_out_from_main();
    failure::expect_panics();
    let processes = match failure::guard(Processes::meet) {
        Ok(processes) => processes,
        Err(error) => return ExitCode::from(failure::report(&error)),
    };
    match failure::guard(|| commands::run(arguments.command, &processes)) {
        Ok(Outcome::Complete | Outcome::TimeIsUp) => ExitCode::SUCCESS,
        Ok(Outcome::Interrupted) => ExitCode::from(interrupt::EXIT_CODE),
        Err(error) => {
            let code = failure::report(&error);
            processes.abort(code);
            ExitCode::from(code)
        }
    }
}
