//! What a run has left in its folder, for those who only look at it.

use super::{
    best::{Best, best_in},
    checkpoints::Checkpoints,
    folder::{Plan, RunFolder},
    metrics::{self, Past},
};
use crate::{
    pictures::film,
    system::{
        failure::note,
        files::{numbered, read_or_empty},
    },
};
use anyhow::{Context as _, Result};
use saddle::{recipe::Recipe, train::checkpoint::Checkpoint};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A run as it stands.
pub struct Record {
    /// Its settings at its last checkpoint.
    pub recipe: Recipe,
    /// The step of that checkpoint.
    pub step: u64,
    pub plan: Option<Plan>,
    /// Its best checkpoint, if it is scored.
    pub best: Option<Best>,
    /// Settings changed on the way, the first change first.
    pub changes: Vec<Changed>,
    pub metrics: Past,
    /// The pictures of samples with their steps, the first first.
    pub samples: Vec<(u64, PathBuf)>,
}

/// A line of `history.jsonl`.
#[derive(Debug, Deserialize, PartialEq)]
pub struct Changed {
    pub step: u64,
    pub field: String,
    pub value: String,
}

impl Record {
    /// Reads the run in `folder`, which may still go on.
    pub fn read(folder: &RunFolder) -> Result<Self> {
        let whole = Checkpoints::of(folder.path()).newest_whole()?;
        let checkpoint = Checkpoint::read(&whole.bytes)?;
        Ok(Self {
            step: checkpoint.progress.step,
            plan: folder.plan()?,
            best: folder.best().exists().then(|| best_in(&folder.best())).and_then(|best| {
                // A page can do without it.
                best.inspect_err(|problem| note(format_args!("{problem:#}"))).ok()
            }),
            changes: changes(&folder.history())?,
            metrics: metrics::past(folder.path())?,
            samples: samples(folder),
            recipe: checkpoint.recipe,
        })
    }
}

/// The pictures of samples in `folder` with their steps, the first first.
pub fn samples(folder: &RunFolder) -> Vec<(u64, PathBuf)> {
    numbered(&folder.all_samples(), "png")
}

/// The film of the pictures of samples in `folder`, a GIF file.
pub fn film_of(folder: &RunFolder) -> Result<Vec<u8>> {
    let pictures = spread(&samples(folder), film::FRAMES);
    film::gif(&pictures.into_iter().map(|(_, path)| path).collect::<Vec<_>>())
}

/// At most `most` of `items`, the first, the last and others at even distances.
pub fn spread<T: Clone>(items: &[T], most: usize) -> Vec<T> {
    if items.len() <= most.max(2) {
        return items.to_vec();
    }
    (0..most).map(|place| items[place * (items.len() - 1) / (most - 1)].clone()).collect()
}

fn changes(path: &Path) -> Result<Vec<Changed>> {
    let text = read_or_empty(path)?;
    let in_file = || format!("{} is damaged", path.display());
    text.lines().map(|line| serde_json::from_str(line).with_context(in_file)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_few_of_many_begin_with_the_first_and_end_with_the_last() {
        let many: Vec<u32> = (0..=1000).collect();
        assert_eq!(spread(&many, 5), [0, 250, 500, 750, 1000]);
        assert_eq!(spread(&many[..3], 5), [0, 1, 2]);
        assert_eq!(spread(&many[..0], 5), [0; 0]);
    }

    #[test]
    fn pictures_come_in_the_order_of_their_steps_and_others_are_passed_over() {
        let root = tempfile::tempdir().unwrap();
        let folder = RunFolder::vacant(root.path()).unwrap();
        folder.make_ready().unwrap();
        for step in [1_000_000, 20, 999_999] {
            fs::write(folder.samples(step), []).unwrap();
        }
        fs::write(folder.all_samples().join("notes.png"), []).unwrap();
        let steps: Vec<_> = samples(&folder).into_iter().map(|(step, _)| step).collect();
        assert_eq!(steps, [20, 999_999, 1_000_000]);
    }
}
