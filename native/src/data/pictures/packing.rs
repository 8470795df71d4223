//! Makes a pack of a folder: every sample once, in the order of the listing.

use super::{
    Folder,
    pack::{Header, sample_length},
    part::{self, Part},
    prepare::check,
};
use crate::system::{
    device::threads,
    failure::{note, usage},
};
use anyhow::{Context as _, Result};
use indicatif::{ProgressBar, ProgressStyle};
use saddle::{data::Dataset as _, recipe::parts::Pictures};
use std::path::Path;

/// Samples that are made while as many before them are written.
const CHUNK: u64 = 256;

/// Samples from one that is kept for certain to the next.
const KEEP_EVERY: u64 = 16 * CHUNK;

/// Writes the samples that `settings` make of the pictures in `source` to the new pack `out`; an unusable picture's
/// place holds the sample that a run would take for it. A pack that was begun and not finished goes on.
///
/// # Errors
/// Those of the folder; `out` exists, or cannot be written.
pub fn pack(source: &Path, settings: &Pictures, out: &Path) -> Result<()> {
    check(settings).map_err(usage)?;
    if out.exists() {
        return Err(usage(format_args!("{} exists; name another file, or remove it", out.display())));
    }
    let folder = Folder::open(source, settings, threads())?;
    let header = Header::new(settings, folder.identity()).to_bytes()?;
    let part = Part::open(out, &header, sample_length(folder.shape()))?;
    write(&folder, part)
        .inspect_err(|_| part::forget(out))
        .with_context(|| format!("cannot make {}", out.display()))
}

fn write(folder: &Folder, mut part: Part) -> Result<()> {
    let count = folder.len().unwrap_or(0);
    if part.samples > 0 {
        note(format_args!("going on after {} of {count} pictures", part.samples));
    }
    let bar = ProgressBar::new(count).with_position(part.samples);
    bar.reset_eta();
    if let Ok(style) = ProgressStyle::with_template("{pos}/{len} {wide_bar} {per_sec} {eta}") {
        bar.set_style(style);
    }
    for start in (part.samples..count).step_by(CHUNK as usize) {
        let chunk = |start: u64| (start..(start + CHUNK).min(count)).collect::<Vec<_>>();
        folder.prefetch(&chunk(start + CHUNK));
        for sample in folder.samples(&chunk(start))? {
            part.add(&[&sample.pixels, &sample.label.to_le_bytes()])?;
            bar.inc(1);
        }
        if part.samples.is_multiple_of(KEEP_EVERY) {
            part.keep()?;
        }
    }
    part.finish()?;
    bar.finish_and_clear();
    Ok(())
}
