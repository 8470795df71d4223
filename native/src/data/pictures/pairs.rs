//! Two folders of pictures in one: what is translated, and what into.
//!
//! As the data sets of pix2pix and CycleGAN come: `A/` and `B/`, or `trainA/` and `trainB/`, each with its pictures (of pairs, in
//! the same order by name).

use super::Folder;
use crate::system::failure::usage;
use anyhow::{Result, ensure};
use saddle::{
    data::{Batch, Dataset},
    recipe::parts::Pictures,
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
    /// The pictures in `root`, read by `threads` threads for each of the two; of `pairs`, there are as many of both.
    pub fn open(root: &Path, settings: &Pictures, pairs: bool, threads: usize) -> Result<Self> {
        let [source, target] = folders(root)?;
        let open = |folder: &Path| {
            Ok::<Arc<dyn Dataset>, anyhow::Error>(Arc::new(Folder::open(folder, settings, threads)?))
        };
        let both = Self { source: open(&source)?, target: open(&target)? };
        let [sources, targets] = [&both.source, &both.target].map(|set| set.len().unwrap_or_default());
        ensure!(
            !pairs || sources == targets,
            "{} holds {sources} pictures and {} holds {targets}; pairs need as many of both, in the same order by name",
            source.display(),
            target.display()
        );
        Ok(both)
    }
}

/// The folders of sources and of targets in `root`.
fn folders(root: &Path) -> Result<[PathBuf; 2]> {
    let pairs = NAMES.map(|names| names.map(|name| root.join(name)));
    pairs.into_iter().find(|pair| pair.iter().all(|folder| folder.is_dir())).ok_or_else(|| {
        usage(format_args!(
            "{} has no folders A and B, nor trainA and trainB: sources and targets for --set task=folders",
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
