//! How a run shows its progress: a bar in a terminal, lines of log elsewhere.

use crate::system::{failure::note, memory::resident_bytes};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use saddle::session::Reading;
use std::{
    io::{IsTerminal as _, stderr},
    time::{Duration, Instant},
};

/// The least time between two lines of log.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Progress towards a number of steps.
pub struct Progress {
    bar: ProgressBar,
    in_terminal: bool,
    total: u64,
    first: u64,
    started: Instant,
    last_line: Option<Instant>,
}

impl Progress {
    /// From `step` towards `total`.
    pub fn new(step: u64, total: u64) -> Self {
        let in_terminal = stderr().is_terminal();
        let target =
            if in_terminal { ProgressDrawTarget::stderr_with_hz(8) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(total), target).with_position(step);
        if let Ok(style) = ProgressStyle::with_template("{pos}/{len} {wide_bar} {eta} {msg}") {
            bar.set_style(style);
        }
        Self { bar, in_terminal, total, first: step, started: Instant::now(), last_line: None }
    }

    /// A step has been queued.
    pub fn stepped(&self, step: u64) {
        self.bar.set_position(step);
    }

    /// The losses have been read; `always` logs a line however recent the last one is.
    pub fn read(&mut self, reading: &Reading, always: bool) {
        let taken = reading.step.saturating_sub(self.first) as f64;
        let rate = taken / self.started.elapsed().as_secs_f64();
        let memory =
            resident_bytes().map_or_else(String::new, |bytes| format!("  {:.0} MB", bytes as f64 / 1e6));
        let message = format!("{}  {rate:.1} steps/s{memory}", in_words(reading));
        let due = self.last_line.is_none_or(|last| last.elapsed() >= LINE_EVERY);
        if !self.in_terminal && (always || due) {
            note(format_args!("step {}/{}  {message}", reading.step, self.total));
            self.last_line = Some(Instant::now());
        }
        self.bar.set_message(message);
    }

    /// Leaves the bar as it stands.
    pub fn finish(&self) {
        self.bar.abandon();
    }
}

fn in_words(reading: &Reading) -> String {
    let values: Vec<_> = reading.values.iter().map(|(name, value)| format!("{name} {value:.3}")).collect();
    values.join("  ")
}
