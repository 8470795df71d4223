//! The data that a recipe names, opened.
//!
//! - [`mnist`]: finds MNIST's files and reads them;
//! - [`pictures`]: pictures in a folder, or packed into one file;
//! - [`cifar10`], [`svhn`]: read their files;
//! - [`download`]: fetches a file whose hash is known.

mod cifar10;
pub mod download;
pub mod mnist;
pub mod pictures;
mod svhn;

use crate::system::{device, failure::usage};
use anyhow::Result;
use mnist::Split;
use saddle::{
    data::{self, Batch, Dataset, Stacked, stacked::CHANNELS},
    recipe::{Choice as _, DataName, Recipe},
    train::checkpoint::Checkpoint,
};
use std::{path::Path, sync::Arc};

/// The data that `recipe` learns from.
pub fn open(recipe: &Recipe, data_dir: Option<&Path>) -> Result<Box<dyn Dataset>> {
    match recipe.data.name {
        DataName::Mnist => Ok(Box::new(mnist::open(data_dir, Split::Training)?)),
        DataName::Stacked => {
            Ok(Box::new(Stacked::new(mnist::open(data_dir, Split::Training)?, recipe.run.seed)?))
        }
        DataName::Folder if recipe.reads_sources() => {
            Ok(Box::new(pictures::Pairs::open(recipe, given(data_dir, recipe.data.name)?)?))
        }
        DataName::Folder => pictures::open(&recipe.pictures, data_dir, device::threads()),
        DataName::Cifar10 => Ok(Box::new(cifar10::open(given(data_dir, recipe.data.name)?)?)),
        DataName::Svhn => Ok(Box::new(svhn::open(given(data_dir, recipe.data.name)?)?)),
        _ => Ok(data::open(recipe, None)?),
    }
}

/// The folder of a data set that is nowhere else.
fn given(data_dir: Option<&Path>, name: DataName) -> Result<&Path> {
    let name = name.name();
    data_dir
        .ok_or_else(|| usage(format_args!("--data {name} needs --data-dir PATH, the folder with its files")))
}

/// The data of `checkpoint` where samples are drawn of latents, or a translator is given other images, for which no files are needed.
pub fn open_without_samples(checkpoint: &Checkpoint) -> Result<Box<dyn Dataset>> {
    blank(&checkpoint.recipe, checkpoint.data.classes)
}

/// Data as `recipe` names it, with blank images in the place of files.
pub fn blank(recipe: &Recipe, classes: usize) -> Result<Box<dyn Dataset>> {
    let shape = match recipe.data.name {
        DataName::Mnist => [1, 28, 28],
        DataName::Stacked => [CHANNELS, 28, 28],
        DataName::Folder => pictures::shape(&recipe.pictures),
        DataName::Cifar10 | DataName::Svhn => [3, 32, 32],
        _ => return open(recipe, None),
    };
    Ok(Box::new(Blank { shape, classes }))
}

/// Stands in for a set in files where its images are not looked at.
struct Blank {
    shape: [usize; 3],
    classes: usize,
}

impl Dataset for Blank {
    fn name(&self) -> &str {
        "blank"
    }

    fn shape(&self) -> [usize; 3] {
        self.shape
    }

    fn len(&self) -> Option<u64> {
        None
    }

    fn classes(&self) -> usize {
        self.classes
    }

    fn digest(&self) -> u64 {
        0
    }

    fn source(&self) -> Option<Arc<dyn Dataset>> {
        Some(Arc::new(Self { ..*self }))
    }

    fn read(&self, indices: &[u64]) -> saddle::Result<Batch> {
        Ok(Batch::of(indices, self.shape().iter().product(), |_, _| 0))
    }
}
