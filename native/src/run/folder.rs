//! The folder of a run.
//!
//! ```text
//! recipe.json             what decides the run
//! run.json                what else was asked: the total steps, the data's folder
//! history.jsonl           settings changed on the way, a line each with its step
//! metrics.csv             the losses, a row every few steps; the same in metrics.jsonl and events.out.tfevents.saddle
//! samples/000500.png      what the generator made, at every checkpoint
//! curves.png              the metrics, drawn
//! interpolation.png       images along paths between latents, and
//! samples.gif             the pictures of samples one after the other: once the run is complete
//! .lock                   locked by the process that writes here; a killed one leaves it unlocked
//! checkpoint.safetensors  all that is needed to resume, with the recipe in its header; see `checkpoints`
//! best.safetensors        the same of the step with the best score, if the run is scored; see `best`
//! ```

use super::{
    checkpoints::{BEST, CURRENT, Checkpoints, EARLIER},
    metrics::{CSV, EVENTS, JSON},
};
use crate::{
    evaluate::inception::ByFid,
    system::{
        failure::usage,
        files::{cannot_write, remove_unfinished, sync_parent, write_whole},
    },
};
use anyhow::{Context as _, Result, bail};
use saddle::recipe::Recipe;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::Write as _,
    path::{Path, PathBuf},
};

const RECIPE: &str = "recipe.json";
const PLAN: &str = "run.json";
const HISTORY: &str = "history.jsonl";
const SAMPLES: &str = "samples";
const CURVES: &str = "curves.png";
const INTERPOLATION: &str = "interpolation.png";
const FILM: &str = "samples.gif";
const LOCK: &str = ".lock";

/// What was asked of a run that its recipe does not hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The total number of steps.
    pub steps: u64,
    /// Where the data's files are, if it was given.
    pub data_dir: Option<PathBuf>,
    /// How many checkpoints are kept beside the current one.
    #[serde(default = "keep_checkpoints")]
    pub keep_checkpoints: usize,
    /// The steps from one score to the next; none where the run is not scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eval_every: Option<u64>,
    /// How it is scored by FID; none where by what suits its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eval_by_fid: Option<ByFid>,
}

/// The checkpoints kept beside the current one where nobody says.
pub const KEEP_CHECKPOINTS: usize = 3;

fn keep_checkpoints() -> usize {
    KEEP_CHECKPOINTS
}

/// A folder that holds a run, or is about to.
pub struct RunFolder {
    path: PathBuf,
    /// Locked for as long as this process writes here.
    lock: Option<File>,
}

impl RunFolder {
    /// A folder for a new run: it holds none yet.
    pub fn vacant(path: &Path) -> Result<Self> {
        let files =
            [RECIPE, PLAN, CSV, JSON, EVENTS, SAMPLES, CURVES, INTERPOLATION, FILM, CURRENT, EARLIER, BEST];
        for name in files {
            if path.join(name).exists() {
                return Err(usage(format_args!(
                    "{path} already holds a run ({name}); resume it with `saddle resume {path}`, or choose another --out",
                    path = path.display()
                )));
            }
        }
        Ok(Self { path: path.into(), lock: None })
    }

    /// A folder that should hold a run.
    pub fn existing(path: &Path) -> Result<Self> {
        if !path.is_dir() {
            bail!("{} is not the folder of a run: there is no such folder", path.display());
        }
        let folder = Self { path: path.into(), lock: None };
        if !folder.checkpoints().current().exists() && !path.join(EARLIER).exists() {
            bail!("there is no checkpoint {}", folder.checkpoints().current().display());
        }
        Ok(folder)
    }

    /// A vacant folder, made and locked. It is checked again, for another process may have used it in between.
    pub fn claimed(self) -> Result<Self> {
        fs::create_dir_all(&self.path).with_context(|| format!("cannot make {}", self.path.display()))?;
        let folder = self.locked()?;
        sync_parent(&folder.path).with_context(|| format!("cannot sync {}", folder.path.display()))?;
        Self::vacant(&folder.path)?;
        Ok(folder)
    }

    /// The folder, closed to other processes until this value is dropped.
    pub fn locked(mut self) -> Result<Self> {
        let path = self.path.join(LOCK);
        let lock = File::create(&path).with_context(|| format!("cannot open {}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => self.lock = Some(lock),
            Err(TryLockError::WouldBlock) => {
                bail!("another process is training in {}; wait for it or stop it", self.path.display())
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("cannot lock {}", path.display()));
            }
        }
        Ok(self)
    }

    /// Makes the folder of samples unless it exists, and clears away files that a killed process did not finish.
    pub fn make_ready(&self) -> Result<()> {
        for folder in [&self.path, &self.path.join(SAMPLES), &self.path.join(EARLIER)] {
            remove_unfinished(folder)?;
        }
        self.make_samples()
    }

    fn make_samples(&self) -> Result<()> {
        let samples = self.all_samples();
        fs::create_dir_all(&samples).with_context(|| format!("cannot make {}", samples.display()))
    }

    /// Writes what a run has before its first step.
    pub fn start(&self, recipe: &Recipe, plan: &Plan) -> Result<()> {
        self.make_samples()?;
        self.write_recipe(recipe)?;
        self.write_plan(plan)
    }

    /// Records what decides the run from now on.
    pub fn write_recipe(&self, recipe: &Recipe) -> Result<()> {
        let recipe = format!("{:#}\n", recipe.to_json());
        write_whole(&self.path.join(RECIPE), recipe.as_bytes())
    }

    /// Removes what a run that could not start has left.
    pub fn abandon(path: &Path) {
        let folder = Self { path: path.into(), lock: None };
        // Best effort: what kept the run from starting may also keep its folder from being removed.
        for name in [RECIPE, PLAN, CSV, JSON, EVENTS, CURVES, LOCK, CURRENT] {
            let _ = fs::remove_file(path.join(name));
        }
        let _ = fs::remove_file(folder.samples(0));
        let _ = fs::remove_dir(path.join(SAMPLES));
        let _ = fs::remove_dir(path);
    }

    /// The folder's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The recipe in the folder, unless that file is gone.
    pub fn recipe(&self) -> Result<Option<Recipe>> {
        let path = self.path.join(RECIPE);
        if !path.exists() {
            return Ok(None);
        }
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let recipe = Recipe::from_json(&text).with_context(|| path.display().to_string())?;
        Ok(Some(recipe))
    }

    /// The run's plan, unless that file is gone.
    pub fn plan(&self) -> Result<Option<Plan>> {
        let path = self.path.join(PLAN);
        if !path.exists() {
            return Ok(None);
        }
        let text = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        serde_json::from_slice(&text).with_context(|| format!("{} is damaged", path.display()))
    }

    /// The path of the settings changed on the way.
    pub fn history(&self) -> PathBuf {
        self.path.join(HISTORY)
    }

    /// Records that the setting `field` has another `value` from `step` on.
    pub fn note_change(&self, step: u64, field: &str, value: &str) -> Result<()> {
        let path = self.history();
        let in_file = |error| cannot_write(&path, error);
        let mut file = OpenOptions::new().append(true).create(true).open(&path).map_err(in_file)?;
        let line = serde_json::json!({"step": step, "field": field, "value": value});
        writeln!(file, "{line}").map_err(in_file)
    }

    /// Records what is asked of the run from now on.
    pub fn write_plan(&self, plan: &Plan) -> Result<()> {
        let text = serde_json::to_string_pretty(plan)?;
        write_whole(&self.path.join(PLAN), format!("{text}\n").as_bytes())
    }

    /// The checkpoint that `run` names: the folder's of a run, or a file.
    ///
    /// # Errors
    /// Those of [`Self::existing`].
    pub fn checkpoint_of(run: &Path) -> Result<PathBuf> {
        if run.is_dir() { Ok(Self::existing(run)?.checkpoints().current()) } else { Ok(run.to_owned()) }
    }

    /// Its checkpoints.
    pub fn checkpoints(&self) -> Checkpoints<'_> {
        Checkpoints::of(&self.path)
    }

    /// The path of the checkpoint with the best score.
    pub fn best(&self) -> PathBuf {
        self.path.join(BEST)
    }

    /// The path of the picture of the curves.
    pub fn curves(&self) -> PathBuf {
        self.path.join(CURVES)
    }

    /// The path of the picture of images along paths between latents.
    pub fn interpolation(&self) -> PathBuf {
        self.path.join(INTERPOLATION)
    }

    /// The path of the film of all pictures of samples.
    pub fn film(&self) -> PathBuf {
        self.path.join(FILM)
    }

    /// The folder of all pictures of samples.
    pub fn all_samples(&self) -> PathBuf {
        self.path.join(SAMPLES)
    }

    /// The path of the samples made at `step`.
    pub fn samples(&self, step: u64) -> PathBuf {
        self.all_samples().join(format!("{step:06}.png"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::failure::Usage;
    use saddle::{recipe::DEFAULT_DATA, zoo::ZOO};

    #[test]
    fn a_folder_with_a_run_is_refused_and_a_run_that_did_not_start_leaves_none() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("run");
        let folder = RunFolder::vacant(&path).unwrap().claimed().unwrap();
        let plan =
            Plan { steps: 7, data_dir: None, keep_checkpoints: 1, eval_every: Some(3), eval_by_fid: None };
        folder.start(&ZOO[0].recipe(DEFAULT_DATA), &plan).unwrap();
        assert_eq!(folder.plan().unwrap(), Some(plan));
        let error = RunFolder::vacant(&path).err().unwrap();
        assert!(error.is::<Usage>() && error.to_string().contains("saddle resume"));
        RunFolder::abandon(&path);
        assert!(!path.exists());
    }

    #[test]
    fn a_folder_is_held_by_one_process_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let vacant = || RunFolder::vacant(root.path()).unwrap();
        let late = vacant();
        let held = vacant().claimed().unwrap();
        fs::write(held.checkpoints().current(), []).unwrap();
        let second = || RunFolder::existing(root.path()).unwrap().locked();
        assert!(second().err().unwrap().to_string().contains("another process is training"));
        drop(held);
        assert!(second().is_ok());
        assert!(late.claimed().err().unwrap().to_string().contains("already holds a run"));
    }

    #[test]
    fn a_folder_is_cleared_of_what_was_not_finished_and_gets_its_samples_back() {
        let root = tempfile::tempdir().unwrap();
        let folder = RunFolder::vacant(root.path()).unwrap();
        folder.make_ready().unwrap();
        fs::write(root.path().join("samples/000007.png.unfinished"), "half").unwrap();
        folder.make_ready().unwrap();
        fs::remove_dir(root.path().join(SAMPLES)).unwrap();
        folder.make_ready().unwrap();
        fs::write(folder.samples(7), []).unwrap();
    }

    #[test]
    fn a_folder_without_a_run_is_refused_and_left_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        assert!(RunFolder::existing(root.path()).err().unwrap().to_string().contains("no checkpoint"));
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }
}
