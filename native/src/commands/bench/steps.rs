//! `saddle bench`: how long a training step takes, for each variant and device.
//!
//! Each figure is measured in a child process (`saddle measure`), so that its peak memory is its own and no figure
//! gains from what another has warmed up. A step is timed together with the reading of its losses, the only way to
//! know that a GPU has finished it. The peak is the process's resident memory, without the GPU's own.

use super::twin::{self, Twin};
use crate::{
    args::{Bench, BenchSamples, Measure},
    data,
    system::{
        device::{self, DeviceName},
        failure::note,
        memory::peak_bytes,
        processes::Processes,
    },
};
use anyhow::{Context as _, Result, bail};
use pollster::block_on;
use saddle::{
    recipe::DataName,
    session::Session,
    zoo::{self, Variant},
};
use serde::{Deserialize, Serialize};
use std::{
    env,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

/// Steps before the timing starts: the first ones compile kernels and fill the allocator.
const WARM_UP: u64 = 3;

/// The variants timed by default: one with convolutions, one fully connected.
const VARIANTS: [&str; 2] = ["dcgan", "vanilla"];

/// One variant on one device.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Figure {
    name: String,
    device: String,
    pub batch: usize,
    pub median_ms: f64,
    pub min_ms: f64,
    pub max_ms: f64,
    /// Peak resident memory of the process; none where the system does not report it.
    peak_bytes: Option<u64>,
}

/// Times every variant and device and writes the figures to stdout.
pub fn time(options: &Bench) -> Result<()> {
    let variants = if options.variants.is_empty() {
        VARIANTS.iter().map(|name| zoo::variant(name)).collect::<saddle::Result<_>>()?
    } else {
        options.variants.clone()
    };
    if options.python.is_some() {
        twin::check(&variants, options.samples)?;
    }
    note(options.samples.in_words());
    let devices = options.device.map_or_else(device::available, |device| vec![device]);
    let mut figures = Vec::new();
    for device in devices {
        for variant in &variants {
            note(format_args!("timing {} on the {}", variant.name, device.name()));
            let figure = in_child(variant, device, options.steps, options.samples)?;
            let twin = options.python.as_deref().filter(|_| twin::exists(variant, options.samples));
            let twin = twin.map(|python| beside(&figure, python, device, options)).transpose()?;
            figures.extend([figure].into_iter().chain(twin));
        }
    }

    let mut out = io::stdout().lock();
    if options.json {
        serde_json::to_writer_pretty(&mut out, &figures).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        out.write_all(table(&figures).as_bytes())?;
    }
    Ok(out.flush()?)
}

/// The figure of the same step in PyTorch.
fn beside(figure: &Figure, python: &Path, device: DeviceName, options: &Bench) -> Result<Figure> {
    note(format_args!("timing {} in PyTorch", figure.name));
    let Twin { version, threads, median_ms, min_ms, max_ms, peak_bytes } =
        twin::time(python, &figure.name, device, options.samples, options.steps, WARM_UP)?;
    let ratio = figure.median_ms / median_ms;
    note(format_args!(
        "{} on the {}: {ratio:.2} times the step of PyTorch {version} on {threads} threads",
        figure.name, figure.device
    ));
    Ok(Figure {
        name: figure.name.clone(),
        device: "torch".to_owned(),
        batch: figure.batch,
        median_ms,
        min_ms,
        max_ms,
        peak_bytes: Some(peak_bytes),
    })
}

fn in_child(variant: &Variant, device: DeviceName, steps: u64, samples: BenchSamples) -> Result<Figure> {
    figure_of(&mut Command::new(this_program()?), variant, device, steps, samples)
}

/// This program, which a bench starts again.
pub(super) fn this_program() -> Result<PathBuf> {
    env::current_exe().context("cannot find this program")
}

/// The figure that `child` measures, which is this program or starts it.
pub(super) fn figure_of(
    child: &mut Command,
    variant: &Variant,
    device: DeviceName,
    steps: u64,
    samples: BenchSamples,
) -> Result<Figure> {
    let child = child
        .args(["measure", variant.name, device.name(), &steps.to_string()])
        .args(samples.to_arguments())
        .stderr(Stdio::piped())
        .output()
        .with_context(|| format!("cannot start {}", child.get_program().display()))?;
    let said = String::from_utf8_lossy(&child.stderr);
    if !child.status.success() {
        let said = said.trim().trim_start_matches("error: ");
        bail!("bench of {} on {}: {said}", variant.name, device.name());
    }
    if !said.is_empty() {
        note(said.trim_end());
    }
    serde_json::from_slice(&child.stdout).context("the output of the bench's child process is not a figure")
}

/// Times one variant on one device and writes the figure to stdout; of several processes, the first does.
pub fn measure(options: &Measure, processes: &Processes) -> Result<()> {
    let batch = options.samples.batch as usize;
    let (recipe, dataset) = match options.samples.size {
        Some(size) => {
            let recipe = options.variant.recipe(DataName::Folder).image_size(size as usize).batch(batch);
            // How long reading them takes is for `bench data`.
            let dataset = data::blank(&recipe, 1)?;
            (recipe, dataset)
        }
        None => {
            let recipe = options.variant.recipe(DataName::Digits).batch(batch);
            let dataset = data::open(&recipe, None)?;
            (recipe, dataset)
        }
    };
    let device = device::open(Some(options.device))?;
    let mut session = processes.join(Session::new(recipe, dataset, &device)?)?;
    let mut step = || -> Result<f64> {
        let start = Instant::now();
        session.step()?;
        block_on(session.read())?;
        Ok(1000.0 * start.elapsed().as_secs_f64())
    };
    for _ in 0..WARM_UP {
        step()?;
    }
    let mut times = (0..options.steps.max(1)).map(|_| step()).collect::<Result<Vec<_>>>()?;
    times.sort_by(f64::total_cmp);
    if !processes.is_first() {
        return Ok(());
    }
    let figure = Figure {
        name: options.variant.name.to_owned(),
        device: options.device.name().to_owned(),
        batch,
        median_ms: median(&times),
        min_ms: times[0],
        max_ms: times[times.len() - 1],
        peak_bytes: peak_bytes(),
    };
    Ok(serde_json::to_writer(io::stdout().lock(), &figure).map_err(io::Error::from)?)
}

/// The middle of sorted values.
pub fn median(sorted: &[f64]) -> f64 {
    let middle = sorted.len() / 2;
    if sorted.len().is_multiple_of(2) { (sorted[middle - 1] + sorted[middle]) / 2.0 } else { sorted[middle] }
}

fn table(figures: &[Figure]) -> String {
    let heading = format!(
        "{:<12} {:<6} {:>5} {:>10} {:>10} {:>10} {:>9}\n",
        "variant", "device", "batch", "median ms", "min ms", "max ms", "peak MB"
    );
    let rows = figures.iter().map(|figure| {
        let peak = figure.peak_bytes.map_or("-".to_owned(), |bytes| format!("{:.0}", bytes as f64 / 1e6));
        format!(
            "{:<12} {:<6} {:>5} {:>10.2} {:>10.2} {:>10.2} {:>9}\n",
            figure.name, figure.device, figure.batch, figure.median_ms, figure.min_ms, figure.max_ms, peak
        )
    });
    std::iter::once(heading).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_or_between_the_two() {
        assert_eq!(median(&[1.0]), 1.0);
        assert_eq!(median(&[1.0, 2.0, 9.0]), 2.0);
        assert_eq!(median(&[1.0, 2.0, 4.0, 9.0]), 3.0);
    }
}
