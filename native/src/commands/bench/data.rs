//! `saddle bench data`: how many pictures are read in a second from a folder and from a pack of it, by one thread and by
//! all, and how long a DCGAN's step waits for them.
//!
//! Batches are drawn in a shuffled order as a run draws them, pixels in [-1, 1], and announced ahead.

use super::steps::median;
use crate::{
    args::BenchData,
    data::pictures,
    system::{device, failure::note, memory::peak_bytes},
};
use anyhow::{Context as _, Result};
use pollster::block_on;
use rayon::ThreadPoolBuilder;
use saddle::{
    data::{Batch, Batches, Dataset},
    recipe::Recipe,
    session::Session,
    zoo,
};
use serde::Serialize;
use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
    process,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

/// Samples in a batch that is read.
const BATCH: usize = 64;

/// From a pack, so many times the pictures are read, or the time would be too short to tell.
const FROM_PACK: u64 = 10;

/// Steps before the timing starts.
const WARM_UP: u64 = 3;

/// Reading from one source.
#[derive(Debug, Serialize)]
struct Reading {
    source: &'static str,
    threads: usize,
    open_ms: f64,
    images_per_second: f64,
    /// Peak resident memory of the process up to here; of a pack it includes the pages that the system caches.
    peak_bytes: Option<u64>,
}

/// Steps of a DCGAN that learns from the folder.
#[derive(Debug, Serialize)]
struct Steps {
    batch: usize,
    step_ms: f64,
    waiting_ms: f64,
}

/// Measures all of it and writes the figures to stdout.
pub fn bench(options: &BenchData) -> Result<()> {
    let recipe = options.settings.recipe(zoo::variant("dcgan")?, &[("data", "folder")])?;
    let pack = env::temp_dir().join(format!("saddle-bench-{}.pack", process::id()));
    let measured = measure(options, &recipe, &pack);
    // Best effort: it may never have been made.
    let _ = fs::remove_file(&pack);
    let (readings, steps) = measured?;
    let mut out = io::stdout().lock();
    if options.json {
        let figures = serde_json::json!({ "reading": readings, "steps": steps });
        serde_json::to_writer_pretty(&mut out, &figures).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        write!(out, "{}", in_words(&readings, &steps))?;
    }
    Ok(out.flush()?)
}

fn measure(options: &BenchData, recipe: &Recipe, pack: &Path) -> Result<(Vec<Reading>, Steps)> {
    let mut threads = vec![1, device::threads()];
    threads.dedup();
    let mut readings = Vec::new();
    for &threads in &threads {
        readings.push(read("folder", recipe, &options.data_dir, threads, options.images)?);
    }
    note("timing the DCGAN's steps");
    let steps = step(options, recipe)?;
    note("packing");
    pictures::pack(&options.data_dir, &recipe.pictures, pack)?;
    for &threads in &threads {
        readings.push(read("pack", recipe, pack, threads, FROM_PACK * options.images)?);
    }
    Ok((readings, steps))
}

fn read(source: &'static str, recipe: &Recipe, path: &Path, threads: usize, images: u64) -> Result<Reading> {
    note(format_args!("reading {images} pictures from the {source}, {threads} threads"));
    let pool = ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
    let start = Instant::now();
    let dataset = pictures::open(&recipe.pictures, Some(path), threads)?;
    let opened = start.elapsed();
    let mut batches = Batches::new(dataset.into(), recipe.run.seed);
    let start = Instant::now();
    while batches.position() < images {
        pool.install(|| batches.next(BATCH))?;
    }
    Ok(Reading {
        source,
        threads,
        open_ms: 1000.0 * opened.as_secs_f64(),
        images_per_second: batches.position() as f64 / start.elapsed().as_secs_f64(),
        peak_bytes: peak_bytes(),
    })
}

/// Medians over the steps; reading the losses is part of a step.
fn step(options: &BenchData, recipe: &Recipe) -> Result<Steps> {
    let device = device::open(options.device)?;
    let waited = Arc::new(AtomicU64::new(0));
    let inner = pictures::open(&recipe.pictures, Some(&options.data_dir), device::threads())?;
    let dataset = Box::new(Timed { inner, waited: Arc::clone(&waited) });
    let mut session = Session::new(recipe.clone(), dataset, &device)?;
    let [mut steps, mut waits] = [Vec::new(), Vec::new()];
    for at in 0..WARM_UP + options.steps {
        waited.store(0, Ordering::Relaxed);
        let start = Instant::now();
        session.step()?;
        block_on(session.read())?;
        if at >= WARM_UP {
            steps.push(1000.0 * start.elapsed().as_secs_f64());
            waits.push(1000.0 * Duration::from_nanos(waited.load(Ordering::Relaxed)).as_secs_f64());
        }
    }
    steps.sort_by(f64::total_cmp);
    waits.sort_by(f64::total_cmp);
    Ok(Steps { batch: recipe.run.batch, step_ms: median(&steps), waiting_ms: median(&waits) })
}

/// A data set that adds up how long its readers wait.
struct Timed {
    inner: Box<dyn Dataset>,
    /// Nanoseconds.
    waited: Arc<AtomicU64>,
}

impl Dataset for Timed {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn shape(&self) -> [usize; 3] {
        self.inner.shape()
    }

    fn len(&self) -> Option<u64> {
        self.inner.len()
    }

    fn classes(&self) -> usize {
        self.inner.classes()
    }

    fn digest(&self) -> u64 {
        self.inner.digest()
    }

    fn read(&self, indices: &[u64]) -> saddle::Result<Batch> {
        let start = Instant::now();
        let batch = self.inner.read(indices);
        self.waited.fetch_add(start.elapsed().as_nanos() as u64, Ordering::Relaxed);
        batch
    }

    fn prefetch(&self, indices: &[u64]) {
        self.inner.prefetch(indices);
    }
}

fn in_words(readings: &[Reading], steps: &Steps) -> String {
    let heading =
        format!("{:<8} {:>7} {:>9} {:>9} {:>8}\n", "source", "threads", "open ms", "images/s", "peak MB");
    let rows = readings.iter().map(|reading| {
        let peak = reading.peak_bytes.map_or("-".to_owned(), |bytes| format!("{:.0}", bytes as f64 / 1e6));
        let Reading { source, threads, open_ms, images_per_second, .. } = reading;
        format!("{source:<8} {threads:>7} {open_ms:>9.0} {images_per_second:>9.0} {peak:>8}\n")
    });
    let steps = format!(
        "\nA DCGAN's step at batch {} takes {:.1} ms, of which it waits {:.2} ms for the folder.\n",
        steps.batch, steps.step_ms, steps.waiting_ms
    );
    std::iter::once(heading).chain(rows).chain([steps]).collect()
}
