//! The options of `saddle bench` and of its parts.

use super::Settings;
use crate::system::device::DeviceName;
use clap::{Args, Subcommand};
use saddle::{recipe, zoo::Variant};
use std::path::PathBuf;

#[derive(Args)]
pub struct Bench {
    #[command(subcommand)]
    pub what: Option<BenchOf>,
    /// Writes JSON
    #[arg(long)]
    pub json: bool,
    /// Steps to time, after the warm-up
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub steps: u64,
    /// Times this device alone; without it, the CPU and any hardware GPU
    #[arg(long)]
    pub device: Option<DeviceName>,
    /// Times these variants, with commas between them; without it, dcgan and vanilla
    #[arg(long, value_delimiter = ',', value_parser = recipe::variant)]
    pub variants: Vec<&'static Variant>,
}

/// What else a bench may measure.
#[derive(Subcommand)]
pub enum BenchOf {
    /// Modes covered and share of good points, each variant on the ring and the grid
    Modes(BenchModes),
    /// Scores of generated digits, each variant after the same number of steps
    Mnist(BenchMnist),
}

/// What the benches of the zoo have in common.
#[derive(Args)]
pub struct BenchZoo {
    /// Writes JSON
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,
    /// Writes a Markdown table
    #[arg(long)]
    pub markdown: bool,
    /// Trains these variants, with commas between them; without it, all
    #[arg(long, value_delimiter = ',', value_parser = recipe::variant)]
    pub variants: Vec<&'static Variant>,
    #[command(flatten)]
    pub settings: Settings,
}

#[derive(Args)]
pub struct BenchModes {
    #[command(flatten)]
    pub zoo: BenchZoo,
    /// Steps of each run
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub steps: u64,
    /// Runs of each variant, from seed 1 on
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub seeds: u64,
}

#[derive(Args)]
pub struct BenchMnist {
    #[command(flatten)]
    pub zoo: BenchZoo,
    /// Steps of each run
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub steps: u64,
    /// Generated digits to judge
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(100..=100_000))]
    pub samples: u64,
    /// The folder with MNIST's four files; without it, `$SADDLE_DATA/mnist` or the cache
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// A folder for a grid of each variant's samples
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The device: a hardware GPU where there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
}

#[derive(Args)]
pub struct Measure {
    #[arg(value_parser = recipe::variant)]
    pub variant: &'static Variant,
    pub device: DeviceName,
    pub steps: u64,
}
