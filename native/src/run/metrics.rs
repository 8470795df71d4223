//! `metrics.csv`: a row every few steps, appended during the run.

use super::history::{History, SECONDS, STEP};
use crate::system::files::{cannot_write, write_whole};
use anyhow::{Context as _, Result};
use saddle::session::Reading;
use std::{
    fmt::Write as _,
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    time::Instant,
};

/// The metrics of a run.
pub struct Metrics {
    path: PathBuf,
    file: File,
    is_empty: bool,
    history: History,
    seconds_before: f64,
    started: Instant,
}

impl Metrics {
    /// Opens the metrics of a run that is at `step`. Later rows are of steps that were lost when a process ended
    /// before its next checkpoint; they are dropped, as is a row that was cut short.
    pub fn open(path: &Path, step: u64) -> Result<Self> {
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            text => text.with_context(|| format!("cannot read {}", path.display()))?,
        };
        let kept = rows_up_to(&text, step);
        if kept != text {
            write_whole(path, kept.as_bytes())?;
        }
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        let mut history = History::default();
        history.extend(&kept);
        Ok(Self {
            path: path.into(),
            file,
            is_empty: kept.is_empty(),
            history,
            seconds_before: seconds_in(&kept).unwrap_or(0.0),
            started: Instant::now(),
        })
    }

    /// Adds a row, in one write.
    pub fn append(&mut self, reading: &Reading) -> Result<()> {
        let mut text = String::new();
        if self.is_empty {
            let names: String = reading.values.iter().map(|(name, _)| format!("{name},")).collect();
            writeln!(text, "{STEP},{names}{SECONDS}")?;
        }
        let values: String = reading.values.iter().map(|(_, value)| format!("{value},")).collect();
        let seconds = self.seconds_before + self.started.elapsed().as_secs_f64();
        writeln!(text, "{},{values}{seconds:.3}", reading.step)?;
        self.file.write_all(text.as_bytes()).map_err(|error| cannot_write(&self.path, error))?;
        self.is_empty = false;
        self.history.extend(&text);
        Ok(())
    }

    /// Brings the rows to the disk, where a checkpoint is to find them after a power failure.
    pub fn sync(&self) -> Result<()> {
        self.file.sync_data().map_err(|error| cannot_write(&self.path, error))
    }

    /// The rows so far, to be drawn.
    pub fn history(&self) -> &History {
        &self.history
    }
}

/// The seconds that the run had taken at the last row.
fn seconds_in(rows: &str) -> Option<f64> {
    rows.lines().last()?.rsplit(',').next()?.parse().ok()
}

/// The header and the whole rows of steps up to `step`; nothing where there is no such row.
fn rows_up_to(text: &str, step: u64) -> String {
    let mut lines = text.split_inclusive('\n');
    let Some(header) = lines.next() else {
        return String::new();
    };
    let columns = header.split(',').count();
    let rows: String = lines
        .filter(|line| line.ends_with('\n') && line.split(',').count() == columns)
        .filter(|line| {
            let first = line.split(',').next().and_then(|cell| cell.parse::<u64>().ok());
            first.is_some_and(|row| row <= step)
        })
        .collect();
    if rows.is_empty() { rows } else { header.to_owned() + &rows }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(step: u64) -> Reading {
        Reading { step, values: vec![("loss_d", 0.5), ("d_real", 0.25)] }
    }

    #[test]
    fn rows_past_the_checkpoint_and_rows_cut_short_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.csv");
        let mut metrics = Metrics::open(&path, 0).unwrap();
        for step in [10, 20, 30] {
            metrics.append(&reading(step)).unwrap();
        }
        fs::write(&path, fs::read_to_string(&path).unwrap() + "40,0.5,0.").unwrap();
        let mut metrics = Metrics::open(&path, 20).unwrap();
        metrics.append(&reading(30)).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let steps: Vec<_> = text.lines().map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(steps, ["step", "10", "20", "30"]);
        let over = |value| [10.0, 20.0, 30.0].map(|step| (step, value)).to_vec();
        let series: Vec<_> = metrics.history().series().collect();
        assert_eq!(series, [("loss_d", over(0.5)), ("d_real", over(0.25))]);
    }

    #[test]
    fn a_run_back_at_its_start_has_no_rows_and_gets_a_header_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.csv");
        Metrics::open(&path, 0).unwrap().append(&reading(10)).unwrap();
        Metrics::open(&path, 0).unwrap().append(&reading(10)).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
    }

    #[test]
    fn seconds_go_on_from_the_last_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.csv");
        fs::write(&path, "step,loss_d,d_real,seconds\n10,0.5,0.5,100.000\n").unwrap();
        let mut metrics = Metrics::open(&path, 10).unwrap();
        metrics.append(&reading(20)).unwrap();
        assert!(seconds_in(&fs::read_to_string(&path).unwrap()).unwrap() >= 100.0);
    }
}
