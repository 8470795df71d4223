//! The PyTorch twin of a step: the same nets, losses and updates (`twin.py`), run by somebody's own Python.

use crate::{args::BenchSamples, system::device::DeviceName, system::failure::usage};
use anyhow::{Context as _, Result, bail};
use saddle::zoo::Variant;
use serde::Deserialize;
use std::{
    path::Path,
    process::{Command, Stdio},
};

const SCRIPT: &str = include_str!("twin.py");

/// The only variant that has one.
pub const VARIANT: &str = "dcgan";

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

/// Refuses variants of which none has a twin.
pub fn check(variants: &[&Variant]) -> Result<()> {
    if variants.iter().any(|variant| variant.name == VARIANT) {
        return Ok(());
    }
    Err(usage(format_args!(
        "--python: of the variants only {VARIANT} has a twin in PyTorch; add it to --variants"
    )))
}

/// Times the twin's step by `python`, on as many threads as this program's own.
///
/// # Errors
/// Where Python cannot be started, has no PyTorch, or fails.
pub fn time(
    python: &Path,
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
        .args(["-c", SCRIPT])
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
