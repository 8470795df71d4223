//! A text file that grows by whole lines and outlives a killed process.

use crate::system::files::{cannot_write, read_or_empty, write_whole};
use anyhow::{Context as _, Result};
use std::{
    fs::{File, OpenOptions},
    io::Write as _,
    path::{Path, PathBuf},
};

/// A file that is open for more lines.
pub struct Lines {
    path: PathBuf,
    file: File,
}

impl Lines {
    /// Opens `path`, made if it is not there, with what `kept` gives of its text; returns that, too.
    pub fn open(path: &Path, kept: impl FnOnce(&str) -> String) -> Result<(Self, String)> {
        let text = read_or_empty(path)?;
        let kept = kept(&text);
        if kept != text {
            write_whole(path, kept.as_bytes())?;
        }
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        Ok((Self { path: path.into(), file }, kept))
    }

    /// Adds whole lines, in one write.
    pub fn append(&mut self, lines: &str) -> Result<()> {
        self.file.write_all(lines.as_bytes()).map_err(|error| cannot_write(&self.path, error))
    }

    /// Brings the lines to the disk.
    pub fn sync(&self) -> Result<()> {
        self.file.sync_data().map_err(|error| cannot_write(&self.path, error))
    }
}
