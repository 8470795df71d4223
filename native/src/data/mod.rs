//! The data that a recipe names, opened.
//!
//! - [`mnist`]: finds MNIST's files and reads them;
//! - [`download`]: fetches a file whose hash is known.

pub mod download;
pub mod mnist;

use anyhow::Result;
use mnist::Split;
use saddle::{
    data::{self, Batch, Dataset},
    recipe::{DataName, Recipe},
    train::checkpoint::Checkpoint,
};
use std::path::Path;

/// The data that `recipe` learns from.
pub fn open(recipe: &Recipe, data_dir: Option<&Path>) -> Result<Box<dyn Dataset>> {
    if recipe.data.name != DataName::Mnist {
        return Ok(data::open(recipe.data.name, recipe.run.seed, None)?);
    }
    Ok(Box::new(mnist::open(data_dir, Split::Training)?))
}

/// The data of `checkpoint` where only generated samples are drawn, for which no files are needed.
pub fn open_without_samples(checkpoint: &Checkpoint) -> Result<Box<dyn Dataset>> {
    match checkpoint.recipe.data.name {
        DataName::Mnist => Ok(Box::new(Blank { classes: checkpoint.data.classes })),
        _ => open(&checkpoint.recipe, None),
    }
}

/// Stands in for MNIST where its images are not looked at.
struct Blank {
    classes: usize,
}

impl Dataset for Blank {
    fn name(&self) -> &str {
        "blank"
    }

    fn shape(&self) -> [usize; 3] {
        [1, 28, 28]
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

    fn read(&self, indices: &[u64]) -> saddle::Result<Batch> {
        Ok(Batch::of(indices, self.shape().iter().product(), |_, _| 0))
    }
}
