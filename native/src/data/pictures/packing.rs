//! Makes a pack of a folder: every sample once, in the order of the listing.

use super::{Folder, pack::Header, prepare::check};
use crate::system::{device::threads, failure::usage, files::write_whole_by};
use anyhow::{Context as _, Result};
use crc32fast::Hasher;
use indicatif::{ProgressBar, ProgressStyle};
use saddle::{data::Dataset as _, recipe::parts::Pictures};
use std::{
    fs::File,
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
    write_whole_by(out, |file| write(&folder, settings, file))
        .with_context(|| format!("cannot make {}", out.display()))
}

fn write(folder: &Folder, settings: &Pictures, file: &File) -> Result<()> {
    let count = folder.len().unwrap_or(0);
    let bar = ProgressBar::new(count);
    if let Ok(style) = ProgressStyle::with_template("{pos}/{len} {wide_bar} {per_sec} {eta}") {
        bar.set_style(style);
    }
    let mut out = Summed { file: BufWriter::new(file), hasher: Hasher::new() };
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
    out.flush()?;
    bar.finish_and_clear();
    Ok(())
}

/// A file, and the checksum of all that was written to it.
struct Summed<W: Write> {
    file: BufWriter<W>,
    hasher: Hasher,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
