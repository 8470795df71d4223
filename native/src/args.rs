//! What may be asked on the command line. A recipe's fields come from the library's one table.

use crate::system::{device::DeviceName, failure::usage};
use anyhow::Result;
use clap::{
    Args, Parser, Subcommand,
    builder::{PathBufValueParser, TypedValueParser},
};
use saddle::{
    recipe::{self, FIELDS, Recipe},
    zoo::Variant,
};
use std::path::{self, PathBuf};

/// Trains generative adversarial networks: the workstation's half of Saddle.
#[derive(Parser)]
#[command(version)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Lists the variants with their ideas, papers and settings
    Zoo {
        /// Writes JSON
        #[arg(long)]
        json: bool,
    },
    /// Starts a run in a new folder
    #[command(after_help = settings())]
    Train(Train),
    /// Goes on with a run from its last checkpoint, exactly; or in a new folder from a checkpoint file
    Resume(Resume),
    /// Draws samples from a run into a picture
    Sample(Sample),
    /// Fetches a data set
    Data {
        #[command(subcommand)]
        set: DataSet,
    },
    /// Measures: the training step's time, or with a subcommand what the zoo learns
    #[command(args_conflicts_with_subcommands = true)]
    Bench(Bench),
    /// Trains the classifier that judges digits
    #[command(hide = true)]
    Classifier(TrainClassifier),
    /// One figure of `bench`, on stdout
    #[command(hide = true)]
    Measure(Measure),
}

#[derive(Args)]
pub struct Train {
    /// The variant; `saddle zoo` lists them
    #[arg(value_parser = recipe::variant)]
    variant: &'static Variant,
    /// The data set: short for `--set data=...`
    #[arg(long)]
    data: Option<String>,
    /// How many steps to train for
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..))]
    pub steps: u64,
    /// The folder for the run
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The device: a hardware GPU where there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
    /// The folder with the data set's files
    #[arg(long, value_name = "DIR", value_parser = absolute())]
    pub data_dir: Option<PathBuf>,
    /// The start of all randomness: short for `--set seed=...`
    #[arg(long, allow_negative_numbers = true)]
    seed: Option<String>,
    #[command(flatten)]
    settings: Settings,
}

/// What `--set` asks for.
#[derive(Args)]
pub struct Settings {
    /// Changes a setting; may be repeated. Of a run that goes on, one that may change on the way
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    settings: Vec<String>,
}

impl Settings {
    /// The settings that name one of `fields`.
    pub fn of<'a>(&'a self, fields: &'a [&str]) -> impl Iterator<Item = &'a String> {
        let names =
            |setting: &String| setting.split_once('=').is_some_and(|(field, _)| fields.contains(&field));
        self.settings.iter().filter(move |setting| names(setting))
    }

    /// Field and value of each.
    pub fn pairs(&self) -> Result<Vec<(&str, &str)>> {
        let pair = |setting: &'_ String| usage(format_args!("--set {setting}: write it as FIELD=VALUE"));
        self.settings.iter().map(|setting| setting.split_once('=').ok_or_else(|| pair(setting))).collect()
    }

    /// For a sentence about what was run.
    pub fn in_words(&self) -> String {
        if self.settings.is_empty() { String::new() } else { format!(" with {}", self.settings.join(" ")) }
    }

    /// The variant's settings for its data, with `first` put over them and then what was asked.
    pub fn recipe(&self, variant: &'static Variant, first: &[(&str, &str)]) -> Result<Recipe> {
        let mut pairs: Vec<_> = first.iter().map(|&(field, text)| (field, text.to_owned())).collect();
        pairs.extend(self.pairs()?.into_iter().map(|(field, text)| (field, text.to_owned())));
        let recipe = Recipe::of(variant, pairs.into_iter()).map_err(usage)?;
        recipe.check().map_err(usage)?;
        Ok(recipe)
    }
}

impl Train {
    /// The variant's recipe with everything that was asked put over it.
    pub fn recipe(&self) -> Result<Recipe> {
        let short = [("data", self.data.as_deref()), ("seed", self.seed.as_deref())];
        let given: Vec<_> = short.into_iter().filter_map(|(field, text)| Some((field, text?))).collect();
        self.settings.recipe(self.variant, &given)
    }
}

#[derive(Args)]
pub struct Resume {
    /// The run's folder, or a checkpoint file such as the page saves
    #[arg(value_name = "DIR|FILE")]
    pub run: PathBuf,
    /// With a checkpoint file: the new folder for its run
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Steps in all, those taken included; without it, what the run was started for
    #[arg(long, value_name = "TOTAL")]
    pub steps: Option<u64>,
    /// The device: a hardware GPU where there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
    /// The folder with the data set's files; without it, the one the run was started with
    #[arg(long, value_name = "DIR", value_parser = absolute())]
    pub data_dir: Option<PathBuf>,
    #[command(flatten)]
    pub settings: Settings,
    /// Goes on even where the data is not what the run learnt from
    #[arg(long)]
    pub force_data: bool,
}

#[derive(Args)]
pub struct Sample {
    /// A run's folder or a checkpoint file
    pub run: PathBuf,
    /// How many samples
    #[arg(short, long, default_value_t = 64, value_parser = clap::value_parser!(u64).range(1..=65_536))]
    pub n: u64,
    /// The PNG file to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Uses the last step's weights rather than their moving average
    #[arg(long)]
    pub live: bool,
    /// The device: a hardware GPU where there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
}

#[derive(Subcommand)]
pub enum DataSet {
    /// Downloads MNIST into the cache, verified
    Mnist {
        /// Where to look, instead of the known mirrors: each URL with a file's name put after it
        #[arg(long = "mirror", value_name = "URL", num_args = 1..)]
        mirrors: Vec<String>,
    },
}

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

#[derive(Args)]
pub struct TrainClassifier {
    /// The folder with MNIST's four files; without it, `$SADDLE_DATA/mnist` or the cache
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// The file of weights to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// How often every training digit is seen
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub epochs: u64,
    /// The device: a hardware GPU where there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
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

/// A path that means the same from whatever folder the run is resumed.
fn absolute() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(path::absolute)
}

/// Help on every field, from the table.
fn settings() -> String {
    let rows = FIELDS.iter().map(|field| {
        let unit = if field.unit.is_empty() { String::new() } else { format!(" ({})", field.unit) };
        format!("  {:<20} {}\n{:23}{}{unit}\n", field.name, field.help, "", field.kind)
    });
    std::iter::once("Settings (--set):\n".to_owned()).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_are_well_formed_and_their_help_names_every_field() {
        let mut command = Arguments::command();
        command.clone().debug_assert();
        let train = command.find_subcommand_mut("train").unwrap();
        let help = train.render_help().to_string();
        for field in FIELDS {
            assert!(help.contains(field.help), "{} is not in\n{help}", field.name);
        }
    }
}
