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

/// The variants that have one, at 28x28; at other sizes only those whose nets are DCGAN's there.
const VARIANTS: [&str; 9] =
    ["vanilla", "dcgan", "lsgan", "hinge", "sngan", "wgan", "wgan_gp", "dragan", "r1"];
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

/// Whether `variant`'s step on such `samples` has a twin.
pub fn exists(variant: &Variant, samples: BenchSamples) -> bool {
    let known: &[&str] = if samples.size.is_none() { &VARIANTS } else { &SIZED };
    known.contains(&variant.name)
}

/// Refuses variants of which none has a twin.
pub fn check(variants: &[&Variant], samples: BenchSamples) -> Result<()> {
    if variants.iter().any(|variant| exists(variant, samples)) {
        return Ok(());
    }
    Err(usage(format_args!(
        "--python: none of the variants has a twin in PyTorch; these have: {} (with --size {} alone)",
        VARIANTS.join(", "),
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
