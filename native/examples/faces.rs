//! Writes drawn faces as JPEG files of CelebA's size: `cargo run --release --example faces -- OUT --count 5000 --seed 1`.

#[path = "../tests/faces/mod.rs"]
mod faces;

use anyhow::{Context as _, Result};
use clap::Parser;
use rayon::prelude::*;
use std::{fs, path::PathBuf};

/// Writes drawn faces as JPEG files of CelebA's size
#[derive(Parser)]
struct Arguments {
    /// The folder for 000000.jpg, 000001.jpg, ...
    out: PathBuf,
    /// The number of faces
    #[arg(long, default_value_t = 5000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    count: u64,
    /// The seed of all faces
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> Result<()> {
    let Arguments { out, count, seed } = Arguments::parse();
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    (0..count).into_par_iter().try_for_each(|index| {
        let path = out.join(format!("{index:06}.jpg"));
        fs::write(&path, faces::jpeg(seed, index)).with_context(|| format!("cannot write {}", path.display()))
    })
}
