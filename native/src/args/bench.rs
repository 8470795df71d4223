//! The options of `saddle bench` and of its parts.

use super::Settings;
use crate::system::device::DeviceName;
use clap::{Args, Subcommand, ValueEnum};
use saddle::zoo::{self, Variant};
use std::path::PathBuf;

#[derive(Args)]
pub struct Bench {
    #[command(subcommand)]
    pub what: Option<BenchOf>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
    /// The number of steps to time, after the warm-up
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub steps: u64,
    /// Times only this device; without it, the CPU and a hardware GPU if there is one
    #[arg(long)]
    pub device: Option<DeviceName>,
    /// The variants to time, separated by commas; without them, dcgan and vanilla
    #[arg(long, value_delimiter = ',', value_parser = zoo::variant)]
    pub variants: Vec<&'static Variant>,
    /// Times the same step in PyTorch, too, by this Python: of all variants that make samples of latents, with --size of dcgan
    #[arg(long, value_name = "PATH")]
    pub python: Option<PathBuf>,
    #[command(flatten)]
    pub samples: BenchSamples,
}

/// What a timed step learns from.
#[derive(Args, Clone, Copy)]
pub struct BenchSamples {
    /// The number of samples in a batch
    #[arg(long, default_value_t = 64, value_parser = clap::value_parser!(u64).range(2..=1024))]
    pub batch: u64,
    /// Times the nets for pictures of this side in colour, such as 64; without it, those for 28x28 images
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u64).range(1..=1024))]
    pub size: Option<u64>,
}

impl BenchSamples {
    /// As in a sentence.
    pub fn in_words(self) -> String {
        let batch = self.batch;
        match self.size {
            Some(size) => format!("{batch} colour images of {size}x{size}"),
            None => format!("{batch} images of 28x28"),
        }
    }

    /// The same on a command line.
    pub fn to_arguments(self) -> Vec<String> {
        let size = self.size.map(|size| format!("--size={size}"));
        std::iter::once(format!("--batch={}", self.batch)).chain(size).collect()
    }
}

/// The benches that train variants and measure what they learn.
#[derive(Subcommand)]
pub enum BenchOf {
    /// Counts the modes of the data that each variant covers: of the ring and the grid, or of stacked digits
    Modes(BenchModes),
    /// Scores the digits that each variant generates after the same number of steps
    Mnist(BenchMnist),
    /// Measures what translators make of test digits after the same number of steps
    Translation(BenchTranslation),
    /// Counts the pictures that are read in a second, and the share of a training step that waits for them
    Data(BenchData),
    /// Times the step of one variant by one process and by several, which MPI joins
    Scaling(BenchScaling),
}

/// The options that those benches share.
#[derive(Args)]
pub struct BenchZoo {
    /// Prints JSON
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,
    /// Prints a Markdown table
    #[arg(long)]
    pub markdown: bool,
    /// The variants to train, separated by commas; without them, all
    #[arg(long, value_delimiter = ',', value_parser = zoo::variant)]
    pub variants: Vec<&'static Variant>,
    #[command(flatten)]
    pub settings: Settings,
}

/// The data whose modes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ModesOf {
    /// The ring and the grid, and beside the modes the good points
    Points,
    /// Stacked MNIST, and beside the modes the divergence from even ones
    Stacked,
}

#[derive(Args)]
pub struct BenchModes {
    /// The data whose modes are counted
    #[arg(long, value_enum, default_value_t = ModesOf::Points)]
    pub data: ModesOf,
    #[command(flatten)]
    pub zoo: BenchZoo,
    /// The number of steps of each run
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub steps: u64,
    /// The number of runs of each variant, with seeds 1, 2, 3, ...
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub seeds: u64,
    /// Of stacked digits, the folder with MNIST's files; without it, `$SADDLE_DATA/mnist` or the cache
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Of stacked digits, the folder for a picture of each run's samples
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Of stacked digits, the device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
}

/// Where the digits of a bench come from, and where its pictures and its work go.
#[derive(Args)]
pub struct BenchDigits {
    /// The folder with MNIST's four files; without it, `$SADDLE_DATA/mnist` or the cache
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// The folder for a picture of each run's samples
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
}

#[derive(Args)]
pub struct BenchMnist {
    #[command(flatten)]
    pub zoo: BenchZoo,
    /// The number of steps of each run
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub steps: u64,
    /// The seed of every run
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
    /// The number of generated digits to score
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(100..=100_000))]
    pub samples: u64,
    #[command(flatten)]
    pub digits: BenchDigits,
}

#[derive(Args)]
pub struct BenchData {
    /// The folder with the pictures
    #[arg(long, value_name = "DIR")]
    pub data_dir: PathBuf,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
    /// The number of pictures to read from the folder; from a pack, ten times as many
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u64).range(64..=10_000_000))]
    pub images: u64,
    /// The number of steps of the DCGAN to time
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub steps: u64,
    /// The device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
    #[command(flatten)]
    pub settings: Settings,
}

#[derive(Args)]
pub struct BenchScaling {
    /// Prints JSON
    #[arg(long, conflicts_with = "markdown")]
    pub json: bool,
    /// Prints a Markdown table
    #[arg(long)]
    pub markdown: bool,
    /// The variant to time
    #[arg(long, default_value = "dcgan", value_parser = zoo::variant)]
    pub variant: &'static Variant,
    /// The numbers of processes, separated by commas; the batch is shared evenly
    #[arg(long, value_delimiter = ',', default_value = "1,2", value_parser = clap::value_parser!(u64).range(1..=32))]
    pub processes: Vec<u64>,
    /// The number of steps to time, after the warm-up
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=100_000))]
    pub steps: u64,
    /// The device of every process
    #[arg(long, default_value = "cpu")]
    pub device: DeviceName,
    #[command(flatten)]
    pub samples: BenchSamples,
}

#[derive(Args)]
pub struct Measure {
    #[arg(value_parser = zoo::variant)]
    pub variant: &'static Variant,
    pub device: DeviceName,
    pub steps: u64,
    #[command(flatten)]
    pub samples: BenchSamples,
}

#[derive(Args)]
pub struct BenchTranslation {
    #[command(flatten)]
    pub zoo: BenchZoo,
    /// The number of steps of each run
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..))]
    pub steps: u64,
    /// The number of seeds, from 1 on
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=100))]
    pub seeds: u64,
    #[command(flatten)]
    pub digits: BenchDigits,
}
