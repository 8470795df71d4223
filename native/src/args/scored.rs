//! What ranks the checkpoints of a run that is scored.

use super::absolute;
use crate::evaluate::inception::ByFid;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Samples of a score by FID where nobody says.
const SAMPLES: u64 = 2048;

/// What a run is scored by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// What suits the data: see README
    Data,
    /// FID, as pytorch-fid takes it of as many pictures
    Fid,
}

#[derive(Args, Clone, Debug)]
pub struct Scored {
    /// What a run with --eval-every is scored by; without it, what suits the data, or as the run has been
    #[arg(long, value_enum, value_name = "SCORE")]
    eval_by: Option<By>,
    /// For FID, the number of samples, and of real pictures [default: 2048]
    #[arg(long, value_name = "N", requires = "eval_by", value_parser = clap::value_parser!(u64).range(2..=1_000_000))]
    eval_samples: Option<u64>,
    /// For FID, the file with Inception's weights, PyTorch's .pth or .safetensors; without it, the one of `saddle data
    /// inception`
    #[arg(long, value_name = "FILE", requires = "eval_by", value_parser = absolute())]
    weights: Option<PathBuf>,
}

impl Scored {
    /// Whether and how the run is scored by FID; what is not given stays as it was `before`.
    pub fn by_fid(&self, before: Option<&ByFid>) -> Option<ByFid> {
        match self.eval_by {
            None => before.cloned(),
            Some(By::Data) => None,
            Some(By::Fid) => Some(ByFid {
                samples: self.eval_samples.or(before.map(|by| by.samples)).unwrap_or(SAMPLES),
                weights: self.weights.clone().or_else(|| before?.weights.clone()),
            }),
        }
    }
}
