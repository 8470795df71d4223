//! Ctrl-C: the first asks the run to save and stop, the second ends it at once.

use crate::system::failure::note;
use anyhow::{Context as _, Result};
use std::{
    process,
    sync::atomic::{AtomicBool, Ordering},
};

/// The exit code of an interrupted program, as shells expect it: 128 + SIGINT.
pub const EXIT_CODE: u8 = 130;

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// Watches for Ctrl-C from here on (on Unix for SIGTERM and SIGHUP, too). To be called once in a process.
pub fn watch() -> Result<()> {
    ctrlc::set_handler(|| {
        if REQUESTED.swap(true, Ordering::Relaxed) {
            process::exit(EXIT_CODE.into());
        }
        note("\nfinishing this step, then saving; Ctrl-C again ends at once");
    })
    .context("cannot watch for Ctrl-C")
}

/// Whether the run has been asked to stop.
pub fn requested() -> bool {
    REQUESTED.load(Ordering::Relaxed)
}
