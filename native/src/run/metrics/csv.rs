//! `metrics.csv`: a row every few steps, under a header.

use super::{
    history::{SECONDS, STEP},
    lines::Lines,
};
use anyhow::Result;
use saddle::session::Reading;
use std::{fmt::Write as _, path::Path};

/// The file, open for more rows.
pub struct Csv {
    lines: Lines,
    is_empty: bool,
}

impl Csv {
    /// Opens the rows of a run that is at `step`; others are dropped. Returns the rows, the header first.
    pub fn open(path: &Path, step: u64) -> Result<(Self, String)> {
        let (lines, rows) = Lines::open(path, |text| rows_up_to(text, step))?;
        Ok((Self { lines, is_empty: rows.is_empty() }, rows))
    }

    /// Adds a row, the first one with the header, and returns what was added.
    pub fn append(&mut self, reading: &Reading, seconds: f64) -> Result<String> {
        let mut text = String::new();
        if self.is_empty {
            let names: String = reading.values.iter().map(|(name, _)| format!("{name},")).collect();
            writeln!(text, "{STEP},{names}{SECONDS}")?;
        }
        let values: String = reading.values.iter().map(|(_, value)| format!("{value},")).collect();
        writeln!(text, "{},{values}{seconds:.3}", reading.step)?;
        self.lines.append(&text)?;
        self.is_empty = false;
        Ok(text)
    }

    /// Brings the rows to the disk.
    pub fn sync(&self) -> Result<()> {
        self.lines.sync()
    }
}

/// The seconds that the run had taken at the last row.
pub fn seconds_in(rows: &str) -> Option<f64> {
    rows.lines().last()?.rsplit(',').next()?.parse().ok()
}

/// The last whole row: each column's name and value.
pub fn last_row(text: &str) -> Vec<(String, String)> {
    let mut lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let names = lines.next().unwrap_or_default().split(',');
    let row = lines.next_back().unwrap_or_default().split(',');
    names.zip(row).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
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
    use std::fs;

    fn reading(step: u64) -> Reading {
        Reading { step, values: vec![("loss_d", 0.5), ("d_real", 0.25)] }
    }

    #[test]
    fn rows_past_the_checkpoint_and_rows_cut_short_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.csv");
        let (mut csv, _) = Csv::open(&path, 0).unwrap();
        for step in [10, 20, 30] {
            csv.append(&reading(step), 1.0).unwrap();
        }
        fs::write(&path, fs::read_to_string(&path).unwrap() + "40,0.5,0.").unwrap();
        let (mut csv, rows) = Csv::open(&path, 20).unwrap();
        assert_eq!(csv.append(&reading(30), 2.0).unwrap(), "30,0.5,0.25,2.000\n");
        let text = fs::read_to_string(&path).unwrap();
        let steps: Vec<_> = text.lines().map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(steps, ["step", "10", "20", "30"]);
        assert_eq!(text, rows + "30,0.5,0.25,2.000\n");
    }

    #[test]
    fn a_run_back_at_its_start_has_no_rows_and_gets_a_header_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.csv");
        for _ in 0..2 {
            Csv::open(&path, 0).unwrap().0.append(&reading(10), 1.0).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
    }
}
