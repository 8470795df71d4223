//! Makes a pack of a folder: every sample once, in the order of the listing.

use super::{Folder, pack::Header, prepare::check, threads};
use crate::system::{
    failure::usage,
    files::{put_in_place, with_suffix},
};
use anyhow::{Context as _, Result};
use crc32fast::Hasher;
use indicatif::{ProgressBar, ProgressStyle};
use saddle::{data::Dataset as _, recipe::parts::Pictures};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

/// Samples that are made while as many before them are written.
const CHUNK: u64 = 256;

/// Writes the samples that `settings` make of the pictures in `source` to the new pack `out`; an unusable picture's
/// place holds the sample that a run would take for it.
///
/// # Errors
/// Those of the folder; `out` exists, or cannot be written.
pub fn pack(source: &Path, settings: &Pictures, out: &Path) -> Result<()> {
    check(settings).map_err(usage)?;
    if out.exists() {
        return Err(usage(format_args!("{} exists; name another file, or remove it", out.display())));
    }
    let folder = Folder::open(source, settings, threads())?;
    let unfinished = with_suffix(out, ".unfinished");
    let written = write(&folder, settings, &unfinished).and_then(|()| Ok(put_in_place(&unfinished, out)?));
    if written.is_err() {
        // Best effort: what failed may be the very disk that holds it.
        let _ = fs::remove_file(&unfinished);
    }
    written.with_context(|| format!("cannot make {}", out.display()))
}

fn write(folder: &Folder, settings: &Pictures, path: &Path) -> Result<()> {
    let count = folder.len().unwrap_or(0);
    let bar = ProgressBar::new(count);
    if let Ok(style) = ProgressStyle::with_template("{pos}/{len} {wide_bar} {per_sec} {eta}") {
        bar.set_style(style);
    }
    let mut out = Summed { file: BufWriter::new(File::create(path)?), hasher: Hasher::new() };
    Header::new(settings, folder.identity()).write(&mut out)?;
    let mut labels = Vec::with_capacity(count as usize);
    for start in (0..count).step_by(CHUNK as usize) {
        let chunk = |start: u64| (start..(start + CHUNK).min(count)).collect::<Vec<_>>();
        folder.prefetch(&chunk(start + CHUNK));
        for sample in folder.samples(&chunk(start))? {
            out.write_all(&sample.pixels)?;
            labels.push(sample.label);
            bar.inc(1);
        }
    }
    out.write_all(&labels)?;
    let checksum = out.hasher.clone().finalize();
    out.write_all(&checksum.to_le_bytes())?;
    out.file.into_inner()?.sync_all()?;
    bar.finish_and_clear();
    Ok(())
}

/// A file, and the checksum of all that was written to it.
struct Summed {
    file: BufWriter<File>,
    hasher: Hasher,
}

impl Write for Summed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
