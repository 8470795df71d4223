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
    sums: Vec<Sum>,
    rows: u64,
}

/// Of one column, in which not every row need have a number.
#[derive(Clone, Copy, Default)]
struct Sum {
    total: f64,
    numbers: u64,
}

impl Point {
    fn add(&mut self, other: &Self) {
        for (sum, other) in self.sums.iter_mut().zip(&other.sums) {
            sum.total += other.total;
            sum.numbers += other.numbers;
        }
        self.rows += other.rows;
    }

    fn mean(&self, column: usize) -> Option<f64> {
        let Sum { total, numbers } = self.sums[column];
        (numbers > 0).then(|| total / numbers as f64)
    }
}

impl History {
    /// Adds lines of a CSV file, the header first; a line that is not a row is skipped.
    pub fn extend(&mut self, text: &str) {
        for line in text.lines() {
            if self.columns.is_empty() {
                self.columns = line.split(',').map(str::to_owned).collect();
            } else if let Some(sums) = line.split(',').map(number_in).collect::<Option<Vec<_>>>()
                && sums.len() == self.columns.len()
            {
                self.push(Point { sums, rows: 1 });
            }
        }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The columns between the step and the seconds, each as points over the step; those without a number are left out.
    pub fn series(&self) -> impl Iterator<Item = (&str, Vec<(f64, f64)>)> {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, name)| ![STEP, SECONDS].contains(&name.as_str())).filter_map(|(column, name)| {
            let points = self.points.iter().filter_map(|point| Some((point.mean(0)?, point.mean(column)?)));
            let points: Vec<_> = points.collect();
            (!points.is_empty()).then_some((name.as_str(), points))
        })
    }

    fn push(&mut self, row: Point) {
        if let Some(last) = self.points.last_mut()
            && last.rows < 1 << self.halvings
        {
            return last.add(&row);
        }
        if self.points.len() == LIMIT {
            self.halve();
        }
        self.points.push(row);
    }

    fn halve(&mut self) {
        let mut points = std::mem::take(&mut self.points).into_iter();
        while let Some(mut point) = points.next() {
            if let Some(next) = points.next() {
                point.add(&next);
            }
            self.points.push(point);
        }
        self.halvings += 1;
    }
}

/// What a cell adds to its column; an empty one adds nothing.
fn number_in(cell: &str) -> Option<Sum> {
    if cell.is_empty() {
        return Some(Sum::default());
    }
    Some(Sum { total: cell.parse().ok()?, numbers: 1 })
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

    #[test]
    fn a_column_with_gaps_has_points_where_it_has_numbers() {
        let mut history = History::default();
        history.extend("step,loss_d,score,seconds\n10,0.5,,1\n20,0.25,7,2\n");
        let series: Vec<_> = history.series().collect();
        assert_eq!(series, [("loss_d", vec![(10.0, 0.5), (20.0, 0.25)]), ("score", vec![(20.0, 7.0)])]);
        let mut history = History::default();
        history.extend("step,loss_d,score,seconds\n10,0.5,,1\n");
        assert_eq!(history.series().count(), 1);
        // Over a long run, too, the mean is that of the numbers there are.
        for row in 2..10 * LIMIT {
            let score = if row % 100 == 0 { "3" } else { "" };
            history.extend(&format!("{row}0,0.5,{score},1\n"));
        }
        let (_, points) = history.series().last().unwrap();
        assert!(points.len() > 100 && points.iter().all(|(_, score)| *score == 3.0));
    }
}
