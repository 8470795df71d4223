//! `metrics.jsonl`: an object a line, with the step, what was measured and the seconds.

use super::{
    history::{SECONDS, STEP},
    lines::Lines,
};
use anyhow::Result;
use saddle::session::Reading;
use serde_json::Value;
use std::path::Path;

/// The file, open for more lines.
pub struct Json(Lines);

impl Json {
    /// Opens the lines of a run that is at `step`; others are dropped.
    pub fn open(path: &Path, step: u64) -> Result<Self> {
        let (lines, _) = Lines::open(path, |text| lines_up_to(text, step))?;
        Ok(Self(lines))
    }

    /// Adds a line.
    pub fn append(&mut self, reading: &Reading, seconds: f64) -> Result<()> {
        // A measure is finite, and so is JSON as it is written in CSV: 0.1, not the 64-bit neighbour of the 32-bit 0.1.
        let values: String =
            reading.values.iter().map(|(name, value)| format!("\"{name}\":{value},")).collect();
        self.0.append(&format!("{{\"{STEP}\":{},{values}\"{SECONDS}\":{seconds:.3}}}\n", reading.step))
    }

    /// Brings the lines to the disk.
    pub fn sync(&self) -> Result<()> {
        self.0.sync()
    }
}

fn lines_up_to(text: &str, step: u64) -> String {
    let is_kept = |line: &&str| {
        let object: Option<Value> = serde_json::from_str(line).ok();
        line.ends_with('\n') && object.and_then(|object| object[STEP].as_u64()).is_some_and(|at| at <= step)
    };
    text.split_inclusive('\n').filter(is_kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn lines_past_the_checkpoint_and_lines_cut_short_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("metrics.jsonl");
        let reading = |step| Reading { step, values: vec![("loss_d", 0.1), ("loss_g", -2e-9)] };
        let mut json = Json::open(&path, 0).unwrap();
        for step in [10, 20, 30] {
            json.append(&reading(step), 1.5).unwrap();
        }
        fs::write(&path, fs::read_to_string(&path).unwrap() + "{\"step\":15,\"lo").unwrap();
        Json::open(&path, 20).unwrap().append(&reading(30), 2.0).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let objects: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(
            objects.iter().map(|object| object["step"].as_u64().unwrap()).collect::<Vec<_>>(),
            [10, 20, 30]
        );
        assert_eq!(
            objects[2],
            serde_json::json!({"step": 30, "loss_d": 0.1, "loss_g": -2e-9, "seconds": 2.0})
        );
    }
}
