//! `saddle bench scaling`: what several processes gain on one machine. All share one batch, and each has as many threads
//! of its own however many there are, so that one process alone is compared with what several make of more cores.

use super::{
    steps::{Figure, figure_of, this_program},
    table::{self, Format, Row},
};
use crate::{
    args::BenchScaling,
    system::{
        device,
        failure::{note, usage},
    },
};
use anyhow::Result;
use serde::Serialize;
use std::process::Command;

/// Steps by so many processes.
#[derive(Serialize)]
struct Steps {
    processes: u64,
    #[serde(flatten)]
    figure: Figure,
    samples_per_second: f64,
    /// The gain over the fewest processes, over the gain in processes.
    efficiency: f64,
}

impl Row for Steps {
    const TITLES: &'static [&'static str] =
        &["processes", "samples in each", "median ms", "min ms", "max ms", "samples/s", "efficiency"];

    fn cells(&self) -> Vec<String> {
        let Figure { batch, median_ms, min_ms, max_ms, .. } = self.figure;
        let times = [median_ms, min_ms, max_ms].map(|time| format!("{time:.1}"));
        [self.processes.to_string(), (batch as u64 / self.processes).to_string()]
            .into_iter()
            .chain(times)
            .chain([format!("{:.0}", self.samples_per_second), format!("{:.0} %", 100.0 * self.efficiency)])
            .collect()
    }
}

/// Times every number of processes and writes the figures to stdout.
pub fn bench(options: &BenchScaling) -> Result<()> {
    if cfg!(not(feature = "mpi")) {
        return Err(usage(
            "several processes need MPI: `cargo build --release -p saddle-cli --features mpi` builds it in",
        ));
    }
    let mut counts = options.processes.clone();
    counts.sort_unstable();
    counts.dedup();
    let most = counts.last().copied().unwrap_or(1);
    let threads = (device::threads() / most as usize).max(1);
    let mut rows: Vec<Steps> = Vec::new();
    for processes in counts {
        note(format_args!("timing {processes} processes"));
        let figure = time(options, processes, threads)?;
        let (fewest, alone) = rows
            .first()
            .map_or((processes, figure.median_ms), |first| (first.processes, first.figure.median_ms));
        rows.push(Steps {
            processes,
            samples_per_second: 1000.0 * figure.batch as f64 / figure.median_ms,
            efficiency: alone / figure.median_ms * fewest as f64 / processes as f64,
            figure,
        });
    }
    let protocol = format!(
        "{} on {}, {}, {} steps after the warm-up, {threads} threads in every process; a step ends when its losses \
         are read.",
        options.variant.name,
        options.samples.in_words(),
        options.device.name(),
        options.steps
    );
    table::write(&rows, &protocol, Format::of(options.json, options.markdown))
}

fn time(options: &BenchScaling, processes: u64, threads: usize) -> Result<Figure> {
    let program = this_program()?;
    let mut command = Command::new("mpirun");
    // Each process keeps its threads to as many cores by itself; Open MPI would give all of them one.
    command.args(["--bind-to", "none", "-n", &processes.to_string()]).arg(program);
    command.env("RAYON_NUM_THREADS", threads.to_string());
    figure_of(&mut command, options.variant, options.device, options.steps, options.samples)
}
