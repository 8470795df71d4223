//! What a run measures, as files that others read; all are appended to as the run goes on.
//!
//! ```text
//! csv     metrics.csv: a table, and the memory of all curves
//! json    metrics.jsonl: the same rows, an object a line
//! events  events.out.tfevents.saddle: for TensorBoard, with the sample grids
//!   proto   the messages in it
//! lines   what the two text files share
//! history the rows in memory, to be drawn
//! ```

mod csv;
mod events;
mod history;
mod json;
mod lines;
mod proto;

use history::{History, SECONDS};

use crate::system::files::read_or_empty;
use anyhow::Result;
use csv::Csv;
use events::Events;
use json::Json;
use saddle::session::Reading;
use std::{path::Path, time::Instant};

pub const CSV: &str = "metrics.csv";
pub const JSON: &str = "metrics.jsonl";
pub const EVENTS: &str = "events.out.tfevents.saddle";

/// The metrics of a run.
pub struct Metrics {
    csv: Csv,
    json: Json,
    events: Events,
    history: History,
    seconds_before: f64,
    started: Instant,
}

impl Metrics {
    /// Opens the metrics in `folder` of a run that is at `step`. What is of later steps was lost when a process ended
    /// before its next checkpoint; it is dropped, as is what was cut short.
    /// A run that is scored now and then has a column for its `score`.
    pub fn open(folder: &Path, step: u64, score: Option<&str>) -> Result<Self> {
        let (csv, rows) = Csv::open(&folder.join(CSV), step, score)?;
        let json = Json::open(&folder.join(JSON), step)?;
        let events = Events::open(&folder.join(EVENTS), step)?;
        let seconds_before = csv::seconds_in(&rows).unwrap_or(0.0);
        let mut history = History::default();
        history.extend(&rows);
        Ok(Self { csv, json, events, history, seconds_before, started: Instant::now() })
    }

    /// Adds what was read at a step.
    pub fn append(&mut self, reading: &Reading) -> Result<()> {
        let seconds = self.seconds_before + self.started.elapsed().as_secs_f64();
        let row = self.csv.append(reading, seconds)?;
        self.history.extend(&row);
        self.json.append(reading, seconds)?;
        self.events.scalars(reading)
    }

    /// Adds the grid of samples drawn at `step`, a PNG file.
    pub fn samples(&mut self, step: u64, png: &[u8]) -> Result<()> {
        self.events.samples(step, png)
    }

    /// Brings all files to the disk, where a checkpoint is to find them after a power failure.
    pub fn sync(&self) -> Result<()> {
        self.csv.sync()?;
        self.json.sync()?;
        self.events.sync()
    }

    /// The rows so far, to be drawn.
    pub fn history(&self) -> &History {
        &self.history
    }
}

/// What has been measured, for those who only read it.
pub struct Past {
    pub history: History,
    /// The last row: each column's name and value, without those that it leaves empty.
    pub last: Vec<(String, String)>,
}

impl Past {
    /// The seconds that the run had taken at the last row.
    pub fn seconds(&self) -> Option<f64> {
        self.last.iter().find(|(name, _)| name == SECONDS)?.1.parse().ok()
    }
}

/// What has been measured of the run in `folder`.
pub fn past(folder: &Path) -> Result<Past> {
    let text = read_or_empty(&folder.join(CSV))?;
    let mut history = History::default();
    history.extend(&text);
    Ok(Past { history, last: csv::last_row(&text) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn seconds_and_curves_go_on_from_the_last_row() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(CSV);
        fs::write(&path, "step,loss_d,seconds\n10,0.5,100.000\n20,0.5,200.000\n").unwrap();
        let mut metrics = Metrics::open(folder.path(), 10, None).unwrap();
        metrics.append(&Reading { step: 20, values: vec![("loss_d", 0.25)] }).unwrap();
        let seconds = csv::seconds_in(&fs::read_to_string(&path).unwrap()).unwrap();
        assert!((100.0..200.0).contains(&seconds), "{seconds}");
        let series: Vec<_> = metrics.history().series().collect();
        assert_eq!(series, [("loss_d", vec![(10.0, 0.5), (20.0, 0.25)])]);
    }
}
