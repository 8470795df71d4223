//! The options of `saddle eval` and `saddle stats`.

use super::absolute;
use crate::{
    evaluate::inception::{Extractor, Metric},
    system::device::{self, DeviceName},
};
use anyhow::Result;
use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};
use saddle::metrics::inception::resize::Resizer;
use std::path::PathBuf;

#[derive(Args)]
#[command(group = clap::ArgGroup::new("generated").required(true).args(["run", "dirs"]))]
pub struct Eval {
    /// A run's folder or a checkpoint file, whose samples are scored
    #[arg(value_name = "DIR|FILE")]
    pub run: Option<PathBuf>,
    /// Two folders of pictures: generated ones, and real ones to compare them with; or in their place the .npz file of
    /// `saddle stats` or pytorch-fid, for FID and IS alone
    #[arg(long, num_args = 2, value_names = ["GENERATED", "REAL"])]
    pub dirs: Vec<PathBuf>,
    /// The folder with the real pictures that a run's samples are compared with; without it, the data that it learnt from, as
    /// many images as there are samples
    #[arg(long, value_name = "DIR", conflicts_with = "dirs")]
    pub real: Option<PathBuf>,
    /// The .npz file with the statistics of real pictures, in place of --real: for FID and IS alone
    #[arg(long, value_name = "FILE", conflicts_with_all = ["dirs", "real"])]
    pub stats: Option<PathBuf>,
    /// The folder with the files of the run's data set; without it, the one that the run started with
    #[arg(long, value_name = "PATH", value_parser = absolute(), conflicts_with_all = ["dirs", "real", "stats"])]
    pub data_dir: Option<PathBuf>,
    /// The number of samples that a run draws [default: 50000]
    #[arg(short, long, value_parser = clap::value_parser!(u64).range(1..=1_000_000), conflicts_with = "dirs")]
    pub n: Option<u64>,
    /// Uses the run's raw weights instead of their moving average (EMA)
    #[arg(long, alias = "live", conflicts_with = "dirs")]
    pub raw: bool,
    /// The scores, separated by commas; without it, all that the real pictures allow
    #[arg(long, value_enum, value_delimiter = ',')]
    pub metrics: Vec<Metric>,
    /// The number of neighbours for precision, recall, density and coverage [default: 3 for the first two, 5 for the others]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub k: Option<u64>,
    /// Prints JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub net: Net,
}

#[derive(Args)]
pub struct Stats {
    /// The folder with the pictures
    pub folder: PathBuf,
    /// The .npz file to write
    pub out: PathBuf,
    #[command(flatten)]
    pub net: Net,
}

/// The net that looks at pictures, and how it is shown them.
#[derive(Args)]
pub struct Net {
    /// The file with Inception's weights, PyTorch's .pth or .safetensors; without it, the one of `saddle data inception`
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Whose way of resizing pictures to 299x299; scores compare only under the same one
    #[arg(long, value_parser = resizer(), default_value = Resizer::PytorchFid.name())]
    pub resizer: Resizer,
    /// The device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
}

impl Net {
    /// The net with its weights.
    pub fn open(&self) -> Result<Extractor> {
        Extractor::open(self.weights.as_deref(), &device::open(self.device)?)
    }
}

fn resizer() -> impl TypedValueParser<Value = Resizer> {
    let named = |name: String| Resizer::ALL.into_iter().find(|resizer| resizer.name() == name);
    PossibleValuesParser::new(Resizer::ALL.map(Resizer::name))
        .map(move |name| named(name).unwrap_or(Resizer::PytorchFid))
}
