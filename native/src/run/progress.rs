//! How a run shows its progress: a bar and samples in a terminal, lines of log elsewhere.

use super::best::Best;
use crate::system::{failure::note, memory::resident_bytes};
use image::DynamicImage;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use saddle::session::Reading;
use std::{
    env,
    io::{IsTerminal as _, stderr, stdout},
    time::{Duration, Instant},
};

/// The least time between two lines of log.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// Characters in a line of samples.
const WIDTH: u32 = 72;

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

    /// The losses have been read, and the `best` score so far is this; `always` logs a line however recent the last one is.
    pub fn read(&mut self, reading: &Reading, best: Option<&Best>, always: bool) {
        let taken = reading.step.saturating_sub(self.first) as f64;
        let rate = taken / self.started.elapsed().as_secs_f64();
        let memory =
            resident_bytes().map_or_else(String::new, |bytes| format!("  {:.0} MB", bytes as f64 / 1e6));
        let best = best.map_or_else(String::new, |best| format!("  best {best}"));
        let message = format!("{}{best}  {rate:.1} steps/s{memory}", in_words(reading));
        let due = self.last_line.is_none_or(|last| last.elapsed() >= LINE_EVERY);
        if !self.in_terminal && (always || due) {
            note(format_args!("step {}/{}  {message}", reading.step, self.total));
            self.last_line = Some(Instant::now());
        }
        self.bar.set_message(message);
    }

    /// Whether there is a terminal that shows every colour.
    pub fn shows_samples(&self) -> bool {
        let colours = env::var("COLORTERM").is_ok_and(|colours| ["truecolor", "24bit"].contains(&&*colours));
        self.in_terminal && stdout().is_terminal() && colours
    }

    /// Shows samples above the bar.
    pub fn show_samples(&self, image: &DynamicImage) {
        // Kitty's protocol would wait for an answer, which not every terminal gives.
        let config = viuer::Config {
            absolute_offset: false,
            width: Some(WIDTH),
            use_kitty: false,
            ..Default::default()
        };
        self.bar.suspend(|| {
            if let Err(problem) = viuer::print(image, &config) {
                note(format_args!("this terminal shows no samples: {problem}"));
            }
        });
    }

    /// Leaves the bar as it stands, on a line of its own.
    pub fn finish(&self) {
        self.bar.abandon();
        if self.in_terminal {
            note("");
        }
    }
}

fn in_words(reading: &Reading) -> String {
    let values: Vec<_> = reading.values.iter().map(|(name, value)| format!("{name} {value:.3}")).collect();
    values.join("  ")
}
