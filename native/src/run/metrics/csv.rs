//! `metrics.csv`: a row every few steps, under a header. A score, which is taken at fewer steps, leaves its cell empty at
//! the others.

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
    /// The names between the step and the seconds; empty until there is a row.
    columns: Vec<String>,
    score: Option<String>,
}

impl Csv {
    /// Opens the rows of a run that is at `step`; others are dropped. The `score` has a column, which is added if it is not
    /// there yet. Returns the rows, the header first.
    pub fn open(path: &Path, step: u64, score: Option<&str>) -> Result<(Self, String)> {
        let (lines, rows) = Lines::open(path, |text| with_column(rows_up_to(text, step), score))?;
        let header = rows.lines().next().unwrap_or_default();
        let between = |name: &&str| ![STEP, SECONDS, ""].contains(name);
        let columns = header.split(',').filter(between).map(str::to_owned).collect();
        Ok((Self { lines, columns, score: score.map(str::to_owned) }, rows))
    }

    /// Adds a row, the first one with the header, and returns what was added.
    pub fn append(&mut self, reading: &Reading, seconds: f64) -> Result<String> {
        let mut text = String::new();
        if self.columns.is_empty() {
            let measured = reading.values.iter().map(|(name, _)| (*name).to_owned());
            self.columns = measured.filter(|name| Some(name) != self.score.as_ref()).collect();
            self.columns.extend(self.score.clone());
            writeln!(text, "{STEP},{},{SECONDS}", self.columns.join(","))?;
        }
        let cell = |name: &String| {
            let found = reading.values.iter().find(|(measured, _)| measured == name);
            found.map_or_else(String::new, |(_, value)| value.to_string())
        };
        let cells: Vec<_> = self.columns.iter().map(cell).collect();
        writeln!(text, "{},{},{seconds:.3}", reading.step, cells.join(","))?;
        self.lines.append(&text)?;
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

/// The last whole row: the name and value of each column in which it has one.
pub fn last_row(text: &str) -> Vec<(String, String)> {
    let mut lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let names = lines.next().unwrap_or_default().split(',');
    let row = lines.next_back().unwrap_or_default().split(',');
    let filled = names.zip(row).filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// `rows` under their header with a `column`, empty where it is new, before that of the seconds.
fn with_column(rows: String, column: Option<&str>) -> String {
    let header = rows.lines().next().unwrap_or_default();
    let Some(column) =
        column.filter(|column| !header.is_empty() && !header.split(',').any(|name| name == *column))
    else {
        return rows;
    };
    let widened = rows.lines().enumerate().filter_map(|(at, line)| {
        let (before, seconds) = line.rsplit_once(',')?;
        Some(format!("{before},{},{seconds}\n", if at == 0 { column } else { "" }))
    });
    widened.collect()
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
        let (mut csv, _) = Csv::open(&path, 0, None).unwrap();
        for step in [10, 20, 30] {
            csv.append(&reading(step), 1.0).unwrap();
        }
        fs::write(&path, fs::read_to_string(&path).unwrap() + "40,0.5,0.").unwrap();
        let (mut csv, rows) = Csv::open(&path, 20, None).unwrap();
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
            Csv::open(&path, 0, None).unwrap().0.append(&reading(10), 1.0).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
    }

    #[test]
    fn a_score_has_a_column_from_the_first_row_or_from_where_scoring_begins() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.csv");
        let text = || fs::read_to_string(&path).unwrap();
        let scored =
            |step, score| Reading { step, values: [reading(step).values, vec![("score", score)]].concat() };
        let (mut csv, _) = Csv::open(&path, 0, Some("score")).unwrap();
        csv.append(&reading(10), 1.0).unwrap();
        csv.append(&scored(20, 7.5), 2.0).unwrap();
        let expected = "step,loss_d,d_real,score,seconds\n10,0.5,0.25,,1.000\n20,0.5,0.25,7.5,2.000\n";
        assert_eq!(text(), expected);
        assert_eq!(last_row(&text())[3], ("score".to_owned(), "7.5".to_owned()));
        // A run that is scored no more keeps the column.
        Csv::open(&path, 20, None).unwrap().0.append(&reading(30), 3.0).unwrap();
        assert_eq!(text(), format!("{expected}30,0.5,0.25,,3.000\n"));
        assert_eq!(last_row(&text())[3].0, "seconds");

        fs::write(&path, "step,loss_d,d_real,seconds\n10,0.5,0.25,1.000\n").unwrap();
        Csv::open(&path, 10, Some("score")).unwrap().0.append(&scored(20, 7.5), 2.0).unwrap();
        assert_eq!(text(), expected);
    }
}
