//! Pictures in files as a data set: `--data folder`.
//!
//! ```text
//! listing ──> decode ──> prepare ──> prefetch ──> folder ──> packing ──> pack
//! which       pixels     crop and    ahead of     the data   makes a     the same data set
//! files, and             size        their turn   set        file of it  from that file
//! their labels
//! ```
//!
//! `pairs` is of two such folders, one translated into the other.

mod decode;
mod folder;
mod labels;
mod listing;
mod pack;
mod packing;
mod pairs;
mod part;
mod prefetch;
mod prepare;

pub use decode::{decode_as_pillow, guarded};
pub use folder::Folder;
pub use pack::{Pack, in_words};
pub use packing::pack;
pub use pairs::Pairs;
pub use prepare::shape;

use crate::system::failure::usage;
use anyhow::{Context as _, Result, ensure};
use rayon::prelude::*;
use saddle::{
    data::{Batch, Dataset, normalised},
    recipe::parts::Pictures,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// One sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Bytes, `[channel, height, width]`.
    pub pixels: Vec<u8>,
    /// Its class.
    pub label: u16,
}

/// The samples that `settings` make of the pictures in `data_dir`, read by `threads` threads; or those of a pack, if
/// `data_dir` is one or holds one.
pub fn open(settings: &Pictures, data_dir: Option<&Path>, threads: usize) -> Result<Box<dyn Dataset>> {
    prepare::check(settings).map_err(usage)?;
    let data_dir =
        data_dir.ok_or_else(|| usage("--data folder needs --data-dir PATH: pictures, or a pack of them"))?;
    Ok(match pack_in(data_dir)? {
        Some(pack) => Box::new(Pack::open(&pack, settings)?),
        None => Box::new(Folder::open(data_dir, settings, threads)?),
    })
}

/// The sample that the picture in these bytes makes, numbers from -1 to 1.
///
/// # Errors
/// Bytes that are no picture, or one too small.
pub fn sample_of(bytes: &[u8], settings: &Pictures) -> Result<Vec<f32>> {
    let pixels = prepare::prepare(&decode::decode(bytes, settings.allow_truncated)?, settings)?;
    Ok(pixels.into_iter().map(|pixel| normalised(f32::from(pixel), 255.0)).collect())
}

/// `path` itself if it is a file, or the one `.pack` in it.
fn pack_in(path: &Path) -> Result<Option<PathBuf>> {
    if path.is_file() {
        return Ok(Some(path.to_owned()));
    }
    if !path.is_dir() {
        return Ok(None);
    }
    let in_folder = || format!("cannot look into {}", path.display());
    let mut packs = Vec::new();
    for entry in fs::read_dir(path).with_context(in_folder)? {
        let path = entry.with_context(in_folder)?.path();
        if path.extension().is_some_and(|end| end == "pack") {
            packs.push(path);
        }
    }
    ensure!(packs.len() < 2, "{} holds several packs; name one with --data-dir", path.display());
    Ok(packs.pop())
}

/// Samples given as bytes with their labels, as the nets take them.
fn batch_of(samples: &[(&[u8], u16)]) -> Batch {
    let length = samples.first().map_or(1, |(pixels, _)| pixels.len());
    let all = samples.len() * length;
    assert!(samples.iter().all(|(pixels, _)| pixels.len() == length), "samples of one shape");
    // A batch is megabytes: to clear it before it is filled would take as long as filling it.
    let mut values = Vec::with_capacity(all);
    let places = values.spare_capacity_mut()[..all].par_chunks_exact_mut(length);
    places.zip(samples).for_each(|(sample, (pixels, _))| {
        for (value, &pixel) in sample.iter_mut().zip(*pixels) {
            value.write(normalised(f32::from(pixel), 255.0));
        }
    });
    // SAFETY: there are `all` numbers, and each sample has written its `length`.
    unsafe { values.set_len(all) };
    Batch { samples: values, labels: samples.iter().map(|&(_, label)| label).collect() }
}
