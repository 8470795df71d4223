//! The PyTorch twin of a step: the same nets, losses and updates (`twin/`), run by somebody's own Python.

use crate::{args::BenchSamples, system::device::DeviceName, system::failure::usage};
use anyhow::{Context as _, Result, bail};
use saddle::zoo::Variant;
use serde::Deserialize;
use std::{
    path::Path,
    process::{Command, Stdio},
};

/// One program of all files, so that it runs without any of them.
const SCRIPT: &str = concat!(
    include_str!("twin/settings.py"),
    include_str!("twin/layers.py"),
    include_str!("twin/progressive.py"),
    include_str!("twin/nets.py"),
    include_str!("twin/players.py"),
    include_str!("twin/losses.py"),
    include_str!("twin/terms.py"),
    include_str!("twin/step.py"),
    include_str!("twin/timing.py"),
);

/// The variants whose nets for other sizes than 28x28 are written in PyTorch, too: DCGAN's own.
const SIZED: [&str; 1] = ["dcgan"];

/// What the twin prints.
#[derive(Debug, Deserialize)]
pub struct Twin {
    pub version: String,
    pub threads: usize,
    pub median_ms: f64,
    pub min_ms: f64,
    pub max_ms: f64,
    pub peak_bytes: u64,
}

/// Whether `variant`'s step on such `samples` has a twin: at 28x28 all have one that make samples of latents.
pub fn exists(variant: &Variant, samples: BenchSamples) -> bool {
    if samples.size.is_none() { !variant.translates() } else { SIZED.contains(&variant.name) }
}

/// Refuses variants of which none has a twin.
pub fn check(variants: &[&Variant], samples: BenchSamples) -> Result<()> {
    if variants.iter().any(|variant| exists(variant, samples)) {
        return Ok(());
    }
    Err(usage(format_args!(
        "--python: none of the variants has a twin in PyTorch; every variant that makes samples of latents has one at 28x28, \
         and with --size only {}",
        SIZED.join(", ")
    )))
}

/// Times the twin's step by `python`, on as many threads as this program's own.
///
/// # Errors
/// Where Python cannot be started, has no PyTorch, or fails.
pub fn time(
    python: &Path,
    variant: &str,
    device: DeviceName,
    samples: BenchSamples,
    steps: u64,
    warm_up: u64,
) -> Result<Twin> {
    let (size, channels) = samples.size.map_or((28, 1), |size| (size, 3));
    let threads = rayon::current_num_threads() as u64;
    let numbers = [size, channels, samples.batch, steps, warm_up, threads].map(|number| number.to_string());
    // PyTorch has no other backend for a GPU that ours would be compared with.
    let device = if device == DeviceName::Cpu { "cpu" } else { "cuda" };
    let child = Command::new(python)
        .args(["-c", SCRIPT, variant])
        .args(numbers)
        .arg(device)
        .stderr(Stdio::piped())
        .output()
        .with_context(|| format!("--python: cannot start {}", python.display()))?;
    if !child.status.success() {
        let said = String::from_utf8_lossy(&child.stderr);
        let last = said.trim().lines().last().unwrap_or("it said nothing");
        bail!("--python: the PyTorch twin failed under {}: {last}", python.display());
    }
    serde_json::from_slice(&child.stdout)
        .with_context(|| format!("--python: what {} printed is not the twin's figures", python.display()))
}
