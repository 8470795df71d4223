//! The command line: its commands and their options.
//!
//! - [`settings`]: `--set`, whose fields come from the library's one table;
//! - [`sample`]: what samples are drawn;
//! - [`scored`]: what ranks the checkpoints of a run that is scored;
//! - [`start`]: what `saddle train` starts from;
//! - [`eval`]: what is scored, and how;
//! - [`translate`]: what pictures are translated;
//! - [`bench`]: the benches' options.

mod bench;
mod eval;
mod sample;
mod scored;
mod settings;
mod start;
mod translate;

pub use bench::{
    Bench, BenchData, BenchMnist, BenchModes, BenchOf, BenchSamples, BenchScaling, BenchTranslation,
    BenchZoo, Measure, ModesOf,
};
pub use eval::{Eval, Stats};
pub use sample::Sample;
pub use settings::Settings;
pub use translate::Translate;

use scored::Scored;
use start::Start;

use crate::system::{device::DeviceName, failure::usage};
use anyhow::{Context as _, Result};
use clap::{
    Args, Parser, Subcommand,
    builder::{PathBufValueParser, TypedValueParser},
};
use clap_complete::Shell;
use saddle::{
    recipe::Recipe,
    zoo::{self, Preset, Variant},
};
use std::{
    path::{self, PathBuf},
    time::Duration,
};

/// Trains generative adversarial networks on a workstation
#[derive(Parser)]
#[command(name = "saddle", version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Lists the variants with their ideas, papers and settings; or one with all its settings
    Zoo {
        /// One variant, whose settings are shown with their defaults, ranges and help
        #[arg(value_parser = zoo::variant)]
        variant: Option<&'static Variant>,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Starts a run in a new folder
    #[command(after_help = settings::help())]
    Train(Train),
    /// Resumes a run from its last checkpoint; or a checkpoint file, in a new folder
    Resume(Resume),
    /// Draws samples from a trained run as a PNG picture, in a grid, along paths between them or beside their likes
    Sample(Sample),
    /// Translates pictures by a run of pix2pix or cyclegan
    Translate(Translate),
    /// Scores a run's samples, or a folder of pictures, beside real ones: FID, KID, Inception Score, precision and recall
    Eval(Eval),
    /// Saves the mean and covariance of a folder's Inception features, for FID; pytorch-fid reads them
    Stats(Stats),
    /// Writes one HTML page of a run: settings, curves, samples; it needs no other file
    Report(Report),
    /// Lists the devices that `--device` may name
    Devices,
    /// Downloads MNIST or the weights that scores take, or packs pictures into one file
    Data {
        #[command(subcommand)]
        set: DataSet,
    },
    /// Times the training step; the subcommands measure what the variants learn
    #[command(args_conflicts_with_subcommands = true)]
    Bench(Bench),
    /// Prints a script that completes saddle's commands and options in a shell
    Completions { shell: Shell },
    /// Prints the manual page of saddle, or of one of its commands
    Man { command: Option<String> },
    /// Trains the classifier that scores generated digits
    #[command(hide = true)]
    Classifier(TrainClassifier),
    /// Measures one figure of `bench` and prints it as JSON
    #[command(hide = true)]
    Measure(Measure),
}

#[derive(Args)]
pub struct Train {
    /// The variant; or a link copied from the page, in quotes; or a recipe.json. `saddle zoo` lists the variants
    #[arg(value_name = "VARIANT|LINK|FILE", value_parser = start::start)]
    start: Start,
    /// The data set: short for `--set data=...`
    #[arg(long)]
    data: Option<String>,
    /// The settings of a published run, which `saddle zoo` lists, and its steps; other options change them
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// The number of training steps; without it, the preset's
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..), required_unless_present = "preset")]
    steps: Option<u64>,
    /// The new folder for the run
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
    /// The folder with the data set's files: of MNIST, without it `$SADDLE_DATA/mnist` or the cache; for `--data folder`,
    /// the folder with the pictures, or a pack of them
    #[arg(long, value_name = "PATH", value_parser = absolute())]
    pub data_dir: Option<PathBuf>,
    /// The seed of all random numbers: short for `--set seed=...`
    #[arg(long, allow_negative_numbers = true)]
    seed: Option<String>,
    /// The number of checkpoints to keep beside the current one [default: 3]
    #[arg(long, value_name = "N", value_parser = keep())]
    pub keep_checkpoints: Option<usize>,
    /// Scores the run every so many steps and keeps the checkpoint with the best score, best.safetensors; 0 is never
    /// [default: 0]
    #[arg(long, value_name = "STEPS", allow_negative_numbers = true)]
    pub eval_every: Option<u64>,
    #[command(flatten)]
    pub scored: Scored,
    /// Saves and stops after this time, such as 90s or 2h 30m; `saddle resume` goes on
    #[arg(long, value_name = "TIME", value_parser = humantime::parse_duration)]
    pub stop_after: Option<Duration>,
    /// Takes JPEG files that are cut off, their missing part grey: short for `--set allow_truncated=true`
    #[arg(long)]
    allow_truncated: bool,
    #[command(flatten)]
    settings: Settings,
}

impl Train {
    /// The recipe to start from, or its variant's preset, with the settings that were asked for, and the number of steps.
    pub fn recipe(&self) -> Result<(Recipe, u64)> {
        let allow_truncated = self.allow_truncated.then_some("true");
        let short = [
            ("data", self.data.as_deref()),
            ("seed", self.seed.as_deref()),
            ("allow_truncated", allow_truncated),
        ];
        let given: Vec<_> = short.into_iter().filter_map(|(field, text)| Some((field, text?))).collect();
        let Some(name) = &self.preset else {
            let steps = self.steps.context("--steps is required without a preset")?;
            return Ok((self.start.recipe(&self.settings, &given)?, steps));
        };
        let Start::Variant(variant) = self.start else {
            return Err(usage(format_args!(
                "--preset {name} belongs to a variant: name one in place of a recipe"
            )));
        };
        let preset = preset(variant, name)?;
        let recipe = self.settings.over(preset.recipe(variant), &given)?;
        Ok((recipe, self.steps.unwrap_or(preset.steps)))
    }
}

/// The preset of `variant` that is called `name`.
fn preset(variant: &'static Variant, name: &str) -> Result<&'static Preset> {
    if let Some(preset) = variant.presets().find(|preset| preset.name.eq_ignore_ascii_case(name)) {
        return Ok(preset);
    }
    let names = variant.presets().map(|preset| preset.name).collect::<Vec<_>>().join(", ");
    let variant = variant.name;
    let has = if names.is_empty() {
        format!("{variant} has no presets; `saddle zoo` lists those of other variants")
    } else {
        format!("the presets of {variant} are {names}")
    };
    Err(usage(format_args!("--preset {name}: {has}")))
}

#[derive(Args)]
pub struct Resume {
    /// The run's folder, or a checkpoint file such as the page saves
    #[arg(value_name = "DIR|FILE")]
    pub run: PathBuf,
    /// The new folder for the run of a checkpoint file
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The total number of steps, including those already taken; without it, the run's own
    #[arg(long, value_name = "TOTAL")]
    pub steps: Option<u64>,
    /// The device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
    /// The folder with the data set's files, or a pack; without it, the one that the run started with
    #[arg(long, value_name = "PATH", value_parser = absolute())]
    pub data_dir: Option<PathBuf>,
    /// The number of checkpoints to keep beside the current one; without it, the run's own
    #[arg(long, value_name = "N", value_parser = keep())]
    pub keep_checkpoints: Option<usize>,
    /// Scores the run every so many steps and keeps the checkpoint with the best score; 0 is never; without it, as the run
    /// has done
    #[arg(long, value_name = "STEPS", allow_negative_numbers = true)]
    pub eval_every: Option<u64>,
    #[command(flatten)]
    pub scored: Scored,
    /// Saves and stops after this time, such as 90s or 2h 30m
    #[arg(long, value_name = "TIME", value_parser = humantime::parse_duration)]
    pub stop_after: Option<Duration>,
    #[command(flatten)]
    pub settings: Settings,
    /// Resumes even with changes to settings that are fixed once a run has started
    #[arg(long = "override")]
    pub override_fixed: bool,
    /// Resumes even if the data is not what the run was trained on
    #[arg(long)]
    pub force_data: bool,
}

#[derive(Args)]
pub struct Report {
    /// The run's folder
    #[arg(value_name = "DIR")]
    pub run: PathBuf,
    /// The HTML file to write; without it, `report.html` in the run's folder
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum DataSet {
    /// Downloads MNIST into the cache and verifies it
    Mnist {
        /// The URLs to download from, instead of the known mirrors; a file's name is added to each
        #[arg(long = "mirror", value_name = "URL", num_args = 1..)]
        mirrors: Vec<String>,
    },
    /// Downloads the weights of Inception-v3 (96 MB), with which FID is taken, into the cache and verifies them
    Inception {
        /// The URLs to download from, instead of GitHub's; the file's name is added to each
        #[arg(long = "mirror", value_name = "URL", num_args = 1..)]
        mirrors: Vec<String>,
    },
    /// Makes samples of the pictures in a folder once and writes them to one file, which a run reads faster
    Pack {
        /// The folder with the pictures
        folder: PathBuf,
        /// The new file, for `--data folder --data-dir OUT`
        out: PathBuf,
        #[command(flatten)]
        settings: Settings,
    },
}

#[derive(Args)]
pub struct TrainClassifier {
    /// The folder with MNIST's four files; without it, `$SADDLE_DATA/mnist` or the cache
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// The file to write the weights to
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The number of passes over the training digits
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub epochs: u64,
    /// The device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
}

/// A number of checkpoints.
fn keep() -> impl TypedValueParser<Value = usize> {
    clap::value_parser!(u64).range(0..=1_000_000).map(|count| count as usize)
}

/// An absolute path, which a run resumed from another folder finds again.
fn absolute() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(path::absolute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;
    use saddle::recipe::fields;

    #[test]
    fn the_arguments_are_well_formed_and_their_help_names_every_field() {
        let mut command = Arguments::command();
        command.clone().debug_assert();
        let train = command.find_subcommand_mut("train").unwrap();
        let help = train.render_help().to_string();
        for field in fields() {
            assert!(help.contains(field.help), "{} is not in\n{help}", field.name);
        }
    }
}
