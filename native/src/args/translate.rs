//! The options of `saddle translate`.

use crate::system::device::DeviceName;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub struct Translate {
    /// A run's folder or a checkpoint file, of pix2pix or cyclegan
    pub run: PathBuf,
    /// The pictures to translate
    #[arg(required = true, value_name = "IMAGE")]
    pub images: Vec<PathBuf>,
    /// The folder for the translations, PNG files of the pictures' names
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Translates from targets to sources, by a run of cyclegan
    #[arg(long)]
    pub back: bool,
    /// Uses the raw weights of the last step instead of their moving average (EMA)
    #[arg(long)]
    pub raw: bool,
    /// The device; without it, a hardware GPU if there is one, else the CPU
    #[arg(long)]
    pub device: Option<DeviceName>,
}
