//! A bench's figures on stdout: as columns of text, as a Markdown table, or as JSON.

use anyhow::Result;
use serde::Serialize;
use std::io::{self, Write as _};

/// How figures are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Text,
    Markdown,
    Json,
}

impl Format {
    /// What the two flags ask for; they exclude each other.
    pub fn of(json: bool, markdown: bool) -> Self {
        match (json, markdown) {
            (true, _) => Self::Json,
            (_, true) => Self::Markdown,
            _ => Self::Text,
        }
    }
}

/// A figure that can stand in a table's row.
pub trait Row: Serialize {
    /// The columns' titles.
    const TITLES: &'static [&'static str];

    /// A cell for each title.
    fn cells(&self) -> Vec<String>;
}

/// Writes `rows` under the `protocol` that says how they were measured.
pub fn write<R: Row>(rows: &[R], protocol: &str, format: Format) -> Result<()> {
    let mut out = io::stdout().lock();
    match format {
        Format::Json => {
            let figures = serde_json::json!({ "protocol": protocol, "figures": rows });
            serde_json::to_writer_pretty(&mut out, &figures).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Format::Markdown => write!(out, "{protocol}\n\n{}", markdown(rows))?,
        Format::Text => write!(out, "{protocol}\n\n{}", text(rows))?,
    }
    Ok(out.flush()?)
}

/// The mean, and the standard deviation over N - 1, which for fewer than two values is 0.
pub fn mean_and_deviation(values: &[f64]) -> [f64; 2] {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count.max(1.0);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    [mean, (squares / (count - 1.0).max(1.0)).sqrt()]
}

fn markdown<R: Row>(rows: &[R]) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let titles = line(R::TITLES.iter().map(|&title| title.to_owned()).collect());
    let rule = format!("|{}\n", "---|".repeat(R::TITLES.len()));
    [titles, rule].into_iter().chain(rows.iter().map(|row| line(row.cells()))).collect()
}

fn text<R: Row>(rows: &[R]) -> String {
    let titles = R::TITLES.iter().map(|&title| title.to_owned()).collect();
    let lines: Vec<Vec<String>> = std::iter::once(titles).chain(rows.iter().map(R::cells)).collect();
    let width = |column: usize| lines.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<_> = (0..R::TITLES.len()).map(width).collect();
    lines
        .iter()
        .map(|cells| {
            let padded = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}"));
            format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Pair(&'static str, u32);

    impl Row for Pair {
        const TITLES: &'static [&'static str] = &["name", "count"];

        fn cells(&self) -> Vec<String> {
            vec![self.0.to_owned(), self.1.to_string()]
        }
    }

    #[test]
    fn the_deviation_is_that_of_a_sample() {
        assert_eq!(mean_and_deviation(&[1.0, 3.0]), [2.0, 2.0_f64.sqrt()]);
        assert_eq!(mean_and_deviation(&[5.0]), [5.0, 0.0]);
        assert_eq!(mean_and_deviation(&[]), [0.0, 0.0]);
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        assert_eq!(text(&[Pair("a", 1), Pair("longer", 22)]), "name    count\na       1\nlonger  22\n");
        assert_eq!(markdown(&[Pair("a", 1)]), "| name | count |\n|---|---|\n| a | 1 |\n");
    }
}
