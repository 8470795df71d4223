//! The metrics in memory, to be drawn: no more points than a plot can show, however long the run.
//!
//! When there are too many, every two neighbours become their mean, and a point stands for twice as many rows.

/// The first column and the last; the metrics are between them.
pub const STEP: &str = "step";
pub const SECONDS: &str = "seconds";

/// The most points: even, so that each finds a neighbour, and more than a plot is wide.
const LIMIT: usize = 2000;

/// The rows so far, many to a point.
#[derive(Default)]
pub struct History {
    columns: Vec<String>,
    points: Vec<Point>,
    /// How many halvings there were: a whole point is two to this power of rows.
    halvings: u32,
}

/// Rows of numbers, added up.
struct Point {
    sums: Vec<f64>,
    rows: u64,
}

impl Point {
    fn add(&mut self, sums: &[f64], rows: u64) {
        for (sum, value) in self.sums.iter_mut().zip(sums) {
            *sum += value;
        }
        self.rows += rows;
    }

    fn mean(&self, column: usize) -> f64 {
        self.sums[column] / self.rows as f64
    }
}

impl History {
    /// Adds lines of a CSV file, the header first; a line that is not a row is skipped.
    pub fn extend(&mut self, text: &str) {
        for line in text.lines() {
            if self.columns.is_empty() {
                self.columns = line.split(',').map(str::to_owned).collect();
            } else if let Some(row) =
                line.split(',').map(|cell| cell.parse().ok()).collect::<Option<Vec<_>>>()
                && row.len() == self.columns.len()
            {
                self.push(row);
            }
        }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The columns between the step and the seconds, each as points over the step.
    pub fn series(&self) -> impl Iterator<Item = (&str, Vec<(f64, f64)>)> {
        self.columns.iter().enumerate().filter(|(_, name)| ![STEP, SECONDS].contains(&name.as_str())).map(
            |(column, name)| {
                let points = self.points.iter().map(|point| (point.mean(0), point.mean(column))).collect();
                (name.as_str(), points)
            },
        )
    }

    fn push(&mut self, row: Vec<f64>) {
        if let Some(last) = self.points.last_mut()
            && last.rows < 1 << self.halvings
        {
            return last.add(&row, 1);
        }
        if self.points.len() == LIMIT {
            self.halve();
        }
        self.points.push(Point { sums: row, rows: 1 });
    }

    fn halve(&mut self) {
        let mut points = std::mem::take(&mut self.points).into_iter();
        while let Some(mut point) = points.next() {
            if let Some(next) = points.next() {
                point.add(&next.sums, next.rows);
            }
            self.points.push(point);
        }
        self.halvings += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_keeps_few_points_and_each_is_the_mean_of_its_rows() {
        let mut history = History::default();
        history.extend("step,loss_d,seconds\n");
        let rows = 10 * LIMIT as u64 + 3;
        for step in 1..=rows {
            history.extend(&format!("{step},{},0.5\n", 2 * step));
            assert!(history.points.len() <= LIMIT);
        }
        assert!(history.points.len() >= LIMIT / 2);
        assert_eq!(history.points.iter().map(|point| point.rows).sum::<u64>(), rows);
        let (name, points) = history.series().next().unwrap();
        assert_eq!((name, points[0]), ("loss_d", (8.5, 17.0)));
        assert!(points.iter().all(|(step, value)| *value == 2.0 * step));
    }

    #[test]
    fn a_resumed_run_has_the_points_of_one_that_never_stopped() {
        let lines: Vec<_> = (1..=5000).map(|step| format!("{step},0.{step}\n")).collect();
        let mut whole = History::default();
        whole.extend(&format!("step,loss_d\n{}", lines.concat()));
        let mut parts = History::default();
        parts.extend(&format!("step,loss_d\n{}", lines[..3000].concat()));
        lines[3000..].iter().for_each(|line| parts.extend(line));
        assert!(whole.series().eq(parts.series()));
    }

    #[test]
    fn what_is_no_row_is_left_out() {
        let mut history = History::default();
        history.extend("step,loss_d\n10,0.5\n20\n30,x\n40,0.25\n");
        assert_eq!(history.series().next(), Some(("loss_d", vec![(10.0, 0.5), (40.0, 0.25)])));
    }
}
