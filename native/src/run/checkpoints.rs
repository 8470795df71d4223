//! A run's checkpoints: the current one, and the last few before it.
//!
//! ```text
//! checkpoint.safetensors          the current one: whole, or not there yet
//! checkpoints/000500.safetensors  earlier ones by their steps, for the case that the current one is damaged
//! checkpoint.damaged              what was found damaged, put aside
//! best.safetensors                the one with the best score, if the run is scored; see `best`
//! ```

use crate::system::{
    failure::note,
    files::{cannot_write, numbered, put_in_place, sync_parent, write_whole},
};
use anyhow::{Context as _, Result};
use saddle::{Error, train::checkpoint::Checkpoint};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

pub const CURRENT: &str = "checkpoint.safetensors";
pub const EARLIER: &str = "checkpoints";
pub const BEST: &str = "best.safetensors";
const DAMAGED: &str = "checkpoint.damaged";
const EXTENSION: &str = "safetensors";

/// The checkpoints in a run's folder.
pub struct Checkpoints<'a> {
    folder: &'a Path,
}

/// A checkpoint that was read and found whole.
pub struct Whole {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
}

impl<'a> Checkpoints<'a> {
    /// Those in `folder`.
    pub fn of(folder: &'a Path) -> Self {
        Self { folder }
    }

    /// The current checkpoint's path.
    pub fn current(&self) -> PathBuf {
        self.folder.join(CURRENT)
    }

    /// Puts `bytes`, of `step`, in the place of the current checkpoint; of those before, `keep` stay beside it. The one
    /// that it replaces is of the step `before`.
    pub fn replace(&self, bytes: &[u8], step: u64, before: u64, keep: usize) -> Result<()> {
        if keep > 0 && before < step && self.current().exists() {
            self.keep_current_as(before)?;
        }
        write_whole(&self.current(), bytes)?;
        let earlier = self.earlier();
        let (kept, others): (Vec<_>, Vec<_>) = earlier.into_iter().partition(|(kept, _)| *kept < step);
        for (_, path) in others.iter().chain(kept.iter().skip(keep)) {
            fs::remove_file(path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        Ok(())
    }

    /// Gives the current checkpoint a second name among the earlier ones; a copy where the disk knows no hard links.
    fn keep_current_as(&self, step: u64) -> Result<()> {
        let folder = self.folder.join(EARLIER);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(format!("{step:06}.{EXTENSION}"));
        // One may be there from before the run went back; a link is made only where there is none.
        let _ = fs::remove_file(&path);
        match fs::hard_link(self.current(), &path) {
            Ok(()) => sync_parent(&path).map_err(|error| cannot_write(&path, error)),
            Err(_) => write_whole(&path, &read(&self.current())?),
        }
    }

    /// The newest checkpoint that is whole; those that are damaged are passed over with a word.
    pub fn newest_whole(&self) -> Result<Whole> {
        let paths = std::iter::once(self.current()).chain(self.earlier().into_iter().map(|(_, path)| path));
        let mut first_problem = None;
        for path in paths {
            match read_whole(&path) {
                Ok(whole) => return Ok(whole),
                Err(problem) if is_damage(&problem) => {
                    first_problem.get_or_insert(problem);
                }
                Err(problem) => return Err(problem),
            }
        }
        Err(first_problem
            .unwrap_or_else(|| anyhow::anyhow!("there is no checkpoint {}", self.current().display())))
    }

    /// Makes `whole` the current checkpoint, if it is an earlier one, and puts the damaged one aside.
    pub fn make_current(&self, whole: &Whole, step: u64) -> Result<()> {
        let current = self.current();
        if whole.path == current {
            return Ok(());
        }
        if let Err(problem) = read_whole(&current) {
            note(format_args!("{problem:#}"));
        }
        note(format_args!("going back to the checkpoint of step {step}, {}", whole.path.display()));
        if current.exists() {
            let aside = self.folder.join(DAMAGED);
            fs::rename(&current, &aside).with_context(|| format!("cannot rename {}", current.display()))?;
        }
        put_in_place(&whole.path, &current).with_context(|| format!("cannot write {}", current.display()))
    }

    /// The earlier checkpoints by their steps, the latest first.
    fn earlier(&self) -> Vec<(u64, PathBuf)> {
        let mut found = numbered(&self.folder.join(EARLIER), EXTENSION);
        found.reverse();
        found
    }
}

/// A checkpoint's bytes.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| {
        let missing = error.kind() == io::ErrorKind::NotFound;
        let error = anyhow::Error::from(error);
        if missing {
            error.context(format!("there is no checkpoint {}", path.display()))
        } else {
            error.context(format!("cannot read {}", path.display()))
        }
    })
}

fn read_whole(path: &Path) -> Result<Whole> {
    let bytes = read(path)?;
    Checkpoint::read(&bytes).with_context(|| path.display().to_string())?;
    Ok(Whole { path: path.into(), bytes })
}

/// Whether an earlier checkpoint may take the place of the one that has this problem: not where that one is whole, but
/// another Saddle's.
fn is_damage(problem: &anyhow::Error) -> bool {
    let missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    matches!(problem.downcast_ref(), Some(Error::Damaged(_)))
        || problem.downcast_ref::<io::Error>().is_some_and(missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;
    use burn::tensor::Device;
    use pollster::block_on;
    use saddle::{recipe::Recipe, session::Session};

    fn checkpoint_bytes() -> Vec<u8> {
        let recipe = Recipe::from_query("variant=vanilla&data=ring&batch=2").unwrap();
        let dataset = data::open(&recipe, None).unwrap();
        let session = Session::new(recipe, dataset, &Device::flex()).unwrap();
        block_on(session.checkpoint()).unwrap()
    }

    fn names(checkpoints: &Checkpoints) -> Vec<u64> {
        checkpoints.earlier().into_iter().map(|(step, _)| step).collect()
    }

    #[test]
    fn the_last_few_stay_by_their_steps() {
        let folder = tempfile::tempdir().unwrap();
        let checkpoints = Checkpoints::of(folder.path());
        for step in (0..=50).step_by(10) {
            checkpoints.replace(&[step as u8], step, step.saturating_sub(10), 3).unwrap();
        }
        assert_eq!(fs::read(checkpoints.current()).unwrap(), [50]);
        assert_eq!(names(&checkpoints), [40, 30, 20]);
        assert_eq!(fs::read(folder.path().join("checkpoints/000040.safetensors")).unwrap(), [40]);
        // A run that went back to an earlier step leaves behind what came after it.
        checkpoints.replace(&[35], 35, 20, 1).unwrap();
        assert_eq!(names(&checkpoints), [30]);
        checkpoints.replace(&[36], 36, 35, 0).unwrap();
        assert_eq!(names(&checkpoints), [0; 0]);
    }

    #[test]
    fn a_damaged_checkpoint_gives_way_to_the_newest_whole_one() {
        let folder = tempfile::tempdir().unwrap();
        let checkpoints = Checkpoints::of(folder.path());
        let whole = checkpoint_bytes();
        for (step, bytes) in
            [&whole[..], &whole, &whole[..99], &whole[..whole.len() - 1]].into_iter().enumerate()
        {
            let step = step as u64;
            checkpoints.replace(bytes, step, step.saturating_sub(1), 9).unwrap();
        }
        let found = checkpoints.newest_whole().unwrap();
        assert!(found.path.ends_with("checkpoints/000001.safetensors"));
        checkpoints.make_current(&found, 1).unwrap();
        assert!(fs::read(checkpoints.current()).unwrap() == whole);
        assert!(folder.path().join(DAMAGED).exists());
        assert_eq!(checkpoints.newest_whole().unwrap().path, checkpoints.current());

        fs::remove_file(checkpoints.current()).unwrap();
        assert!(checkpoints.newest_whole().unwrap().path.ends_with("checkpoints/000000.safetensors"));
    }

    #[test]
    fn with_no_whole_checkpoint_the_current_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let checkpoints = Checkpoints::of(folder.path());
        let problem = || format!("{:#}", checkpoints.newest_whole().err().unwrap());
        assert!(problem().contains("there is no checkpoint"));
        checkpoints.replace(b"no checkpoint", 1, 0, 1).unwrap();
        checkpoints.replace(b"nor this", 2, 1, 1).unwrap();
        assert!(problem().contains(CURRENT) && problem().contains("damaged or cut short"), "{}", problem());
    }
}
