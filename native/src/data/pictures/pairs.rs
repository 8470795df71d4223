//! Pictures of two kinds in one data set: what is translated, and what into.
//!
//! As the data sets of pix2pix and CycleGAN come: in the folders `A/` and `B/`, or `trainA/` and `trainB/` (of pairs, in the same
//! order by name), or each pair as the two halves of one picture.

use super::{Folder, prepare::Region};
use crate::system::{device, failure::usage};
use anyhow::{Result, ensure};
use saddle::{
    data::{Batch, Dataset},
    recipe::{DirectionName, Recipe, TaskName},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Folders of sources and of targets, by name.
const NAMES: [[&str; 2]; 2] = [["A", "B"], ["trainA", "trainB"]];

/// Targets that know their sources.
pub struct Pairs {
    source: Arc<dyn Dataset>,
    target: Arc<dyn Dataset>,
}

impl Pairs {
    /// The pictures in `root` that `recipe` translates; each of the two kinds has half of the machine's threads.
    ///
    /// # Errors
    /// No such folders in `root`, or of pairs, more pictures in one than in the other.
    pub fn open(recipe: &Recipe, root: &Path) -> Result<Self> {
        let halves = recipe.translation.task == TaskName::Halves;
        let [a, b] = if halves { [root; 2].map(Path::to_owned) } else { folders(root)? };
        let regions = if halves { [Region::Left, Region::Right] } else { [Region::Whole; 2] };
        let open = |folder: &Path, region: Region| -> Result<Arc<dyn Dataset>> {
            Ok(Arc::new(Folder::open_region(
                region,
                folder,
                &recipe.pictures,
                device::threads().div_ceil(2),
            )?))
        };
        let sets = [open(&a, regions[0])?, open(&b, regions[1])?];
        let [of_a, of_b] = [&sets[0], &sets[1]].map(|set| set.len().unwrap_or_default());
        ensure!(
            recipe.is_cycle() || of_a == of_b,
            "{} holds {of_a} pictures and {} holds {of_b}; pairs need as many of both, in the same order by name",
            a.display(),
            b.display()
        );
        let [a, b] = sets;
        Ok(match recipe.translation.direction {
            DirectionName::AToB => Self { source: a, target: b },
            DirectionName::BToA => Self { source: b, target: a },
        })
    }
}

/// The folders of sources and of targets in `root`.
fn folders(root: &Path) -> Result<[PathBuf; 2]> {
    let pairs = NAMES.map(|names| names.map(|name| root.join(name)));
    pairs.into_iter().find(|pair| pair.iter().all(|folder| folder.is_dir())).ok_or_else(|| {
        usage(format_args!(
            "{} has no folders A and B, nor trainA and trainB, for --set task=folders; pictures of both halves are \
             read by --set task=halves",
            root.display()
        ))
    })
}

impl Dataset for Pairs {
    fn name(&self) -> &str {
        self.target.name()
    }

    fn shape(&self) -> [usize; 3] {
        self.target.shape()
    }

    fn len(&self) -> Option<u64> {
        self.target.len()
    }

    fn classes(&self) -> usize {
        self.target.classes()
    }

    fn digest(&self) -> u64 {
        // Of both: a run goes on with neither changed.
        self.target.digest() ^ self.source.digest().rotate_left(1)
    }

    fn source(&self) -> Option<Arc<dyn Dataset>> {
        Some(self.source.clone())
    }

    fn read(&self, indices: &[u64]) -> saddle::Result<Batch> {
        self.target.read(indices)
    }

    fn prefetch(&self, indices: &[u64]) {
        self.target.prefetch(indices);
    }
}
