//! The options of `saddle sample`.

use super::absolute;
use crate::{
    pictures::{IMAGES, IMAGES_OF_A_CLASS},
    system::device::DeviceName,
};
use clap::{Args, builder::TypedValueParser};
use saddle::{classes::Classes, train::latents::Sampling};
use std::path::PathBuf;

/// Rows where each is a path between latents, or a sample with those closest to it.
const ROWS: usize = 8;

#[derive(Args)]
pub struct Sample {
    /// A run's folder or a checkpoint file
    pub run: PathBuf,
    /// The number of samples; with `--class all`, of each class [default: 64, or 10 of each class]. With --interpolate and
    /// --nearest, the number of rows [default: 8]
    #[arg(short, long, value_parser = number(1..=65_536))]
    n: Option<usize>,
    /// Takes the run's checkpoint with the best score instead of its last one
    #[arg(long)]
    pub best: bool,
    /// The class of all samples, of a conditional run; `all` draws every class, one a row, or 100 evenly picked ones of more
    #[arg(long, value_name = "CLASS|all", value_parser = classes)]
    pub class: Option<Classes>,
    /// Draws rows of so many samples, each from one latent to another along a great circle
    #[arg(long, value_name = "COLUMNS", num_args = 0..=1, default_missing_value = "10", value_parser = number(2..=1000))]
    pub interpolate: Option<usize>,
    /// Draws each latent's components again until none is farther than this from the prior's mean; with a mapping network,
    /// leaves this share of the way of styles from their mean. Fewer odd samples, less variety
    #[arg(long, value_name = "BOUND", value_parser = bound, conflicts_with = "interpolate")]
    truncation: Option<f64>,
    /// Draws a sample a row and beside it so many training images, those closest to it in their pixels
    #[arg(long, value_name = "IMAGES", num_args = 0..=1, default_missing_value = "5", value_parser = number(1..=100),
        conflicts_with = "interpolate")]
    pub nearest: Option<usize>,
    /// The folder with the data set's files, for --nearest and for runs that translate; without it, the one that the run started with
    #[arg(long, value_name = "DIR", value_parser = absolute())]
    pub data_dir: Option<PathBuf>,
    /// Draws nothing new: joins the run's saved pictures, from its first step to its last, in a GIF file
    #[arg(long, conflicts_with_all = ["n", "best", "class", "interpolate", "truncation", "nearest", "raw", "device"])]
    pub film: bool,
    /// The PNG file to write; with --film, the GIF file
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Uses the raw weights of the last step instead of their moving average (EMA)
    #[arg(long, alias = "live")]
    pub raw: bool,
    /// The device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
}

impl Sample {
    /// The classes of the samples.
    pub fn classes(&self) -> Classes {
        self.class.clone().unwrap_or(Classes::InTurn)
    }

    /// Whether it asks for something that only samples of latents have.
    pub fn is_of_latents(&self) -> bool {
        let of_latents = [self.n, self.interpolate, self.nearest].iter().any(Option::is_some);
        of_latents || self.truncation.is_some() || self.class.is_some()
    }

    /// The latents of the samples; of each class, if every class is drawn.
    pub fn latents(&self) -> Sampling {
        let count = self.n.unwrap_or(match self.class {
            _ if self.nearest.is_some() => ROWS,
            Some(Classes::Each) => IMAGES_OF_A_CLASS,
            _ => IMAGES,
        });
        match (self.interpolate, self.truncation) {
            (Some(columns), _) => Sampling::GreatCircles { rows: self.n.unwrap_or(ROWS), columns },
            (None, Some(bound)) => Sampling::Truncated { count, bound },
            (None, None) => Sampling::Fixed(count),
        }
    }
}

fn number(range: std::ops::RangeInclusive<u64>) -> impl TypedValueParser<Value = usize> {
    clap::value_parser!(u64).range(range).map(|number| number as usize)
}

/// A bound that leaves something of a prior.
fn bound(text: &str) -> Result<f64, String> {
    let bound = text.parse().ok().filter(|bound| (0.01..=100.0).contains(bound));
    bound.ok_or_else(|| "a bound is a number from 0.01 to 100".to_owned())
}

/// The classes that `--class` asks for.
fn classes(text: &str) -> Result<Classes, String> {
    match text.parse() {
        Ok(class) => Ok(Classes::Only(class)),
        Err(_) if text.eq_ignore_ascii_case("all") => Ok(Classes::Each),
        Err(_) => Err("a class is a whole number from 0 to 65535, or `all`".to_owned()),
    }
}
